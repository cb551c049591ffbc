import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen on Tuesday 10 March; doses are due at 08:00 and 20:00. */
const dueAt = '2026-03-10T07:00:00.000Z';
const slots = [{ time: '08:00' }, { time: '20:00' }];

describe('a citizen who is away', () => {
  let house: House;
  let town: Town;

  const moveIn = async (): Promise<{ resident: Resident; seen: Case }> => {
    const resident = await town.citizen({ slots, connect: false });
    return { resident, seen: caseOf(town, resident) };
  };
  /** It comes, says it, and goes: time passes quickly where no dispenser has to be told. */
  const say = async ({ deviceId, secret }: Resident, type: string, data: Record<string, unknown>) => {
    const dispenser = await Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
    await dispenser.say(type, { data });
    await dispenser.leave();
    await house.clock.settle();
  };
  const pause = ({ citizenId }: Resident, until: string, from = house.clock.now().toISOString()) =>
    town.api.post(`/citizens/${citizenId}/pauses`, { reason: 'hospital', from, until });
  const states = async (seen: Case) => (await seen.doses()).map(({ state }) => state);

  let atHospital: Awaited<ReturnType<typeof moveIn>>;
  let waiting: Awaited<ReturnType<typeof moveIn>>;
  let withdrawn: Awaited<ReturnType<typeof moveIn>>;
  let leaving: Awaited<ReturnType<typeof moveIn>>;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    [atHospital, waiting, withdrawn, leaving] = [await moveIn(), await moveIn(), await moveIn(), await moveIn()];
    await pause(leaving.resident, '2026-03-11T12:00:00+01:00', '2026-03-10T18:00:00+01:00');
    await house.clock.forward({ hours: 1, minutes: 20 });
  });
  afterAll(() => house?.stop());

  it('at the hospital: what is open about doses closes, and nothing more is expected', async () => {
    const { resident, seen } = atHospital;
    await say(resident, 'dose.missed', { dueAt });
    expect(await seen.task()).toBeDefined();
    await pause(resident, '2026-03-10T19:00:00+01:00');
    await house.clock.settle();
    expect(await seen.alerts()).toMatchObject([{ state: 'auto-resolved' }]);
    expect(await seen.task()).toBeUndefined();
    expect((await seen.alert()).log.at(-1)).toMatchObject({ text: 'service.paused' });
    expect(await states(seen)).toEqual(['missed', 'scheduled', 'scheduled', 'scheduled', 'scheduled']);
  });

  it('from a dose whose window is still open: it is called off, and nobody is alarmed when it closes', async () => {
    const { resident, seen } = waiting;
    expect((await states(seen))[0]).toBe('due');
    await pause(resident, '2026-03-11T12:00:00+01:00');
    await house.clock.forward({ hours: 1 });
    expect((await states(seen))[0]).toBe('cancelled');
    expect(await seen.alerts()).toEqual([]);
  });

  it('who no longer consents: what telemetry raised closes, doses are called off, and what comes is only written down', async () => {
    const { resident, seen } = withdrawn;
    await say(resident, 'supply.low', { dosesRemaining: 4 });
    expect(await seen.alerts()).toMatchObject(
      [
        { type: 'dose.unconfirmed', state: 'open' },
        { type: 'supply.low', state: 'open' },
      ].reverse(),
    );
    await town.api.put(`/citizens/${resident.citizenId}/consent`, { telemetry: false, reason: 'moved to a home' });
    await house.clock.settle();
    expect((await seen.alerts()).map(({ state }) => state)).toEqual(['auto-resolved', 'auto-resolved']);
    expect(await seen.task()).toBeUndefined();
    expect(new Set((await states(seen)).slice(1))).toEqual(new Set(['cancelled']));
    await say(resident, 'dose.dispensed', { dueAt: '2026-03-10T19:00:00Z' });
    await say(resident, 'supply.empty', {});
    expect(await seen.alerts()).toHaveLength(2);
    expect((await states(seen))[1]).toBe('cancelled');
    expect((await town.api.get(`/telemetry?deviceId=${resident.deviceId}`)).items).toHaveLength(3);
  });

  it('and consents again: the watch is armed again', async () => {
    const { resident, seen } = withdrawn;
    await town.api.put(`/citizens/${resident.citizenId}/consent`, { telemetry: true });
    await house.clock.settle();
    expect(new Set((await states(seen)).slice(1))).toEqual(new Set(['scheduled']));
  });

  it('by plan: the watch rests from the hour it was said, and a dose dispensed meanwhile is looked into', async () => {
    const { resident, seen } = leaving;
    await say(resident, 'dose.dispensed', { dueAt });
    expect((await states(seen)).slice(0, 2)).toEqual(['dispensed', 'cancelled']);
    await house.clock.forward({ hours: 9 });
    expect(await seen.told()).toContain('service.paused');
    expect(await states(seen)).toEqual(['dispensed', 'cancelled', 'cancelled', 'scheduled', 'scheduled']);
    expect(await seen.alerts()).toMatchObject([{ type: 'dose.unconfirmed', state: 'auto-resolved' }]);
    await house.clock.forward({ hours: 2 });
    await say(resident, 'dose.dispensed', { dueAt: '2026-03-10T19:00:00Z' });
    expect(await seen.alert()).toMatchObject({ type: 'dose.dispensed_while_paused', priority: 'P2', state: 'open' });
    expect(await seen.task()).toMatchObject({ priority: 'P2' });
    expect((await states(seen))[1]).toBe('dispensed');
  });

  it('is not alarmed over while away, not even by what the dispenser itself reports as missed', async () => {
    const { resident, seen } = waiting;
    await say(resident, 'dose.missed', { dueAt: '2026-03-10T19:00:00Z' });
    await say(resident, 'dose.missed', {});
    await house.clock.forward({ hours: 1 });
    expect(await seen.alerts()).toEqual([]);
  });

  it('is back when the pause is over, and is watched over again', async () => {
    const { seen } = atHospital;
    expect(await seen.told()).toContain('service.resumed');
    expect(await seen.alert()).toMatchObject({ type: 'dose.unconfirmed', dose: { dueAt: '2026-03-10T19:00:00.000Z' } });
    expect(await seen.task()).toMatchObject({ kind: 'visit', state: 'open' });
  });

  it('comes home early: the doses ahead are expected at once', async () => {
    const { resident, seen } = waiting;
    const { id } = (await town.api.get(`/citizens/${resident.citizenId}/pauses`)).items[0]!;
    expect((await states(seen))[2]).toBe('cancelled');
    expect((await town.api.ask('DELETE', `/citizens/${resident.citizenId}/pauses/${id}`)).status).toBe(204);
    await house.clock.settle();
    expect((await states(seen)).slice(0, 3)).toEqual(['cancelled', 'cancelled', 'scheduled']);
  });
});

