import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { aFault, shortOrLong } from '../support/fault.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres-server.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, expectFeedWhole, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

const RESTARTS = shortOrLong(5, 50);

const restarted = aFault({
  name: 'PostgreSQL restarted again and again',
  done: 'While a fleet published, PostgreSQL was restarted, by turns in order, at once and by SIGKILL.',
  must: 'What was acknowledged is there once, and the service goes on by itself each time.',
});

describeWithPostgres('a PostgreSQL that comes and goes', () => {
  let postgres: PostgresServer;
  let round: Round;
  let service: Service;
  let reporters: Reporter[];
  const heard = (): number => reporters.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);

  beforeAll(async () => {
    buildService();
    postgres = await startPostgres();
    const database = { url: postgres.url, drop: () => Promise.resolve() };
    const events = 400 * RESTARTS;
    round = await layOutRound(database, { citizens: 16, events, missed: 100, seed: seedOf('postgres') });
    service = await makeService({ DATABASE_URL: postgres.url, DATABASE_ANSWER_MS: '1000' });
    await service.start();
    reporters = round.reporters([service.mqttPort]);
  });
  afterAll(async () => {
    reporters?.forEach((reporter) => reporter.stop());
    await service?.kill();
    await postgres?.remove();
  });

  it('loses nothing to restarts', async () => {
    const all = [...round.sayings.values()].flat().length;
    const running = Promise.all(reporters.map((reporter) => reporter.run()));
    const ways = [() => postgres.stop(), () => postgres.stop('immediate'), () => postgres.kill()];
    for (let i = 0; i < RESTARTS; i++) {
      await eventually(() => heard() >= (all * (i + 0.5)) / RESTARTS, 60_000);
      await ways[i % ways.length]!();
      await postgres.start();
    }
    await running;
    await waitUntilSettled(postgres.url);
    const acknowledged = reporters.flatMap((reporter) => [...reporter.acknowledged]);
    restarted.record(await expectEachOnce(postgres.url, round, acknowledged), { restarts: RESTARTS });
    await expectFeedWhole(postgres.url, service.httpUrl, round.partner);
    expect(await service.readiness()).toMatchObject({ status: 200 });
  });
});
