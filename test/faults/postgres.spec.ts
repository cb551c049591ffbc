import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { count } from '../support/counter.js';
import { aFault, shortOrLong } from '../support/fault.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres-server.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, expectFeedWhole, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, partsOf, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

const RESTARTS = shortOrLong(5, 20);
const TERMINATIONS = shortOrLong(20, 200);
const AWAY_MS = shortOrLong(500, 20_000);

/** What is done to the server, in the middle of a part of the round; answers what is special to it. */
interface Harm {
  readonly fault: ReturnType<typeof aFault>;
  readonly what: string;
  readonly does: (lab: Lab) => Promise<Record<string, number>>;
}

interface Lab {
  readonly postgres: PostgresServer;
  readonly service: Service;
  heard(): number;
  /** Until so large a share of the part is acknowledged. */
  heardShare(share: number): Promise<unknown>;
}

/** Sees that nothing is acknowledged and that readiness says so, for a while. */
async function isAway({ service, heard }: Lab): Promise<void> {
  await eventually(async () => (await service.readiness()).status === 503, 30_000);
  const before = heard();
  await pause(AWAY_MS);
  expect(heard()).toBe(before);
}

const HARMS: readonly Harm[] = [
  {
    fault: aFault({
      name: 'PostgreSQL stopped',
      done: 'While a fleet published, PostgreSQL was stopped in order, stayed away for a while, and was started again.',
      must: 'Nothing is acknowledged meanwhile, readiness says so, and all goes on by itself.',
    }),
    what: 'stopped',
    does: async (lab) => {
      await lab.postgres.stop();
      await isAway(lab);
      await lab.postgres.start();
      return { 'acknowledged meanwhile': 0 };
    },
  },
  {
    fault: aFault({
      name: 'PostgreSQL frozen',
      done: 'While a fleet published, PostgreSQL and all its backends stood still with every connection open.',
      must: 'The same, and what had been given up is done once.',
    }),
    what: 'frozen',
    does: async (lab) => {
      const thaw = lab.postgres.freeze();
      try {
        await isAway(lab);
      } finally {
        thaw();
      }
      return { 'acknowledged meanwhile': 0 };
    },
  },
  {
    fault: aFault({
      name: 'PostgreSQL restarted again and again',
      done: 'While a fleet published, PostgreSQL was restarted, by turns in order, at once and by SIGKILL.',
      must: 'What was acknowledged is there once, and the service goes on by itself each time.',
    }),
    what: 'restarted again and again',
    does: async ({ postgres, heard, heardShare }) => {
      const ways = [() => postgres.stop(), () => postgres.stop('immediate'), () => postgres.kill()];
      for (let i = 0; i < RESTARTS; i++) {
        const before = heard();
        await ways[i % ways.length]!();
        await postgres.start();
        await Promise.race([eventually(() => heard() > before, 60_000), heardShare(1)]);
      }
      return { restarts: RESTARTS };
    },
  },
  {
    fault: aFault({
      name: 'Backends terminated in a loop',
      done: 'While a fleet published, pg_terminate_backend ended every connection of the service, ten times a second.',
      must: 'What was under way is done anew, once, and the service never ends.',
    }),
    what: 'terminating every connection in a loop',
    does: async ({ postgres, service }) => {
      let terminated = 0;
      for (let i = 0; i < TERMINATIONS; i++) {
        const [row] = await postgres.ask<{ count: number }>(
          `SELECT count(pg_terminate_backend("pid"))::int AS "count" FROM pg_stat_activity WHERE "application_name" LIKE 'dosevagt%'`,
        );
        terminated += row!.count;
        await pause(100);
      }
      expect(terminated).toBeGreaterThan(TERMINATIONS);
      expect(service.isRunning).toBe(true);
      return { 'backends terminated': terminated };
    },
  },
];

describeWithPostgres('a PostgreSQL that is', () => {
  let postgres: PostgresServer;
  let round: Round;
  let parts: Round[];
  let service: Service;
  const reporters: Reporter[] = [];

  beforeAll(async () => {
    buildService();
    postgres = await startPostgres();
    const database = { url: postgres.url, drop: () => Promise.resolve() };
    const events = 800 * HARMS.length;
    round = await layOutRound(database, { citizens: 16, events, missed: 100, seed: seedOf('postgres') });
    parts = partsOf(round, HARMS.length);
    service = await makeService({ DATABASE_URL: postgres.url, DATABASE_ANSWER_MS: '1000' });
    await service.start();
  });
  afterAll(async () => {
    reporters.forEach((reporter) => reporter.stop());
    await service?.kill();
    await postgres?.remove();
  });

  it.each(HARMS.map((harm, i) => ({ ...harm, i })))('$what costs nothing', async ({ fault, does, i }) => {
    const part = parts[i]!;
    const mine = part.reporters([service.mqttPort]);
    reporters.push(...mine);
    const all = [...part.sayings.values()].flat().length;
    const heard = (): number => mine.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    const heardShare = (share: number) => eventually(() => heard() >= all * share, 60_000);
    const running = Promise.all(mine.map((reporter) => reporter.run()));
    await heardShare(0.2);
    const special = await does({ postgres, service, heard, heardShare });
    await running;
    await waitUntilSettled(postgres.url);
    const figures = await count(postgres.url, {
      acknowledged: mine.flatMap(({ acknowledged }) => [...acknowledged]),
      missedDoseIds: part.missedDoseIds,
      alsoMissed: round.missedDoseIds,
    });
    fault.record(figures, special);
    await eventually(async () => (await service.readiness()).status === 200, 30_000);
  });

  it('back in the end with every effect once, and a feed without a gap', async () => {
    const acknowledged = reporters.flatMap((reporter) => [...reporter.acknowledged]);
    await expectEachOnce(postgres.url, round, acknowledged);
    await expectFeedWhole(postgres.url, service.httpUrl, round.partner);
  });
});
