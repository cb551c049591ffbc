import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestService } from '../../../src/ingest/ingest.service.js';
import { newId } from '../../../src/platform/database/id.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Town } from '../../support/town.js';

const TOWN = 2_000;
/** Still away when nearly all are back. */
const AWAY = 100;
const CONNECTED = 'CUT-0001';
const REPORTING = 'CUT-0002';
const URGENT = 'CUT-0003';
const SILENT = ['CUT-0004', 'CUT-0005', 'CUT-0006'];

/** The house stands at 07:00 in Copenhagen (06:00 UTC). Doses are due at 08:00; their silence counts from 08:20. */
describe('scenario 11: the power of a whole town is cut', () => {
  let house: House;
  let town: Town;

  const say = (deviceId: string, type: string, data: object): Promise<void> =>
    new Promise((resolve, reject) => {
      const event = { specversion: '1.0', id: newId(), type, time: house.clock.now().toISOString(), data };
      house.app
        .get(IngestService)
        .take(deviceId, 'events', Buffer.from(JSON.stringify(event)), (error) => (error ? reject(error) : resolve()));
    });
  const everyone = Array.from({ length: TOWN }, (_, i) => `CUT-${String(i + 1).padStart(4, '0')}`);
  const count = async (sql: string, parameters: unknown[] = []): Promise<number> =>
    (await house.query<{ count: number }>(`SELECT count(*)::int AS "count" FROM ${sql}`, parameters))[0]!.count;
  const incidents = async () =>
    house.query<{ id: string; state: string; priority: string; districtId: string; detail: { deviceCount: number } }>(
      `SELECT * FROM alert WHERE "type" = 'gateway.fleet_outage'`,
    );
  const asked = async (): Promise<string[]> =>
    (
      await house.query<{ who: string }>(
        `SELECT coalesce(a."deviceId", a."type") AS "who" FROM task t JOIN alert a ON a."id" = t."alertId"
         WHERE t."state" IN ('open', 'claimed', 'in-progress') ORDER BY 1`,
      )
    ).map(({ who }) => who);

  beforeAll(async () => {
    house = await startHouse({ environment: { DEVICES_OFFLINE_MINUTES: '10' } });
    town = await makeTown(house);
    const now = house.clock.now();
    await house.query(
      `WITH people AS (
         INSERT INTO citizen ("id", "displayName", "address", "zone", "districtId", "consentTelemetry", "consentChangedAt", "createdAt", "updatedAt")
         SELECT gen_random_uuid(), 'Invented ' || n, '{"lat": 55.24, "lon": 9.26}', 'Europe/Copenhagen', $1, true, $2, $2, $2
         FROM generate_series(1, $3::int) n RETURNING "id", "displayName"
       ), named AS (
         SELECT "id", 'CUT-' || lpad(split_part("displayName", ' ', 2), 4, '0') AS "deviceId" FROM people
       ), devices AS (
         INSERT INTO device ("deviceId", "dialect", "createdAt") SELECT "deviceId", 'cloudevents', $2 FROM named RETURNING "deviceId"
       )
       INSERT INTO assignment ("id", "deviceId", "citizenId", "from") SELECT gen_random_uuid(), "deviceId", n."id", $2 FROM named n JOIN devices USING ("deviceId")`,
      [town.west.districtId, new Date(now.getTime() - 3_600_000), TOWN],
    );
    await house.query(
      `INSERT INTO device_health ("deviceId", "online", "onlineChangedAt", "lastSeenAt") SELECT "deviceId", true, $1, $1 FROM device`,
      [now],
    );
    await house.query(
      `INSERT INTO dose ("id", "citizenId", "revision", "slot", "dueAt", "windowClosesAt", "deadlineAt", "criticality")
       SELECT gen_random_uuid(), "citizenId", 1, '08:00', '2026-03-10T07:00:00Z', '2026-03-10T07:15:00Z', '2026-03-10T07:20:00Z',
         CASE WHEN "deviceId" = $2 THEN 'time-critical' ELSE 'standard' END
       FROM assignment WHERE "deviceId" = ANY ($1)`,
      [[CONNECTED, REPORTING, URGENT, ...SILENT], URGENT],
    );
    await Promise.all(everyone.map((deviceId) => say(deviceId, 'power.mains_lost', { batteryPct: 90 })));
    await house.clock.settle();
  });
  afterAll(() => house?.stop());

  it('is one incident of the district, with an alert of every dispenser under it', async () => {
    const [incident, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      priority: 'P2',
      state: 'open',
      districtId: town.west.districtId,
      detail: { deviceCount: TOWN, inUse: TOWN },
    });
    expect(await count(`alert WHERE "parentId" = $1 AND "attached" AND "state" = 'open'`, [incident!.id])).toBe(TOWN);
    // Of each, however many at once.
    const under = `(SELECT "id"::text FROM alert WHERE "parentId" = $1::uuid)`;
    const entry = `"entry" = 'transfer' AND "kind" = 'attached' AND "data" ->> 'parentId' = $1::text AND "data" ->> 'type' = 'gateway.fleet_outage'`;
    expect(await count(`alert_log WHERE "alertId"::text IN ${under} AND ${entry}`, [incident!.id])).toBe(TOWN);
    const fact = `"type" = 'alert.attached' AND "data" ->> 'parentId' = $1::text`;
    expect(await count(`fact WHERE ${fact} AND "subject" IN ${under}`, [incident!.id])).toBe(TOWN);
  });

  it('asks one team about the incident, and nobody about each dispenser, also when batteries and contact go', async () => {
    await house.query(
      `UPDATE device_health SET "online" = false, "onlineChangedAt" = $1 WHERE "deviceId" > $2 AND "deviceId" < 'CUT-0100'`,
      [house.clock.now(), REPORTING],
    );
    await house.clock.forward({ minutes: 30 });
    expect(await asked()).toEqual(['gateway.fleet_outage']);
    expect(await count(`alert WHERE "type" = 'connectivity.offline' AND "attached"`)).toBe(97);
    expect(await count(`escalation WHERE "nextRungAt" IS NOT NULL`)).toBe(1);
  });

  it('lets through at once what needs a human: a reported miss, a time-critical dose, the silence of who is connected', async () => {
    await house.clock.forward({ minutes: 30 });
    await say(REPORTING, 'dose.missed', { dueAt: '2026-03-10T07:00:00Z' });
    await house.clock.settle();
    expect(await asked()).toEqual([REPORTING, 'gateway.fleet_outage']);
    await house.clock.forward({ minutes: 65 });
    expect(await asked()).toEqual([CONNECTED, REPORTING, URGENT, 'gateway.fleet_outage']);
    expect(await count(`alert WHERE "type" = 'dose.unconfirmed' AND "attached"`)).toBe(SILENT.length);
  });

  it('asks about the silence of the others when it lasts an hour', async () => {
    await house.clock.forward({ minutes: 20 });
    expect(await asked()).toEqual([CONNECTED, REPORTING, URGENT, ...SILENT, 'gateway.fleet_outage']);
  });

  it('closes by itself when nearly all are back; what is still away is then asked about', async () => {
    const returned = [everyone.slice(AWAY), house.clock.now()];
    await house.query(
      `WITH back AS (UPDATE condition SET "clearedAt" = $2 WHERE "deviceId" = ANY ($1) RETURNING "deviceId"),
         closed AS (UPDATE alert SET "state" = 'auto-resolved', "resolvedAt" = $2 WHERE "deviceId" = ANY ($1) RETURNING "id")
       UPDATE escalation SET "stoppedAt" = $2 WHERE "alertId" IN (SELECT "id" FROM closed)`,
      returned,
    );
    await house.clock.settle();
    expect(await incidents()).toMatchObject([{ state: 'auto-resolved' }]);
    expect(await asked()).toEqual(everyone.slice(0, AWAY));
  });
});
