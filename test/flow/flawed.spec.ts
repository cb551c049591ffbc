import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseOf } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

type Said = Record<string, unknown>;

/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00, and it is 08:50 when the stories begin. */
const dueAt = '2026-03-10T07:00:00.000Z';

/** What is wrong with an alarm, and what it alarms over all the same. */
const ALARMS: readonly (readonly [name: string, said: Said, alert: string, change?: (text: string) => string])[] = [
  ['a slot that is not there', { type: 'dose.missed', data: { dueAt, slot: null } }, 'dose.missed'],
  ['a flag as a number', { type: 'dose.missed', data: { dueAt, lockedAway: 1 } }, 'dose.missed'],
  ['a due time without a colon', { type: 'dose.missed', data: { dueAt: '2026-03-10 08:00:00+0100' } }, 'dose.missed'],
  ['no due time that can be read', { type: 'dose.missed', data: { dueAt: 'eight' } }, 'dose.missed'],
  ['data that is text', { type: 'dose.missed', data: JSON.stringify({ dueAt }) }, 'dose.missed'],
  ['an unset clock', { type: 'dose.missed', data: { dueAt }, time: '0000-00-00T00:00:00Z' }, 'dose.missed'],
  ['its counters as text', { type: 'dose.missed', data: { dueAt }, bootid: 'cafe', sequence: '12' }, 'dose.missed'],
  ['another’s name', { type: 'dose.missed', data: { dueAt }, source: '/dispensers/OTHER' }, 'dose.missed'],
  ['a NUL behind it', { type: 'dose.missed', data: { dueAt } }, 'dose.missed', (text) => `${text}\0`],
  ['a type in other case', { type: 'DOSE.MISSED', data: { dueAt } }, 'dose.missed'],
  ['a vendor’s prefix', { type: 'dk.vendor.device.tamper' }, 'device.tamper'],
  ['a code as a number', { type: 'device.fault', data: { faultCode: 17, dispensingStopped: 'true' } }, 'device.fault'],
  ['a gauge that measured nothing', { type: 'supply.low', data: { dosesRemaining: -1 } }, 'supply.low'],
  ['NaN', { type: 'supply.empty', data: { level: 'N' } }, 'supply.empty', (text) => text.replace('"N"', 'NaN')],
  [
    'a depth without end',
    { type: 'user.help_requested', data: { deep: 'D' } },
    'user.help_requested',
    (text) => text.replace('"D"', `${'['.repeat(4_000)}${']'.repeat(4_000)}`),
  ],
];

describe('an event with a flaw', () => {
  let house: House;
  let town: Town;
  const residents = new Map<string, Resident>();
  const resident = (name: string): Resident => residents.get(name)!;

  const publish = async (name: string, said: Said, change = (text: string) => text): Promise<void> => {
    const { dispenser } = resident(name);
    const event = { specversion: '1.0', id: name, time: house.clock.now().toISOString(), ...said };
    await dispenser.publish('events', change(JSON.stringify(event)));
  };
  const linesOf = async (name: string) => (await town.api.get(`/telemetry?deviceId=${resident(name).deviceId}`)).items;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    const slots = [{ time: '08:00', windowMinutes: 60 }];
    for (const name of [...ALARMS.map(([name]) => name), 'good', 'beat'])
      residents.set(name, await town.citizen({ slots }));
    await house.clock.forward({ minutes: 110 });
  });
  afterAll(() => house?.stop());

  it('alarms all the same, whatever else cannot be read', async () => {
    await Promise.all(ALARMS.map(([name, said, , change]) => publish(name, said, change)));
    await house.clock.settle();
    for (const [name, , alert] of ALARMS) {
      const alerts = await caseOf(town, resident(name)).alerts();
      expect({ name, alerts: alerts.map(({ type }) => type) }).toEqual({
        name,
        alerts: expect.arrayContaining([alert]),
      });
      const [line] = await linesOf(name);
      expect({ name, ...line }).toMatchObject({ name, type: alert, reason: null });
    }
    expect((await town.api.get('/quarantine')).items).toEqual([]);
  });

  it('settles no dose as good news without a time that can be read', async () => {
    await publish('good', { type: 'dose.dispensed', data: { dueAt: 'eight' } });
    await house.clock.settle();
    const [line] = await linesOf('good');
    expect(line).toMatchObject({ type: 'dose.dispensed', notes: ['data.dueAt:left-out'] });
    const [dose] = await caseOf(town, resident('good')).doses();
    expect(['dispensed', 'retrieved']).not.toContain(dose!.state);
  });

  it('as a heartbeat loses only the field that is odd', async () => {
    const { dispenser, deviceId } = resident('beat');
    await dispenser.publish('heartbeat', '{"batteryPct":255,"mains":1,"rssiDbm":"-71","dosesRemaining":12.5}');
    await house.clock.settle();
    expect(await town.api.get(`/dispensers/${deviceId}`)).toMatchObject({
      batteryPct: null,
      mains: true,
      rssiDbm: -71,
      dosesRemaining: null,
    });
  });
});
