import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { type Case, caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const environment = { DEVICES_OFFLINE_MINUTES: '10', DEVICES_SILENT_MINUTES: '45' };

/** The house stands at 07:00 in Copenhagen (06:00 UTC). */
describe('a dispenser on batteries that connects, speaks and leaves', () => {
  let house: House;
  let town: Town;

  const page = async ({ deviceId }: Resident) => {
    await house.clock.settle();
    return new Api(house.httpUrl, house.admin.token).get(`/dispensers/${deviceId}`);
  };
  const connect = ({ deviceId, secret }: Resident): Promise<Dispenser> =>
    Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now(), { listens: false });
  const gone = (resident: Resident): Promise<unknown> => eventually(async () => !(await page(resident)).online);
  const visit = async (resident: Resident, { abruptly = false } = {}): Promise<void> => {
    const dispenser = await connect(resident);
    await dispenser.publish('heartbeat', '{"batteryPct":90}');
    await dispenser.leave({ abruptly });
    await gone(resident);
  };
  const visits = async (resident: Resident, minutes: readonly number[], how = {}): Promise<void> => {
    for (const pause of minutes) {
      await house.clock.forward({ minutes: pause });
      await visit(resident, how);
    }
  };
  const alertsOf = async (seen: Case) =>
    (await seen.alerts()).map(({ type, state }: { type: string; state: string }) => `${type} ${state}`);

  beforeAll(async () => {
    house = await startHouse({ environment });
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  it('is heard every few minutes, and never offline meanwhile', async () => {
    const resident = await town.citizen({ connect: false });
    await visits(resident, [0, 5, 9, 9, 9]);
    expect(await alertsOf(caseOf(town, resident))).toEqual([]);
    const now = house.clock.now().toISOString();
    expect(await page(resident)).toMatchObject({ online: false, lastSeenAt: now, onlineChangedAt: now });
  });

  it('is taken for a visitor after a few visits, and offline by its silence alone', async () => {
    const resident = await town.citizen({ connect: false });
    const seen = caseOf(town, resident);
    await visits(resident, [0, 9, 9]);
    expect(await page(resident)).toMatchObject({ presence: 'connected', isPresenceSeen: true });
    await visits(resident, [9]);
    expect(await page(resident)).toMatchObject({ presence: 'visit', isPresenceSeen: true, expectEveryMinutes: null });
    await house.clock.forward({ minutes: 44 });
    expect(await alertsOf(seen)).toEqual([]);
    await house.clock.forward({ minutes: 1 });
    expect(await alertsOf(seen)).toEqual(['connectivity.offline open']);
    await visit(resident);
    await house.clock.settle();
    expect(await alertsOf(seen)).toEqual(['connectivity.offline auto-resolved']);
  });

  it('is no visitor that is cut off each time, nor one that stays', async () => {
    const cut = await town.citizen({ connect: false });
    await visits(cut, [0, 5, 5, 5, 5], { abruptly: true });
    const staying = await town.citizen({ connect: false });
    await visits(staying, [0, 5, 5, 5]);
    expect(await page(staying)).toMatchObject({ presence: 'visit' });
    const stays = await connect(staying);
    await house.clock.forward({ minutes: 10 });
    await stays.leave();
    await gone(staying);
    for (const resident of [cut, staying]) expect(await page(resident)).toMatchObject({ presence: 'connected' });
    await house.clock.forward({ minutes: 10 });
    for (const resident of [cut, staying])
      expect(await alertsOf(caseOf(town, resident))).toEqual(['connectivity.offline open']);
  });

  it('that is registered so is given the time it is expected after, and ten minutes', async () => {
    const resident = await town.citizen({ connect: false });
    const seen = caseOf(town, resident);
    const changed = { presence: 'visit', expectEveryMinutes: 120 };
    const api = new Api(house.httpUrl, house.admin.token);
    expect(await api.ask('PATCH', `/dispensers/${resident.deviceId}`, changed)).toMatchObject({ status: 200 });
    expect(await page(resident)).toMatchObject({ ...changed, isPresenceSeen: false });
    await visit(resident);
    await house.clock.forward({ hours: 2, minutes: 9 });
    expect(await alertsOf(seen)).toEqual([]);
    await house.clock.forward({ minutes: 1 });
    expect(await alertsOf(seen)).toEqual(['connectivity.offline open']);
    await visit(resident);
    await house.clock.settle();
    expect(await alertsOf(seen)).toEqual(['connectivity.offline auto-resolved']);
  });

  it.each([
    [{ presence: 'sometimes' }, 'presence'],
    [{ presence: 'visit', expectEveryMinutes: 0 }, 'expectEveryMinutes'],
    [{ expectEveryMinutes: 1.5 }, 'expectEveryMinutes'],
  ])('is not registered as %j', async (fields, path) => {
    const answer = await town.api.ask('POST', '/dispensers', { deviceId: 'VISIT-1', ...fields });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  it('is in touch between its visits: the silence over a dose is told as that, and as no contact once there is none', async () => {
    const slots = [{ time: '20:00', criticality: 'time-critical', windowMinutes: 15 }];
    const [spoke, silent] = [
      await town.citizen({ slots, connect: false }),
      await town.citizen({ slots, connect: false }),
    ];
    for (const { deviceId } of [spoke, silent])
      await town.api.ask('PATCH', `/dispensers/${deviceId}`, { presence: 'visit', expectEveryMinutes: 30 });
    const before = (minutes: number): number =>
      Math.round((Date.UTC(2026, 2, 10, 19) - house.clock.now().getTime()) / 60_000) - minutes;
    await house.clock.forward({ minutes: before(25) });
    await visit(silent);
    await house.clock.forward({ minutes: 20 });
    await visit(spoke);
    await house.clock.forward({ minutes: 25 });
    const detailOf = async (resident: Resident) =>
      (await caseOf(town, resident).alerts()).find(({ type }: { type: string }) => type === 'dose.unconfirmed');
    expect(await detailOf(spoke)).toMatchObject({ priority: 'P1', detail: { connected: true } });
    expect((await detailOf(spoke))!.detail).not.toHaveProperty('noContactSince');
    expect(await detailOf(silent)).toMatchObject({
      priority: 'P1',
      detail: { connected: false, noContactSince: '2026-03-10T18:35:00.000Z' },
    });
  });
});

describe('many dispensers that visit', () => {
  let house: House;
  let town: Town;
  let residents: Resident[];
  const incidents = async (): Promise<object[]> =>
    (await town.api.get('/alerts?limit=500')).items.filter(
      ({ type }: { type: string }) => type === 'gateway.fleet_outage',
    );

  beforeAll(async () => {
    house = await startHouse({ environment });
    town = await makeTown(house);
    residents = await Promise.all(Array.from({ length: 12 }, () => town.citizen({ connect: false })));
    for (const { deviceId } of residents) await town.api.ask('PATCH', `/dispensers/${deviceId}`, { presence: 'visit' });
  });
  afterAll(() => house?.stop());

  it('are no incident when they leave together, and one when they stay away together', async () => {
    for (const { deviceId, secret } of residents) {
      const dispenser = await Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
      await dispenser.leave();
    }
    await house.clock.settle();
    await house.clock.forward({ minutes: 40 });
    expect(await incidents()).toEqual([]);
    await house.clock.forward({ minutes: 6 });
    expect(await incidents()).toMatchObject([{ districtId: town.west.districtId, state: 'open' }]);
  });
});
