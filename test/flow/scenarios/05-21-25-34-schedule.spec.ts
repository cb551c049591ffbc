import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../../support/case.js';
import { Dispenser } from '../../support/dispenser.js';
import { eventually } from '../../support/eventually.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** The house stands at 07:00 in Copenhagen on Tuesday 10 March 2026. */
describe('a schedule', () => {
  let house: House;
  let town: Town;

  const moveIn = async (slots: object[]): Promise<{ resident: Resident; seen: Case }> => {
    const resident = await town.citizen({ connect: false });
    await set(resident, slots);
    return { resident, seen: caseOf(town, resident) };
  };
  const set = ({ citizenId }: Pick<Resident, 'citizenId'>, slots: object[], validFrom?: string) =>
    town.api.put(`/citizens/${citizenId}/schedule`, {
      slots: slots.map((slot) => ({ criticality: 'standard', ...slot })),
      validFrom,
    });
  const connect = ({ deviceId, secret }: Resident) =>
    Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
  const say = async (resident: Resident, type: string, data: Record<string, unknown>) => {
    const dispenser = await connect(resident);
    await dispenser.say(type, { data });
    await dispenser.leave();
    await house.clock.settle();
  };
  const planned = async (seen: Case) =>
    (await seen.doses()).map(({ dueAt, revision, state }) => `${dueAt.slice(8, 16)} r${revision} ${state}`);

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  it('is told to the dispenser when it is set, and again when the dispenser has booted', async () => {
    const { resident } = await moveIn([{ time: '08:00' }]);
    const dispenser = await connect(resident);
    // One that is sent again because the dispenser listens anew is still one.
    const sets = () => [
      ...new Map(
        dispenser.commands.filter(({ type }) => type === 'schedule.set').map((said) => [said.id, said]),
      ).values(),
    ];
    await eventually(() => sets().length === 1);
    expect(sets()[0]!.data).toEqual({
      revision: 1,
      zone: 'Europe/Copenhagen',
      slots: [{ time: '08:00', criticality: 'standard' }],
    });
    await dispenser.say('device.booted');
    await eventually(() => sets().length === 2);
    await set(resident, [{ time: '09:00' }]);
    await eventually(() => sets().at(-1)!.data.revision === 2);
    await dispenser.leave();
  });

  it('lays doses out two days ahead; a slot already past when it is set makes none', async () => {
    const { seen } = await moveIn([{ time: '06:30' }, { time: '08:00' }]);
    expect(await planned(seen)).toEqual([
      '10T07:00 r1 scheduled',
      '11T05:30 r1 scheduled',
      '11T07:00 r1 scheduled',
      '12T05:30 r1 scheduled',
    ]);
    await house.clock.forward({ hours: 1, minutes: 1 });
    expect((await planned(seen)).at(-1)).toBe('12T07:00 r1 scheduled');
  });

  it('scenario 25: that changes keeps what was already due, and replaces only what lies ahead', async () => {
    const { resident, seen } = await moveIn([{ time: '08:30' }, { time: '12:00' }]);
    await house.clock.forward({ minutes: 34 });
    await set(resident, [{ time: '13:00', criticality: 'time-critical' }]);
    expect((await planned(seen)).slice(0, 2)).toEqual(['10T07:30 r1 due', '10T12:00 r2 scheduled']);
    await say(resident, 'dose.missed', { dueAt: '2026-03-10T08:30:00+01:00' });
    expect(await seen.alert()).toMatchObject({ dose: { criticality: 'standard' }, unmatched: false });
    expect((await planned(seen))[0]).toBe('10T07:30 r1 missed');
  });

  it('that changes after a dose was dispensed early does not expect that dose twice', async () => {
    const { resident, seen } = await moveIn([{ time: '09:00' }]);
    await say(resident, 'dose.dispensed_early', { dueAt: '2026-03-10T08:00:00Z', leadSeconds: 1_500 });
    await set(resident, [{ time: '09:00' }, { time: '21:00' }]);
    expect((await planned(seen)).slice(0, 2)).toEqual(['10T08:00 r1 dispensed', '10T20:00 r2 scheduled']);
  });

  it('that begins later leaves the one before it in force until then, also across a pause', async () => {
    const { resident, seen } = await moveIn([{ time: '10:00' }]);
    await set(resident, [{ time: '11:00' }], '2026-03-11T00:00:00+01:00');
    const both = ['10T09:00 r1 scheduled', '11T10:00 r2 scheduled', '12T07:00 r2 scheduled'].slice(0, 2);
    expect((await planned(seen)).slice(0, 2)).toEqual(both);
    const { id } = await town.api.post(`/citizens/${resident.citizenId}/pauses`, {
      reason: 'other',
      from: house.clock.now().toISOString(),
      until: '2026-03-10T09:00:00+01:00',
    });
    expect((await planned(seen)).slice(0, 2)).toEqual(both);
    await town.api.ask('DELETE', `/citizens/${resident.citizenId}/pauses/${id}`);
    expect((await planned(seen)).slice(0, 2)).toEqual(both);
  });

  it('scenario 34: gives windows that end before the next dose; the alert names the exact slot', async () => {
    const { resident, seen } = await moveIn([{ time: '09:00', windowMinutes: 60 }, { time: '09:30' }]);
    expect((await seen.doses()).slice(0, 2)).toMatchObject([
      { slot: '09:00', windowClosesAt: '2026-03-10T08:29:00.000Z' },
      { slot: '09:30', windowClosesAt: '2026-03-10T09:30:00.000Z' },
    ]);
    await say(resident, 'dose.missed', { dueAt: '2026-03-10T09:30:00+01:00' });
    expect(await seen.alert()).toMatchObject({
      detail: { slot: '09:30' },
      dose: { dueAt: '2026-03-10T08:30:00.000Z' },
    });
    await house.clock.forward({ hours: 2 });
    expect((await seen.alerts()).map(({ detail }) => detail.slot).sort()).toEqual(['09:00', '09:30']);
  });
});

