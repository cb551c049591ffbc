/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { IngestService } from '../../../src/ingest/ingest.service.js';
import { newId } from '../../../src/platform/database/id.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Town } from '../../support/town.js';

const EACH = 12;

/** The house stands at 07:00 in Copenhagen. */
describe('scenario 11: the power of several districts of a municipality is cut', () => {
  let house: House;
  let town: Town;
  let [west, east]: string[][] = [[], []];

  const say = async (deviceIds: readonly string[], type: string): Promise<void> => {
    const ingest = house.app.get(IngestService);
    const time = house.clock.now().toISOString();
    await Promise.all(
      deviceIds.map(
        (deviceId) =>
          new Promise<void>((resolve, reject) => {
            const event = Buffer.from(JSON.stringify({ specversion: '1.0', id: newId(), type, time, data: {} }));
            ingest.take(deviceId, 'events', event, (error) => (error ? reject(error) : resolve()));
          }),
      ),
    );
    await house.clock.settle();
  };
  const move = async (count: number, lon: number): Promise<string[]> => {
    const residents = await Promise.all(Array.from({ length: count }, () => town.citizen({ connect: false, lon })));
    return residents.map(({ deviceId }) => deviceId);
  };
  const list = async (path: '/alerts?limit=500' | `/tasks?${string}`): Promise<any[]> =>
    (await town.api.get(path)).items;
  const incidentOf = async (districtId: string): Promise<any> =>
    (await list('/alerts?limit=500')).find(
      (alert) => alert.type === 'gateway.fleet_outage' && alert.districtId === districtId,
    );
  const asked = async (): Promise<string[]> =>
    (await list('/tasks?limit=500&state=open,claimed,in-progress')).map(({ alertId }) => alertId);

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    west = await move(EACH + 1, 9.26);
    east = await move(EACH, 9.74);
    await say(west.slice(1), 'power.mains_lost');
  });
  afterAll(() => house?.stop());

  it('is the incident of one while one is struck', async () => {
    const incident = await incidentOf(town.west.districtId);
    expect(incident).toMatchObject({ state: 'open', attached: false, detail: { deviceCount: EACH } });
    expect(await asked()).toEqual([incident.id]);
  });

  it('and of the municipality when a second is struck within minutes: theirs go under it, and one team is asked', async () => {
    await house.clock.forward({ minutes: 3 });
    const somebody = new pg.Client({ connectionString: house.databaseUrl });
    await somebody.connect();
    await somebody.query('BEGIN');
    await somebody.query('SELECT 1 FROM alert WHERE "id" = $1 FOR UPDATE', [
      (await incidentOf(town.west.districtId)).id,
    ]);
    await say(east!, 'power.mains_lost');
    // Whoever holds the incident of one keeps none of the others from having theirs.
    expect(await incidentOf(town.east.districtId)).toMatchObject({ state: 'open', detail: { deviceCount: EACH } });
    expect(await incidentOf(town.municipalityId)).toBeUndefined();
    await somebody.end();
    await house.clock.settle();
    const parent = await incidentOf(town.municipalityId);
    expect(parent).toMatchObject({
      priority: 'P2',
      state: 'open',
      ladder: { name: 'power-connectivity' },
      detail: { deviceCount: 2 * EACH, inUse: 2 * EACH + 1 },
      under: [
        { type: 'power.mains_lost', count: 2 * EACH },
        { type: 'gateway.fleet_outage', count: 2 },
      ],
    });
    for (const { districtId } of [town.west, town.east])
      expect(await incidentOf(districtId)).toMatchObject({ state: 'open', attached: true, parentId: parent.id });
    expect(await asked()).toEqual([parent.id]);
    await house.clock.forward({ minutes: 30 });
    expect(await asked()).toEqual([parent.id]);
  });

  it('takes in what comes later, each under the incident of its own district', async () => {
    const parent = await incidentOf(town.municipalityId);
    await say(west!.slice(0, 1), 'power.mains_lost');
    const under = (await list('/alerts?limit=500')).find(({ deviceId }) => deviceId === west![0]);
    expect(under).toMatchObject({ attached: true, parentId: (await incidentOf(town.west.districtId)).id });
    await house.clock.settle();
    expect(await incidentOf(town.municipalityId)).toMatchObject({ detail: { deviceCount: 2 * EACH + 1 } });
    expect(await asked()).toEqual([parent.id]);
  });

  it('closes when nearly all are back; the district that is not is asked about by itself, once', async () => {
    const [last, ...back] = east!;
    await say([...west!, ...back], 'power.mains_restored');
    expect(await incidentOf(town.municipalityId)).toMatchObject({ state: 'auto-resolved' });
    expect(await incidentOf(town.west.districtId)).toMatchObject({ state: 'auto-resolved' });
    const left = await incidentOf(town.east.districtId);
    expect(left).toMatchObject({ state: 'open', attached: false });
    expect(await asked()).toEqual([left.id]);
    await house.clock.forward({ minutes: 2 });
    expect((await list('/alerts?limit=500')).filter(({ type }) => type === 'gateway.fleet_outage')).toHaveLength(3);
    await say([last!], 'power.mains_restored');
    expect(await incidentOf(town.east.districtId)).toMatchObject({ state: 'auto-resolved' });
    expect(await asked()).toEqual([]);
  });
});
