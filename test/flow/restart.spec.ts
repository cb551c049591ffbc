import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api, signIn } from '../support/api.js';
import { type Case, caseOf } from '../support/case.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00. */
const dueAt = '2026-03-10T07:00:00.000Z';
const slots = [{ time: '08:00' }];

describe('a house that was closed for a while', () => {
  let database: TestDatabase;
  let house: House;
  let town: Town;
  let residents: Record<'waiting' | 'claimed' | 'silent' | 'untouched', Resident>;
  const seen = (who: keyof typeof residents): Case =>
    caseOf({ api: new Api(house.httpUrl, house.admin.token) }, residents[who]);
  /** Nobody is at home while the time passes. */
  const closedFor = async (minutes: number): Promise<void> => {
    await house.stop();
    const [{ clock }] = (await house.query(
      `UPDATE clock SET "anchorClockAt" = "anchorClockAt" + make_interval(mins => $1) RETURNING "anchorClockAt" AS "clock"`,
      [minutes],
    )) as [{ clock: Date }];
    house = await startHouse({ database });
    expect(house.clock.now()).toEqual(clock);
    await house.clock.settle();
  };

  beforeAll(async () => {
    database = await makeDatabase('restart');
    house = await startHouse({ database });
    town = await makeTown(house);
    residents = {
      waiting: await town.citizen({ slots }),
      claimed: await town.citizen({ slots }),
      silent: await town.citizen({ slots: [{ time: '08:00', windowMinutes: 20 }], connect: false }),
      untouched: await town.citizen({ slots: [{ time: '12:00' }], connect: false }),
    };
    await town.nurse('Anna', [town.eTeamId]);
    await house.clock.forward({ hours: 1 });
    for (const { dispenser } of [residents.waiting, residents.claimed]) {
      await dispenser.say('dose.missed', { data: { dueAt } });
      await dispenser.leave();
    }
    await house.clock.settle();
    const anna = await signIn(house.httpUrl, 'anna', 'Anna sings at dawn');
    await anna.post(`/tasks/${(await seen('claimed').task()).id}/claim`);
  });
  afterAll(async () => {
    await house?.stop();
    await database?.drop();
  });

  it('fires only the highest step that is due, once', async () => {
    await closedFor(32);
    const waiting = seen('waiting');
    const fired = (await waiting.facts('escalation.rung_fired')).map(({ data, time }) => [data.rung, time]);
    expect(fired).toEqual([
      [0, '2026-03-10T07:00:00.000Z'],
      [2, '2026-03-10T07:32:00.000Z'],
    ]);
    expect(await waiting.task()).toMatchObject({
      kind: 'visit',
      teamId: town.west.teamId,
      audience: 'district',
      rung: 2,
    });
    expect((await waiting.alert()).ladder!.nextRungAt).toBe('2026-03-10T07:45:00.000Z');
  });

  it('takes claims that ran out meanwhile back, and goes on where the ladder stood', async () => {
    const claimed = seen('claimed');
    expect(await claimed.task()).toMatchObject({ state: 'open', claimedBy: null, rung: 0 });
    expect((await claimed.alert()).ladder).toMatchObject({ rung: 0, nextRungAt: '2026-03-10T07:47:00.000Z' });
  });

  it('notices the silence it slept through, and starts that ladder by its table', async () => {
    const silent = seen('silent');
    expect(await silent.alert()).toMatchObject({ type: 'dose.unconfirmed', openedAt: '2026-03-10T07:32:00.000Z' });
    expect(await silent.task()).toBeUndefined();
    await house.clock.forward({ minutes: 28 });
    expect(await silent.task()).toMatchObject({ kind: 'screen-call', rung: 0 });
  });

  it('does all that once: opened again at the same minute it has nothing to do', async () => {
    const before = await Promise.all([seen('waiting').told(), seen('silent').told(), seen('claimed').told()]);
    await closedFor(0);
    expect(await Promise.all([seen('waiting').told(), seen('silent').told(), seen('claimed').told()])).toEqual(before);
  });

  it('keeps laying doses out and watching them', async () => {
    const ahead = (await seen('untouched').doses()).length;
    await closedFor(24 * 60);
    const doses = await seen('untouched').doses();
    expect(doses.length).toBeGreaterThan(ahead);
    expect(doses.map(({ state }) => state)).toEqual(['unconfirmed', 'scheduled', 'scheduled']);
  });
});

describe('a house in parts: one hears, two work, one shows', () => {
  let database: TestDatabase;
  let gateway: House;
  let workers: House[];
  let web: House;
  let town: Town;
  let resident: Resident;
  let seen: Case;

  beforeAll(async () => {
    database = await makeDatabase('parts');
    const start = (ROLES: string) => startHouse({ database, environment: { ROLES } });
    gateway = await start('gateway');
    web = await start('web');
    workers = [await start('worker'), await start('worker')];
    town = await makeTown({ ...web, mqttUrl: gateway.mqttUrl });
    resident = await town.citizen({ slots });
    seen = caseOf(town, resident);
  });
  afterAll(async () => {
    await Promise.all([gateway, web, ...(workers ?? [])].map((house) => house?.stop()));
    await database?.drop();
  });

  it('makes a task of a miss, and the reminder reaches the dispenser', async () => {
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    expect(await eventually(() => seen.task())).toMatchObject({ kind: 'screen-call', teamId: town.eTeamId });
    const remind = await eventually(() => resident.dispenser.commands.find(({ type }) => type === 'dose.remind'));
    await resident.dispenser.acknowledge(remind.id);
    await eventually(async () => (await seen.facts('command.answered')).some(({ subject }) => subject === remind.id));
  });

  it('has one winner when two nurses claim in two processes', async () => {
    await town.nurse('Anna', [town.eTeamId]);
    await town.nurse('Bo', [town.eTeamId]);
    const anna = await signIn(web.httpUrl, 'anna', 'Anna sings at dawn');
    const bo = await signIn(gateway.httpUrl, 'bo', 'Bo sings at dawn');
    const { id } = await seen.task();
    const answers = await Promise.all([anna, bo].map((nurse) => nurse.ask('POST', `/tasks/${id}/claim`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('closes it by itself when the dose is dispensed', async () => {
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await eventually(async () => (await seen.alert()).state === 'auto-resolved');
    expect(await seen.tasks()).toMatchObject([{ state: 'auto-resolved' }]);
  });

  it('notices a silence once, though two watch, and still when one of them is gone', async () => {
    const other = await town.citizen({ slots: [{ time: '09:00' }, { time: '20:00' }], connect: false });
    const watched = caseOf(town, other);
    await workers[0]!.clock.forward({ hours: 3, minutes: 5 });
    await eventually(async () => (await watched.alerts()).length === 1);
    await Promise.all(workers.map((worker) => worker.clock.settle()));
    expect(await watched.tasks()).toHaveLength(1);
    expect((await watched.told()).filter((type) => type === 'dose.unconfirmed')).toHaveLength(1);
    await workers.pop()!.stop();
    await town.api.post(`/tasks/${(await watched.task()).id}/resolve`, {
      outcome: 'taken-after-call',
      cause: 'forgot',
    });
    await workers[0]!.clock.forward({ hours: 11 });
    await eventually(async () => (await watched.alerts()).length === 2);
  });

  it('tells its facts in order, without a gap, whoever told them', async () => {
    const { items } = await town.api.get('/events?limit=500');
    expect(items.map(({ id }: { id: string }) => Number(id))).toEqual(items.map((_: unknown, i: number) => i + 1));
  });
});
