import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { caseOf } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

const MANY = 12;

/** The house stands at 07:00 in Copenhagen. Whoever says nothing for 45 minutes is offline, connected or not. */
describe('scenario 11: many dispensers of a district fall silent while they stay connected', () => {
  let house: House;
  let town: Town;
  let silent: Resident[];
  let alone: Resident;

  const heard = (residents: readonly Resident[]): Promise<object[]> =>
    house.query(
      `INSERT INTO device_health ("deviceId", "online", "onlineChangedAt", "lastSeenAt") SELECT "deviceId", true, $2, $2 FROM unnest($1::text[]) AS "deviceId"
       ON CONFLICT ("deviceId") DO UPDATE SET "lastSeenAt" = $2`,
      [residents.map(({ deviceId }) => deviceId), house.clock.now()],
    );
  const incidents = async () =>
    (await town.api.get('/alerts?limit=500')).items.filter(({ type }) => type === 'gateway.fleet_outage');
  const asked = async (): Promise<string[]> =>
    (await town.api.get('/tasks?limit=500&state=open,claimed,in-progress')).items.map(
      ({ alertId }: { alertId: string }) => alertId,
    );

  beforeAll(async () => {
    house = await startHouse({ environment: { DEVICES_OFFLINE_MINUTES: '10', DEVICES_SILENT_MINUTES: '45' } });
    town = await makeTown(house);
    const move = (lon: number) => town.citizen({ connect: false, lon });
    silent = await Promise.all(Array.from({ length: MANY }, () => move(9.26)));
    alone = await move(9.74);
    await heard([...silent, alone]);
  });
  afterAll(() => house?.stop());

  it('is one incident, as when they disconnect; one alone in its district is none', async () => {
    await house.clock.forward({ minutes: 44 });
    expect(await incidents()).toEqual([]);
    const somebody = new pg.Client({ connectionString: house.databaseUrl });
    await somebody.connect();
    await somebody.query('BEGIN');
    await somebody.query('SELECT 1 FROM citizen WHERE "id" = $1 FOR UPDATE', [silent[0]!.citizenId]);
    await house.clock.forward({ minutes: 2 });
    // One whom somebody holds keeps none of the others waiting.
    expect(await incidents()).toMatchObject([{ districtId: town.west.districtId, detail: { deviceCount: MANY - 1 } }]);
    await somebody.end();
    await house.clock.forward({ seconds: 5 });
    expect(await incidents()).toMatchObject([
      { districtId: town.west.districtId, state: 'open', detail: { deviceCount: MANY } },
    ]);
    const [incident] = await incidents();
    for (const resident of silent)
      expect(await caseOf(town, resident).alerts()).toMatchObject([
        { type: 'connectivity.offline', attached: true, parentId: incident!.id },
      ]);
    expect(await caseOf(town, alone).alerts()).toMatchObject([{ type: 'connectivity.offline', attached: false }]);
  });

  it('asks one team about it, and about the one alone when its time has come', async () => {
    const [incident] = await incidents();
    await house.clock.forward({ minutes: 65 });
    const { id } = await caseOf(town, alone).alert();
    expect((await asked()).sort()).toEqual([incident!.id, id].sort());
  });

  it('is over when they speak again', async () => {
    await heard(silent);
    await house.clock.settle();
    expect(await incidents()).toMatchObject([{ state: 'auto-resolved' }]);
    for (const resident of silent)
      expect(await caseOf(town, resident).alerts()).toMatchObject([{ state: 'auto-resolved' }]);
  });
});
