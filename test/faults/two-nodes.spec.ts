import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
  name: 'One of two nodes killed',
  done: 'Of two nodes on one database, each with its own broker, one was killed while it worked, and its dispensers went to the other.',
  must: 'The other takes over what was begun and does it once.',
});

describe('two nodes on one database', () => {
  const seed = seedOf('two-nodes');
  const random = randomFor(seed, 'nodes');
  const nodes: Service[] = [];
  let database: TestDatabase;
  let round: Round;
  let reporters: Reporter[];

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('nodes');
    round = await layOutRound(database, { citizens: 16, events: 2_000, missed: 200, seed });
    // Poorer in connections than a real one: two of them and the other tests share one PostgreSQL.
    const environment = { DATABASE_URL: database.url, DATABASE_POOL_SIZE: '8' };
    nodes.push(await makeService(environment), await makeService(environment));
    await Promise.all(nodes.map((node) => node.start()));
    reporters = round.reporters(nodes.map(({ mqttPort }) => mqttPort));
  });
  afterAll(async () => {
    reporters?.forEach((reporter) => reporter.stop());
    await Promise.all(nodes.map((node) => node.kill()));
    await database?.drop();
  });

  it('share the work, and what one of them was killed over is done by the other, once', async () => {
    const [doomed, survivor] = [nodes[0]!, nodes[1]!];
    const all = [...round.sayings.values()].flat().length;
    const heard = (): number => reporters.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    const running = Promise.all(reporters.map((reporter) => reporter.run()));
    await eventually(() => heard() >= all * between(random, 0.3, 0.6), 60_000);
    await eventually(() => anybodyWaits(database.url), 5_000).catch(() => undefined);
    await pause(between(random, 0, 20));
    await doomed.kill();

    await running;
    expect(heard()).toBe(all);
    await waitUntilSettled(database.url);
    const figures = await expectEachOnce(
      database.url,
      round,
      reporters.flatMap(({ acknowledged }) => [...acknowledged]),
    );
    fault.record(figures, { resent: reporters.reduce((sum, { resent }) => sum + resent, 0) });
    await expectFeedWhole(database.url, survivor.httpUrl, round.partner);
    expect(await survivor.stop()).toBe(0);
  });
});

/** In the middle of a drain. */
async function anybodyWaits(databaseUrl: string): Promise<boolean> {
  const [row] = await query<{ waits: boolean }>(
    databaseUrl,
    'SELECT EXISTS (SELECT 1 FROM journal_waiting) AS "waits"',
  );
  return row!.waits;
}