describe('the service goes on while the window of a dose is open', () => {
  let house: House;

  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house?.stop());

  it('and that dose is watched again, unless it was due during a pause', async () => {
    const town = await makeTown(house);
    const moveIn = async () => {
      const resident = await town.citizen({ slots: [{ time: '08:00' }, { time: '08:30' }], connect: false });
      return { ...resident, seen: caseOf(town, resident) };
    };
    const [consenting, mistaken, away] = [await moveIn(), await moveIn(), await moveIn()];
    const consent = (telemetry: boolean) => town.api.put(`/citizens/${consenting.citizenId}/consent`, { telemetry });
    const pauses = ({ citizenId }: Resident) => `/citizens/${citizenId}/pauses` as const;
    const states = async ({ seen }: { seen: Case }) => (await seen.doses()).slice(0, 2).map(({ state }) => state);
    const told = async ({ seen }: { seen: Case }) =>
      (await seen.alerts()).map(({ type, detail }) => `${type} ${detail.slot}`).sort();

    await town.api.post(pauses(away), { reason: 'other', from: '2026-03-10T06:55:00Z', until: '2026-03-10T07:12:00Z' });
    await house.clock.forward({ hours: 1, minutes: 10 });
    await consent(false);
    const { id } = await town.api.post(pauses(mistaken), {
      reason: 'other',
      from: house.clock.now().toISOString(),
      until: '2026-03-12T07:00:00Z',
    });
    for (const one of [consenting, mistaken]) expect(await states(one)).toEqual(['cancelled', 'cancelled']);
    expect(await states(away)).toEqual(['cancelled', 'scheduled']);

    await house.clock.forward({ minutes: 5 });
    await consent(true);
    await town.api.ask('DELETE', `${pauses(mistaken)}/${id}`);
    await house.clock.settle();
    for (const one of [consenting, mistaken]) expect(await states(one)).toEqual(['due', 'scheduled']);
    expect(await states(away)).toEqual(['cancelled', 'scheduled']);

    await house.clock.forward({ hours: 2 });
    for (const one of [consenting, mistaken])
      expect(await told(one)).toEqual(['dose.unconfirmed 08:00', 'dose.unconfirmed 08:30']);
    expect(await told(away)).toEqual(['dose.unconfirmed 08:30']);
  });
});
