import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { between, randomFor } from '../../src/simulator/random.rules.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, expectFeedWhole, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

const fault = aFault({
  name: 'Nodes killed while rows are held',
  done: 'Somebody held the rows of half the citizens while two nodes heard them; each node was killed while lines waited for that, and both once more while those had their effect.',
  must: 'What waited waits on over every kill, the neighbours have their tasks meanwhile, and everything has its effect once.',
});

describe('lines that wait for a held citizen, over kill -9', () => {
  const seed = seedOf('delayed');
  const random = randomFor(seed, 'delayed');
  const nodes: Service[] = [];
  let database: TestDatabase;
  let round: Round;
  let reporters: Reporter[];
  let holder: pg.Client;

  const number = async (sql: string, parameters: unknown[] = []): Promise<number> =>
    (await query<{ count: number }>(database.url, `SELECT count(*)::int AS "count" FROM ${sql}`, parameters))[0]!.count;
  const delayed = () => number(`journal_pending WHERE "delays" > 0`);
  const tasks = () =>
    number(`task t JOIN alert a ON a."id" = t."alertId" WHERE a."doseId" IS NOT NULL AND t."state" = 'open'`);
  const restart = async (node: Service): Promise<void> => {
    await node.kill();
    await node.start('started');
  };

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('delayed');
    round = await layOutRound(database, { citizens: 8, events: 200, missed: 40, seed });
    // Poorer in connections than a real one: two of them and the other tests share one PostgreSQL.
    const environment = { DATABASE_URL: database.url, DATABASE_POOL_SIZE: '8' };
    nodes.push(await makeService(environment), await makeService(environment));
    await Promise.all(nodes.map((node) => node.start()));
    reporters = round.reporters(nodes.map(({ mqttPort }) => mqttPort));
    holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
  });
  afterAll(async () => {
    await holder?.end();
    reporters?.forEach((reporter) => reporter.stop());
    await Promise.all(nodes.map((node) => node.kill()));
    await database?.drop();
  });

  it('have their effect once, when the citizen is free', async () => {
    const [one, other] = nodes as [Service, Service];
    const citizens = await query<{ id: string; missed: number }>(
      database.url,
      `SELECT "citizenId" AS "id", count(*)::int AS "missed" FROM dose WHERE "id" = ANY ($1::uuid[]) GROUP BY 1 ORDER BY 1`,
      [round.missedDoseIds],
    );
    const held = citizens.slice(0, citizens.length / 2);
    const ofOthers = citizens.slice(held.length).reduce((sum, { missed }) => sum + missed, 0);
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM citizen WHERE "id" = ANY ($1::uuid[]) FOR UPDATE', [held.map(({ id }) => id)]);

    await Promise.all(reporters.map((reporter) => reporter.run()));
    await eventually(async () => (await delayed()) >= held.length, 30_000);
    await pause(between(random, 0, 300));
    await restart(one);
    await eventually(async () => (await tasks()) === ofOthers, 30_000);
    await pause(between(random, 0, 300));
    await restart(other);
    await one.start();
    const waiting = await delayed();
    expect(waiting).toBeGreaterThanOrEqual(held.length);
    expect(await tasks()).toBe(ofOthers);

    await holder.query('ROLLBACK');
    // The first of what waited has its effect, and the others are about to.
    await eventually(async () => (await tasks()) > ofOthers, 60_000);
    await Promise.all([one.kill(), other.kill()]);
    const effects = (await tasks()) - ofOthers;
    await Promise.all([one.start(), other.start()]);
    await waitUntilSettled(database.url);
    const figures = await expectEachOnce(
      database.url,
      round,
      reporters.flatMap(({ acknowledged }) => [...acknowledged]),
    );
    await expectFeedWhole(database.url, one.httpUrl, round.partner);
    expect(await query(database.url, `SELECT 1 FROM quarantine WHERE "kind" = 'parked'`)).toEqual([]);
    fault.record(figures, { kills: 4, 'lines that waited': waiting, 'with their effect at the last kill': effects });
  });
});
