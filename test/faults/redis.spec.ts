import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { caseOf } from '../support/case.js';
import { count } from '../support/counter.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { type House, startHouse } from '../support/house.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';
import type { Saying } from '../support/reporter.js';
import { askReadiness } from '../support/service.js';
import { makeTown, type Town } from '../support/town.js';

const WITHIN_MS = 6_000;

const fault = aFault({
  name: 'Redis flushed, stopped and killed',
  done: 'Redis was emptied, stopped and killed while doses were missed.',
  must: 'Every miss is a task within seconds all the same; readiness says degraded.',
});

describeWithRedis('the queues in a Redis that comes and goes', () => {
  let redis: TestRedis;
  let house: House;
  let town: Town;
  const said: Saying[] = [];
  /** The clock stands before noon, and each citizen has a dose at noon. */
  const missADose = async (): Promise<() => Promise<unknown>> => {
    const resident = await town.citizen({ slots: [{ time: '12:00', windowMinutes: 60 }] });
    const { id } = await resident.dispenser.say('dose.missed', { data: { dueAt: '2026-03-10T11:00:00.000Z' } });
    said.push({ id: String(id), payload: '' });
    await resident.dispenser.leave();
    return () => caseOf(town, resident).task();
  };
  const queueCheck = async () => {
    const { status, body } = await askReadiness(house.httpUrl);
    return { status, says: body?.status, ok: body?.checks.find(({ name }) => name === 'queue')?.ok };
  };

  beforeAll(async () => {
    redis = await startRedis();
    house = await startHouse({ environment: { REDIS_URL: redis.url, LOG_LEVEL: 'silent' } });
    town = await makeTown(house);
  });
  afterAll(async () => {
    await house?.stop();
    await redis?.close();
  });

  it('wakes the line: a miss is a task', async () => {
    const task = await missADose();
    expect(await eventually(task, WITHIN_MS)).toMatchObject({ kind: 'screen-call', state: 'open' });
    expect(await queueCheck()).toEqual({ status: 200, says: 'ok', ok: true });
    const used = (await redis.ask('KEYS', 'bull:care:*')) as string[];
    expect(used.length).toBeGreaterThan(0);
  });

  it('loses nothing when it is flushed in the middle', async () => {
    const tasks = await Promise.all(Array.from({ length: 5 }, missADose));
    await redis.ask('FLUSHALL');
    tasks.push(await missADose());
    for (const task of tasks) expect(await eventually(task, WITHIN_MS)).toMatchObject({ state: 'open' });
    await eventually(async () => (await queueCheck()).ok, WITHIN_MS);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'is missed by nobody when it is away (%s): degraded but ready, and a miss is a task all the same',
    async (signal) => {
      await redis.stop(signal);
      await eventually(async () => (await queueCheck()).ok === false, WITHIN_MS);
      const tasks = [await missADose(), await missADose()];
      for (const task of tasks) expect(await eventually(task, WITHIN_MS)).toMatchObject({ state: 'open' });
      expect(await queueCheck()).toEqual({ status: 200, says: 'degraded', ok: false });

      await redis.startAgain();
      await eventually(async () => (await queueCheck()).ok, WITHIN_MS);
      expect(await queueCheck()).toEqual({ status: 200, says: 'ok', ok: true });
      const task = await missADose();
      expect(await eventually(task, WITHIN_MS)).toMatchObject({ state: 'open' });
      // It is used again: what woke the line has left its mark there.
      await eventually(async () => ((await redis.ask('KEYS', 'bull:care:*')) as string[]).length > 0, WITHIN_MS);
    },
    60_000,
  );

  it('has cost nothing', async () => {
    const doses = await house.query<{ id: string }>(`SELECT "id" FROM dose WHERE "dueAt" = '2026-03-10T11:00:00Z'`);
    const figures = await count(house.databaseUrl, { acknowledged: said, missedDoseIds: doses.map(({ id }) => id) });
    fault.record(figures, { 'flushed, stopped, killed': 3 });
  });

  it('is missed by nobody when it is away from the start, and the house stops all the same', async () => {
    await redis.stop();
    const late = await startHouse({ environment: { REDIS_URL: redis.url, LOG_LEVEL: 'silent' } });
    try {
      expect((await askReadiness(late.httpUrl)).status).toBe(200);
      const ward = await makeTown(late);
      const resident = await ward.citizen({ slots: [{ time: '12:00', windowMinutes: 60 }] });
      await resident.dispenser.say('dose.missed', { data: { dueAt: '2026-03-10T11:00:00.000Z' } });
      expect(await eventually(() => caseOf(ward, resident).task(), WITHIN_MS)).toMatchObject({ state: 'open' });
    } finally {
      const begunAt = performance.now();
      await late.stop();
      expect(performance.now() - begunAt).toBeLessThan(10_000);
      await redis.startAgain();
      await eventually(async () => (await queueCheck()).ok, WITHIN_MS);
    }
  });
});
