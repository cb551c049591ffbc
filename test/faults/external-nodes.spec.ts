import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { between, randomFor } from '../../src/simulator/random.rules.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { describeWithMosquitto, startMosquitto, type TestMosquitto } from '../support/mosquitto.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

const fault = aFault({
  name: 'One of two nodes behind an external broker killed',
  done: 'Two nodes shared a broker, and one was killed for good with sessions full of what the broker had acknowledged.',
  must: 'The other takes over its sessions and what waits in them.',
});

describeWithMosquitto('two nodes behind one external broker', () => {
  const seed = seedOf('external-nodes');
  const random = randomFor(seed, 'nodes');
  const nodes: Service[] = [];
  let broker: TestMosquitto;
  let database: TestDatabase;
  let round: Round;
  let reporters: Reporter[];

  beforeAll(async () => {
    buildService();
    broker = await startMosquitto();
    database = await makeDatabase('external');
    round = await layOutRound(database, { citizens: 16, events: 2_000, missed: 50, seed });
    for (const name of ['node-1', 'node-2']) {
      nodes.push(
        await makeService({
          DATABASE_URL: database.url,
          DATABASE_POOL_SIZE: '8',
          MQTT_BROKER_URL: broker.url,
          MQTT_CLIENT_ID: name,
          MQTT_ORPHANED_SECONDS: '4',
        }),
      );
    }
    await Promise.all(nodes.map((node) => node.start()));
    await eventually(async () => (await sessions()) === 64);
    reporters = round.reporters([Number(new URL(broker.url).port)]);
  });
  afterAll(async () => {
    reporters?.forEach((reporter) => reporter.stop());
    await Promise.all(nodes.map((node) => node.kill()));
    await broker?.close();
    await database?.drop();
  });

  const count = async (sql: string) => (await query<{ count: number }>(database.url, sql))[0]!.count;
  const heard = () => count('SELECT count(*)::int AS "count" FROM journal');
  const sessions = () => count('SELECT count(*)::int AS "count" FROM broker_session');

  it('lose nothing that the broker had, when one of them is killed and never comes back', async () => {
    const all = new Set([...round.sayings.values()].flat().map(({ id }) => id)).size;
    const running = Promise.all(reporters.map((reporter) => reporter.run()));
    const enough = all * between(random, 0.2, 0.5);
    await eventually(async () => (await heard()) >= enough, 30_000);
    await nodes[0]!.kill();

    await running;
    await eventually(async () => (await heard()) === all, 60_000);
    await waitUntilSettled(database.url);
    const figures = await expectEachOnce(
      database.url,
      round,
      reporters.flatMap(({ acknowledged }) => [...acknowledged]),
    );
    fault.record(figures, { 'sessions taken over': 32 });
    await eventually(async () => (await sessions()) === 32, 30_000);
    expect(await nodes[1]!.stop()).toBe(0);
  });
});
