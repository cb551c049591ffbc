import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen on Tuesday 10 March 2026; the doses of most are due at 08:00 and 20:00. */
const at = (time: string, day = 10) => `2026-03-${day}T${time}:00+01:00`;
const due = (time: string, day = 10) => new Date(at(time, day)).toISOString();

describe('a plan that changes', () => {
  let house: House;
  let town: Town;

  type Moved = Resident & { seen: Case };
  const moveIn = async (slots: object[] = [{ time: '08:00' }, { time: '20:00' }], fields = {}): Promise<Moved> => {
    const resident = await town.citizen({ slots: slots as { time: string }[], connect: false, ...fields });
    return { ...resident, seen: caseOf(town, resident) };
  };
  const pausesOf = ({ citizenId }: Resident) => `/citizens/${citizenId}/pauses` as const;
  const pause = async (one: Resident, from: string, until: string): Promise<string> =>
    `${pausesOf(one)}/${(await town.api.post(pausesOf(one), { reason: 'other', from, until })).id}`;
  const takeBack = async (path: string) => {
    expect((await town.api.ask('DELETE', path)).status).toBe(204);
    await house.clock.settle();
  };
  const say = async ({ deviceId, secret }: Resident, type: string, data: Record<string, unknown>) => {
    const dispenser = await Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
    await dispenser.say(type, { data });
    await dispenser.leave();
    await house.clock.settle();
  };
  const states = async ({ seen }: Moved) => (await seen.doses()).map(({ state }) => state);
  const alarms = async ({ seen }: Moved) =>
    (await seen.alerts())
      .filter(({ dose }) => dose)
      .map(({ type, dose }) => `${type} ${dose!.dueAt}`)
      .sort();
  const told = async (type: string, { citizenId }: Resident) =>
    (
      await house.query<{ data: object }>('SELECT "data" FROM fact WHERE "type" = $1 AND "citizenId" = $2', [
        type,
        citizenId,
      ])
    ).map(({ data }) => data);

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  it('a pause ahead, planned, moved, made shorter and longer, and taken back: each lays the doses out anew', async () => {
    const one = await moveIn();
    const ids = (await one.seen.doses()).map(({ id }) => id);
    const path = await pause(one, at('19:00'), at('21:00', 11));
    expect(await states(one)).toEqual(['scheduled', 'cancelled', 'cancelled', 'cancelled']);
    await town.api.patch(path, { from: at('21:00') });
    expect(await states(one)).toEqual(['scheduled', 'scheduled', 'cancelled', 'cancelled']);
    await town.api.patch(path, { until: at('12:00', 11) });
    expect(await states(one)).toEqual(['scheduled', 'scheduled', 'cancelled', 'scheduled']);
    await town.api.patch(path, { until: at('12:00', 20) });
    expect(await states(one)).toEqual(['scheduled', 'scheduled', 'cancelled', 'cancelled']);
    await takeBack(path);
    expect(await states(one)).toEqual(['scheduled', 'scheduled', 'scheduled', 'scheduled']);
    expect((await one.seen.doses()).map(({ id }) => id)).toEqual(ids);
  });

  it('a pause made longer while it is on, and one taken back or made shorter before its doses are due', async () => {
    const [longer, back, shorter, mistake] = [await moveIn(), await moveIn(), await moveIn(), await moveIn()];
    const now = house.clock.now().toISOString();
    await town.api.patch(await pause(longer, now, at('07:30')), { until: at('07:00', 11) });
    await takeBack(await pause(back, at('07:30'), at('12:00')));
    await town.api.patch(await pause(shorter, at('07:10'), at('12:00')), { until: at('07:59') });
    const wrong = await pause(mistake, at('07:30'), at('12:00'));
    const late = await pause(await moveIn(), now, at('07:05'));

    await house.clock.forward({ hours: 1, minutes: 10 });
    // The pause on the wrong citizen hid a dose whose window is open, and of which the dispenser has spoken.
    await say(mistake, 'dose.missed', { dueAt: due('08:00') });
    await say(back, 'dose.missed', { dueAt: due('08:00') });
    expect(await alarms(mistake)).toEqual([]);
    expect(await alarms(back)).toEqual([`dose.missed ${due('08:00')}`]);
    await takeBack(wrong);
    expect(await alarms(mistake)).toEqual([`dose.missed ${due('08:00')}`]);
    expect((await states(mistake))[0]).toBe('missed');
    await takeBack(late);

    await house.clock.forward({ hours: 1 });
    expect(await alarms(longer)).toEqual([]);
    expect((await states(longer)).slice(0, 2)).toEqual(['cancelled', 'cancelled']);
    expect(await alarms(shorter)).toEqual([`dose.unconfirmed ${due('08:00')}`]);
    expect(await alarms(mistake)).toEqual([`dose.missed ${due('08:00')}`]);
    for (const one of [longer, back, shorter, mistake]) expect(await told('dose.passed_unwatched', one)).toEqual([]);
  });

  it('an absence that was a mistake: what can still be given is watched, what passed unwatched is told as one', async () => {
    const slots = [{ time: '10:00', criticality: 'time-critical' }, { time: '11:00' }, { time: '12:00' }];
    const [paused, over, consent, dead] = [
      await moveIn(slots),
      await moveIn(slots),
      await moveIn(slots),
      await moveIn(slots),
    ];
    await house.clock.forward({ minutes: 1 });
    const now = house.clock.now().toISOString();
    const long = await pause(paused, now, at('09:00', 14));
    const short = await pause(over, now, at('11:30'));
    await town.api.put(`/citizens/${consent.citizenId}/consent`, { telemetry: false });
    await town.api.patch(`/citizens/${dead.citizenId}`, { deceasedAt: now });
    await house.clock.settle();
    await house.clock.forward({ hours: 2, minutes: 30 });
    for (const one of [paused, consent, dead]) expect(new Set(await states(one))).toEqual(new Set(['cancelled']));

    await takeBack(long);
    await takeBack(short);
    await town.api.put(`/citizens/${consent.citizenId}/consent`, { telemetry: true });
    await town.api.patch(`/citizens/${dead.citizenId}`, { deceasedAt: null });
    await house.clock.settle();
    const because = ['service.resumed', 'service.pause_withdrawn', 'consent.given', 'citizen.death_withdrawn'];
    for (const [i, one] of [paused, over, consent, dead].entries()) {
      expect((await states(one)).slice(0, 4)).toEqual(['cancelled', 'due', 'scheduled', 'scheduled']);
      expect(await told('dose.passed_unwatched', one)).toMatchObject([
        { because: because[i], count: 1, timeCriticalInLastDay: 1, doses: [{ slot: '10:00', dueAt: due('10:00') }] },
      ]);
    }
    await house.clock.forward({ hours: 1 });
    for (const one of [paused, over, consent, dead])
      expect(await alarms(one)).toEqual([11, 12].map((hour) => `dose.unconfirmed ${due(`${hour}:00`)}`).slice(0, 1));
  });

  const scheduleOf = ({ citizenId }: Resident) => `/citizens/${citizenId}/schedule` as const;
  const put = (one: Resident, times: (string | object)[], more: object = {}, headers = {}) => {
    const slots = times.map((slot) => ({
      criticality: 'standard',
      ...(typeof slot === 'string' ? { time: slot } : slot),
    }));
    return town.api.ask('PUT', scheduleOf(one), { slots, ...more }, headers);
  };
  const wanted = async (one: Moved) => {
    const ahead = (await one.seen.doses()).filter(({ dueAt }) => new Date(dueAt) > house.clock.now());
    return ahead.map(({ dueAt, state }) => `${dueAt.slice(8, 16)}${state === 'scheduled' ? '' : ` ${state}`}`);
  };

  it('a planned schedule survives a correction, is shown, and is replaced or taken back only by name', async () => {
    const one = await moveIn([{ time: '23:00' }]);
    const [tomorrow, later] = [at('00:00', 11), at('12:00', 11)].map((time) => new Date(time).toISOString());
    expect((await put(one, ['06:00', '14:00'], { validFrom: later })).status).toBe(200);
    expect((await put(one, ['22:00'])).body).toMatchObject({
      revision: 3,
      validUntil: later,
      planned: [{ revision: 2 }],
    });
    expect(await wanted(one)).toEqual(['10T21:00', '11T13:00', '12T05:00']);
    const { body: shown, headers } = await town.api.ask('GET', scheduleOf(one));
    expect(shown).toMatchObject({
      revision: 3,
      slots: [{ time: '22:00' }],
      planned: [{ revision: 2, validFrom: later, validUntil: null, slots: [{ time: '06:00' }, { time: '14:00' }] }],
    });

    const other = { validFrom: tomorrow };
    const inTheWay = { state: 'planned', planned: [{ revision: 2, validFrom: later }] };
    expectProblem(await put(one, ['09:00'], other), 409, inTheWay);
    expectProblem(await put(one, ['09:00'], { validFrom: later }), 409, inTheWay);
    expectProblem(await put(one, ['09:00'], { validFrom: later, replaces: [] }), 409, inTheWay);
    const unknown = await put(one, ['09:00'], { validFrom: later, replaces: [3] });
    expect([unknown.status, unknown.body.errors[0]?.path]).toEqual([422, 'replaces.0']);
    // The same said again is no second plan.
    expect((await put(one, ['06:00', '14:00'], { validFrom: later })).body).toMatchObject({ revision: 2 });
    const tag = { 'if-match': headers.get('etag')! };
    expect((await put(one, ['09:00'], { ...other, replaces: [] }, tag)).body).toMatchObject({ validUntil: later });
    expectProblem(await put(one, ['10:00'], {}, tag), 412);
    expect(await wanted(one)).toEqual(['10T21:00', '11T08:00', '11T13:00', '12T05:00']);

    expect((await put(one, ['15:00'], { validFrom: later, replaces: [2] })).status).toBe(200);
    expect(await wanted(one)).toEqual(['10T21:00', '11T08:00', '11T14:00']);
    const planned = async () =>
      (await town.api.get(scheduleOf(one))).planned.map(({ revision }: { revision: number }) => revision);
    expect(await planned()).toEqual([4, 5]);
    for (const revision of [4, 5])
      expect((await town.api.ask('DELETE', `${scheduleOf(one)}/${revision}`)).status).toBe(204);
    expect(await wanted(one)).toEqual(['10T21:00', '11T21:00']);
    expect(await planned()).toEqual([]);
    expect(await told('schedule.withdrawn', one)).toHaveLength(2);
    expectProblem(await town.api.ask('DELETE', `${scheduleOf(one)}/3`), 409, { state: 'begun' });
    for (const nothing of ['5', '77', '0', 'x'])
      expectProblem(await town.api.ask('DELETE', `${scheduleOf(one)}/${nothing}`), 404);
  });

  it('another zone moves what lies ahead, by the schedule that holds and by those that are planned', async () => {
    const one = await moveIn([{ time: '23:00' }], { zone: 'UTC' });
    await put(one, ['05:00'], { validFrom: at('03:00', 11) });
    expect(await wanted(one)).toEqual(['10T23:00', '11T05:00', '12T05:00']);
    await town.api.patch(`/citizens/${one.citizenId}`, { zone: 'Europe/Copenhagen' });
    expect(await wanted(one)).toEqual(['10T22:00', '11T04:00', '12T04:00']);
    expect(await town.api.get(scheduleOf(one))).toMatchObject({
      zone: 'Europe/Copenhagen',
      planned: [{ zone: 'Europe/Copenhagen' }],
    });
    const sent = await house.query<{ zone: string }>(
      `SELECT "data" ->> 'zone' AS "zone" FROM command WHERE "deviceId" = $1 ORDER BY "time", "id"`,
      [one.deviceId],
    );
    expect(sent.at(-1)).toEqual({ zone: 'Europe/Copenhagen' });
  });

  it('a correction, a zone or a plan inside an open window keeps the dose that is watched', async () => {
    const soon = new Date(house.clock.now().getTime() + 5 * 60_000);
    const [time, utc] = [new Date(soon.getTime() + 3_600_000), soon].map((when) => when.toISOString().slice(11, 16));
    const [corrected, moved, now] = [
      await moveIn([{ time }]),
      await moveIn([{ time: utc }], { zone: 'UTC' }),
      await moveIn([{ time }]),
    ];
    await house.clock.forward({ minutes: 5 });
    await put(now, ['23:30']);
    await house.clock.forward({ minutes: 10 });
    await put(corrected, ['23:30']);
    await put(corrected, ['23:45'], { validFrom: at('00:00', 11) });
    await town.api.patch(`/citizens/${moved.citizenId}`, { zone: 'Europe/Oslo' });
    for (const one of [corrected, moved, now])
      expect((await one.seen.doses())[0]).toMatchObject({ dueAt: soon.toISOString(), state: 'due' });
    await house.clock.forward({ hours: 1 });
    for (const one of [corrected, moved, now])
      expect(await alarms(one)).toEqual([`dose.unconfirmed ${soon.toISOString()}`]);
  });

  it('courses that end, and doses every other day: laid out, and told to the dispenser beside what is due for good', async () => {
    const one = await moveIn();
    const course = { time: '21:00', from: '2026-03-11', until: '2026-03-12' };
    const patch = { time: '22:00', from: '2026-03-08', everyDays: 2, criticality: 'time-critical' };
    const { body } = await put(one, ['20:00', course, patch]);
    expect(body.slots).toEqual([
      { time: '20:00', criticality: 'standard' },
      { ...course, criticality: 'standard' },
      patch,
    ]);
    expect(await wanted(one)).toEqual(['10T19:00', '10T21:00', '11T19:00', '11T20:00']);
    const [sent] = await house.query<{ data: object }>(
      `SELECT "data" FROM command WHERE "deviceId" = $1 AND "type" = 'schedule.set' ORDER BY "time" DESC, "id" DESC LIMIT 1`,
      [one.deviceId],
    );
    expect(sent!.data).toMatchObject({
      slots: [{ time: '20:00' }],
      courses: [
        { time: '21:00', until: '2026-03-12' },
        { time: '22:00', everyDays: 2 },
      ],
    });
    for (const [slots, path] of [
      [[{ time: '08:00', everyDays: 2 }], 'slots.0.from'],
      [[{ time: '08:00', from: '2026-03-12', until: '2026-03-11' }], 'slots.0.until'],
      [[{ time: '08:00', from: '2026-02-30' }], 'slots.0.from'],
      [[{ time: '08:00', from: '2026-03-10', everyDays: 7, days: ['wed'] }], 'slots.0.days'],
      [[{ time: '08:00', from: '2026-03-10', everyDays: 0 }], 'slots.0.everyDays'],
      [['08:00', { time: '08:00', from: '2026-03-10', until: '2026-03-10' }], 'slots.1.time'],
    ] as [(string | object)[], string][]) {
      const refused = await put(one, slots);
      expect([refused.status, refused.body.errors[0]?.path]).toEqual([422, path]);
    }
    expect(
      (
        await put(one, [
          { time: '08:00', until: '2026-03-10' },
          { time: '08:00', from: '2026-03-11' },
        ])
      ).status,
    ).toBe(200);
  });
});
