import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { between, randomFor } from '../../src/simulator/random.rules.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, expectFeedWhole, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

const EVENTS = 5_000;
const MISSED = 300;
const KILLS_WHILE_PUBLISHING = 4;

describe('the service, killed again and again', () => {
  const seed = seedOf('sigkill');
  const random = randomFor(seed, 'kills');
  let database: TestDatabase;
  let service: Service;
  let round: Round;
  let reporters: Reporter[];

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('sigkill');
    round = await layOutRound(database, { citizens: 24, events: EVENTS, missed: MISSED, seed });
    service = await makeService({ DATABASE_URL: database.url });
    reporters = round.reporters([service.mqttPort]);
  }, 60_000);
  afterAll(async () => {
    reporters?.forEach((reporter) => reporter.stop());
    await service?.kill();
    await database?.drop();
  });

  it('loses nothing it acknowledged, and does nothing twice', async () => {
    const all = [...round.sayings.values()].flat().length;
    const heard = (): number => reporters.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    await service.start();
    const running = Promise.all(reporters.map((reporter) => reporter.run()));
    let kills = 0;
    const kill = async (): Promise<void> => {
      await service.kill();
      kills += 1;
    };

    for (let i = 0; i < KILLS_WHILE_PUBLISHING; i++) {
      const after = Math.floor((all * (i + between(random, 0.1, 0.9))) / (KILLS_WHILE_PUBLISHING + 1));
      await eventually(() => heard() >= after, 20_000);
      await pause(between(random, 0, 30));
      await kill();
      await service.start('started');
    }
    // Once more before it has come up, and once when the last word has been heard but not yet acted upon.
    await pause(between(random, 100, 1_200));
    await kill();
    await service.start('started');
    await eventually(() => heard() === all, 30_000);
    await running;
    await kill();
    await service.start();

    await waitUntilSettled(database.url);
    expect(kills).toBe(KILLS_WHILE_PUBLISHING + 2);
    expect(reporters.some(({ resent }) => resent > 0)).toBe(true);
    await expectEachOnce(
      database.url,
      round,
      reporters.flatMap(({ acknowledged }) => [...acknowledged]),
    );
    await expectFeedWhole(database.url, service.httpUrl, round.partner);
    expect(await service.stop()).toBe(0);
  }, 90_000);
});
