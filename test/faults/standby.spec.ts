import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadSettings } from '../../src/platform/config/load.js';
import { Database } from '../../src/platform/database/database.js';
import { rows } from '../../src/platform/database/sql.js';
import { Log } from '../../src/platform/logging/log.js';
import { eventually } from '../support/eventually.js';
import { aFault, shortOrLong } from '../support/fault.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres-server.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

const EVENTS = shortOrLong(500, 8_000);
const MISSED = shortOrLong(30, 120);
const RESENDS = shortOrLong(4, 20);

const failedOver = aFault({
  name: 'A synchronous standby stops, then the primary is lost',
  done: 'While a fleet published, the standby froze, so that nothing it had was confirmed; what was sent meanwhile was sent again and again; then the primary was killed for good and the standby took over.',
  must: 'Nothing is acknowledged that only the primary has, also not when it is there already; the standby has all that was acknowledged, once.',
});

describeWithPostgres('a primary with a synchronous standby', () => {
  let primary: PostgresServer;
  let standby: PostgresServer;
  let before: Service;
  let after: Service;
  let round: Round;
  let reporters: Reporter[] = [];
  let patient: Database;
  let running: Promise<unknown>;
  let thaw = (): void => undefined;
  /** How many different events were acknowledged: what is said twice stands in the journal once. */
  const heard = (): number =>
    new Set(reporters.flatMap(({ acknowledged }) => [...acknowledged].map(({ id }) => id))).size;
  const writers = new Set<number>();
  /** Sessions that wrote to the journal and whose commit waits for the standby. */
  const look = async (): Promise<void> => {
    const found = await primary.ask<{ pid: number }>(
      `SELECT "pid" FROM pg_stat_activity WHERE "wait_event" = 'SyncRep' AND "query" LIKE '%INSERT INTO journal (%'`,
    );
    found.forEach(({ pid }) => writers.add(pid));
  };

  beforeAll(async () => {
    buildService();
    primary = await startPostgres({ settings: { wal_keep_size: '256MB' } });
    const database = { url: primary.url, drop: () => Promise.resolve() };
    round = await layOutRound(database, { citizens: 10, events: EVENTS, missed: MISSED, seed: seedOf('standby') });
    standby = await primary.standby();
    await primary.set({ synchronous_standby_names: '*' });
    await eventually(async () => {
      const [state] = await primary.ask<{ sync_state: string }>('SELECT "sync_state" FROM pg_stat_replication');
      return state?.sync_state === 'sync';
    });
    before = await makeService({ DATABASE_URL: primary.url, DATABASE_ANSWER_MS: '1500', LOG_LEVEL: 'silent' });
    after = await makeService({ DATABASE_URL: standby.url, LOG_LEVEL: 'silent' });
    await before.start();
    const settings = loadSettings(process.cwd(), { NODE_ENV: 'test', DATABASE_URL: primary.url, LOG_LEVEL: 'silent' });
    patient = new Database(settings, new Log(settings), []);
    await patient.connect();
    reporters = round.reporters([before.mqttPort, after.mqttPort]);
  });
  afterAll(async () => {
    reporters.forEach((reporter) => reporter.stop());
    await patient?.onApplicationShutdown();
    await Promise.all([before?.kill(), after?.kill()]);
    await standby?.remove();
    await primary?.remove();
  });

  it('acknowledges nothing that only the primary has, however often it is sent', async () => {
    await patient.transact((tx) => rows(tx, 'SELECT 1'));
    running = Promise.all(reporters.map((reporter) => reporter.run()));
    await eventually(() => heard() >= EVENTS / 4, 30_000);
    thaw = standby.freeze();
    // The PUBACKs of what was confirmed before may still be under way: those have come once others were given up.
    let [acknowledged, writersThen] = [heard(), 0];
    await eventually(async () => {
      await look();
      if (heard() !== acknowledged) [acknowledged, writersThen] = [heard(), writers.size];
      return writers.size > writersThen + 2;
    }, 60_000);

    // What was given up is committed here by now, and is met when it is sent again: that waits as well. The longer nothing is confirmed, the
    // longer the house waits before it tries again, half a minute at most.
    await eventually(async () => {
      await look();
      const [journal] = await primary.ask<{ count: number }>('SELECT count(*)::int AS "count" FROM journal');
      return writers.size > writersThen + RESENDS && journal!.count > acknowledged;
    }, 150_000);
    expect(heard()).toBe(acknowledged);

    // Nor is anything answered for what was only read; and when an operator ends the waiting, nobody is told that it is safe.
    let answered: string | null = null;
    patient
      .transact((tx) => rows(tx, 'SELECT 1'))
      .then(
        () => (answered = 'yes'),
        (error: unknown) => (answered = (error as { driverError: { code: string } }).driverError.code),
      );
    await eventually(async () => {
      await primary.ask(`SELECT pg_cancel_backend("pid") FROM pg_stat_activity WHERE "wait_event" = 'SyncRep'`);
      return answered;
    });
    expect(answered).toBe('08007');
    expect(heard()).toBe(acknowledged);
  }, 300_000);

  it('loses nothing when the standby takes over', async () => {
    await primary.kill();
    await before.kill();
    thaw();
    await standby.promote();
    await after.start();
    await running;
    await waitUntilSettled(standby.url);
    const acknowledged = reporters.flatMap((reporter) => [...reporter.acknowledged]);
    failedOver.record(await expectEachOnce(standby.url, round, acknowledged), {
      'writes to the journal that waited': writers.size,
    });
  });
});
