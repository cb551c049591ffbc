import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
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
  const pausesOf = ({ citizenId }: Resident) => `/citizens/${citizenId}/pauses`;
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
      .map(({ type, dose }) => `${type} ${dose.dueAt}`)
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
});