describe('scenario 05: a schedule when the clocks change in Copenhagen', () => {
  const slots = [{ time: '02:30' }, { time: '08:00' }].map((slot) => ({ ...slot, criticality: 'standard' }));
  const dosesOf = async (house: House): Promise<string[]> => {
    const town = await makeTown(house);
    const resident = await town.citizen({ connect: false, slots });
    return (await caseOf(town, resident).doses()).map(({ dueAt }) => dueAt);
  };

  it('in spring moves a dose of the hour that is left out to the first instant after it', async () => {
    const house = await startHouse({ at: '2026-03-28T06:00:00+01:00' });
    try {
      expect(await dosesOf(house)).toEqual([
        '2026-03-28T07:00:00.000Z',
        '2026-03-29T01:00:00.000Z',
        '2026-03-29T06:00:00.000Z',
        '2026-03-30T00:30:00.000Z',
      ]);
    } finally {
      await house.stop();
    }
  });

  it('in autumn has a dose of the hour that comes twice once, the first time', async () => {
    const house = await startHouse({ at: '2026-10-24T06:00:00+02:00' });
    try {
      expect(await dosesOf(house)).toEqual([
        '2026-10-24T06:00:00.000Z',
        '2026-10-25T00:30:00.000Z',
        '2026-10-25T07:00:00.000Z',
        '2026-10-26T01:30:00.000Z',
      ]);
    } finally {
      await house.stop();
    }
  });
});

describe('scenario 21: a journey', () => {
  let house: House;
  let town: Town;
  let resident: Resident;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '12:00' }] });
  });
  afterAll(() => house?.stop());

  it('for which doses were taken along is not watched, however long, until the last of them', async () => {
    const seen = caseOf(town, resident);
    await resident.dispenser.say('dose.dispensed_in_advance', {
      data: { count: 6, firstDueAt: '2026-03-10T12:00:00+01:00', lastDueAt: '2026-03-15T12:00:00+01:00' },
    });
    await resident.dispenser.leave();
    await house.clock.forward({ hours: 5 * 24 });
    const taken = (await seen.doses()).filter(({ state }) => state === 'dispensed-in-advance');
    expect(taken.map(({ dueAt }) => dueAt)).toEqual(
      [10, 11, 12, 13, 14, 15].map((day) => `2026-03-${day}T11:00:00.000Z`),
    );
    await house.clock.forward({ hours: 30, minutes: 4 });
    expect(await seen.alerts()).toEqual([]);
    await house.clock.forward({ minutes: 1 });
    expect(await seen.alerts()).toMatchObject([
      { type: 'dose.unconfirmed', dose: { dueAt: '2026-03-16T11:00:00.000Z' } },
    ]);
  });
});
