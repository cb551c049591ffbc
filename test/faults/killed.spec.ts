import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { between, randomFor } from '../../src/simulator/random.rules.js';
import { query } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { freeze } from '../support/freeze.js';
import { migrate } from '../support/migrate.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, expectFeedWhole, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

/** While it is published; FAULTS_KILLS=20 for a long one. */
const KILLS = Number(process.env.FAULTS_KILLS ?? 5);
const PAUSE_SECONDS = Number(process.env.FAULTS_PAUSE_SECONDS ?? 2);
const EVENTS = Math.max(5_000, 700 * (KILLS + 2));
const MISSED = 200;
const MAY_GROW_MB = 150;

const fault = aFault({
  name: 'Service, PostgreSQL and its backends killed',
  done: 'PostgreSQL was frozen for a while, then the service, PostgreSQL and single backends were killed by turns, at random moments, while a fleet published.',
  must: 'Nothing is acknowledged meanwhile and little held in memory; afterwards everything is there once, and the feed has no gap.',
});

describe('the service and its PostgreSQL, killed by turns under load', () => {
  const seed = seedOf('killed');
  const random = randomFor(seed, 'kills');
  let dataDir: string;
  let postgres: EmbeddedPostgres;
  let round: Round;
  let service: Service;
  let reporters: Reporter[];
  let running: Promise<unknown>;
  const heard = (): number => reporters.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);

  const backends = (): Promise<{ pid: number }[]> =>
    query(
      postgres.url,
      `SELECT "pid" FROM pg_stat_activity WHERE "application_name" = 'dosevagt' AND "pid" <> pg_backend_pid()`,
    );

  const victims: Record<string, () => Promise<void>> = {
    service: async () => {
      await service.kill();
      await service.start('started');
    },
    postgres: async () => void process.kill(postgres.pid, 'SIGKILL'),
    // It may have been PostgreSQL's turn just before: as soon as that is back.
    backend: async () => {
      const { pid } = await eventually(async () => (await backends().catch(() => []))[0]);
      process.kill(pid, 'SIGKILL');
    },
  };

  beforeAll(async () => {
    buildService();
    dataDir = await mkdtemp(join(tmpdir(), 'dosevagt-endurance-'));
    postgres = await startEmbeddedPostgres({ dataDir, fsync: false, log: () => undefined });
    await migrate(postgres.url);
    const database = { url: postgres.url, drop: () => Promise.resolve() };
    round = await layOutRound(database, { citizens: 24, events: EVENTS, missed: MISSED, seed });
    service = await makeService({ DATABASE_URL: postgres.url, DATABASE_ANSWER_MS: '1000' });
    await service.start();
    reporters = round.reporters([service.mqttPort]);
    running = Promise.all(reporters.map((reporter) => reporter.run()));
  });
  afterAll(async () => {
    reporters?.forEach((reporter) => reporter.stop());
    await service?.kill();
    await postgres?.stop();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  it(
    'acknowledge nothing while PostgreSQL is frozen, and hold little in memory',
    async () => {
      await eventually(() => heard() >= 200);
      const before = residentMb(service.pid);
      const thaw = freeze(postgres.pid);
      try {
        // What had been committed is still being answered.
        await pause(500);
        const answered = heard();
        await pause(PAUSE_SECONDS * 1000);
        expect(heard()).toBe(answered);
        expect(residentMb(service.pid) - before).toBeLessThan(MAY_GROW_MB);
      } finally {
        thaw();
      }
      const after = heard();
      await eventually(() => heard() > after, 30_000);
    },
    60_000 + PAUSE_SECONDS * 1000,
  );

  it(
    'lose nothing that was acknowledged, and do nothing twice',
    async () => {
      const all = [...round.sayings.values()].flat().length;
      // Each of them at least once, and the service most of all.
      const some = ['service', 'postgres', 'backend', 'service'];
      const already = heard();
      for (let i = 0; i < KILLS; i++) {
        const at = already + ((all - already) * (i + between(random, 0.2, 0.9))) / (KILLS + 1);
        await eventually(() => heard() >= at, 60_000);
        await pause(between(random, 0, 30));
        await victims[some[i] ?? some[Math.floor(between(random, 0, some.length))]!]!();
      }
      // Once more before it has come up, and once when the last word has been heard but not yet acted upon.
      await pause(between(random, 100, 1_200));
      await victims.service!();
      await eventually(() => heard() === all, 60_000);
      await running;
      await service.kill();
      await service.start();
      await waitUntilSettled(postgres.url);
      const figures = await expectEachOnce(
        postgres.url,
        round,
        reporters.flatMap(({ acknowledged }) => [...acknowledged]),
      );
      expect(reporters.some(({ resent }) => resent > 0)).toBe(true);
      await expectFeedWhole(postgres.url, service.httpUrl, round.partner);
      fault.record(figures, {
        kills: KILLS + 2,
        's frozen': PAUSE_SECONDS,
        resent: reporters.reduce((sum, { resent }) => sum + resent, 0),
        connections: reporters.reduce((sum, { connections }) => sum + connections, 0),
      });
      expect(await service.stop()).toBe(0);
    },
    60_000 + KILLS * 30_000,
  );
});

const residentMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
