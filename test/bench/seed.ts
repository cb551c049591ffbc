import { createHash } from 'node:crypto';
import type pg from 'pg';
import { doseTimes, type DoseTimes } from './event.js';
import type { DeviceLogin } from './load.js';

const SECRET = 'bench-secret-that-guards-nothing';

export function benchLogins(count: number): DeviceLogin[] {
  return Array.from({ length: count }, (_, i) => ({
    deviceId: `BENCH-${String(i + 1).padStart(6, '0')}`,
    secret: SECRET,
  }));
}

const SECRET_HASH = createHash('sha256').update(SECRET).digest();

export const BENCH_PARTNER = { clientId: 'bench', clientSecret: SECRET };

export const SPEAKING_DISTRICT = '00000000-0000-7000-8000-000000000001';
export const SILENT_DISTRICT = '00000000-0000-7000-8000-000000000002';

/**
 * A district with one e-district team and one home-care team on duty round the clock, and for every login a dispenser and an invented
 * citizen beside the base.
 */
export async function seedTown(
  database: pg.Client,
  logins: DeviceLogin[],
  district = SPEAKING_DISTRICT,
): Promise<void> {
  const deviceIds = logins.map((login) => login.deviceId);
  await database.query('BEGIN');
  await database.query(PLACE, [district]);
  await database.query(TEAMS, [district, ROUND_THE_CLOCK]);
  await database.query(DEVICES, [deviceIds]);
  await database.query(CREDENTIALS, [deviceIds, SECRET_HASH]);
  await database.query(CITIZENS, [deviceIds, district]);
  await database.query('COMMIT');
  await database.query('ANALYZE');
}

/** A partner who may read everything. */
export async function seedPartner(database: pg.Client): Promise<void> {
  await database.query(PARTNER, [BENCH_PARTNER.clientId, SECRET_HASH]);
}

/** Gives the citizens of these dispensers doses, less those they have. They lie in the future, so that nothing but the bench speaks of them. */
export async function seedDoses(database: pg.Client, logins: DeviceLogin[], doses: DoseTimes): Promise<void> {
  await database.query(DOSES, [doseTimes(doses), logins.map((login) => login.deviceId)]);
  await database.query('ANALYZE dose');
}

const ROUND_THE_CLOCK = JSON.stringify([
  { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'], from: '00:00', to: '24:00' },
]);

const PLACE = `INSERT INTO district ("id", "name", "createdAt") VALUES ($1::uuid, 'Bench ' || $1::text, now())`;

const TEAMS = `
  INSERT INTO team ("id", "name", "kind", "districtId", "lat", "lon", "zone", "shifts", "createdAt")
  SELECT uuidv7(), 'Bench ' || kind, kind, $1, 55.25, 9.49, 'Europe/Copenhagen', $2, now()
  FROM unnest(ARRAY['e-district', 'home-care']) AS kind`;

const DEVICES = `
  WITH made AS (
    INSERT INTO device ("deviceId", "dialect", "createdAt")
    SELECT "deviceId", 'cloudevents', now() FROM unnest($1::text[]) AS "deviceId" RETURNING "deviceId"
  )
  INSERT INTO device_health ("deviceId") SELECT "deviceId" FROM made`;

const CREDENTIALS = `
  INSERT INTO device_credential ("deviceId", "secretHash", "rotatedAt")
  SELECT "deviceId", $2, now() FROM unnest($1::text[]) AS "deviceId"`;

const PARTNER = `
  INSERT INTO partner ("id", "clientId", "name", "secretHash", "scopes", "createdAt")
  VALUES (uuidv7(), $1, 'Bench', $2, '{events:read,tasks:read,citizens:read}', now())`;

const CITIZENS = `
  WITH made AS (
    INSERT INTO citizen ("id", "displayName", "address", "zone", "districtId", "eDistrictTeamId", "consentTelemetry", "consentChangedAt", "createdAt", "updatedAt")
    SELECT uuidv7(), 'Bench citizen ' || "number", jsonb_build_object('street', 'Opdigtet Gade ' || "number", 'lat', 55.25 + "number" * 0.00001, 'lon', 9.49),
           'Europe/Copenhagen', $2, (SELECT "id" FROM team WHERE "kind" = 'e-district' AND "districtId" = $2), true, now(), now(), now()
    FROM device WHERE "deviceId" = ANY ($1) RETURNING "id", "displayName"
  ), scheduled AS (
    INSERT INTO schedule ("citizenId", "revision", "zone", "slots", "validFrom", "plannedUntil", "createdAt")
    SELECT "id", 1, 'Europe/Copenhagen', '[]', now() - interval '1 day', now() + interval '10 years', now() FROM made
  )
  INSERT INTO assignment ("id", "deviceId", "citizenId", "from")
  SELECT uuidv7(), d."deviceId", made."id", now() - interval '1 day'
  FROM made JOIN device d ON made."displayName" = 'Bench citizen ' || d."number"`;

const DOSES = `
  INSERT INTO dose ("id", "citizenId", "revision", "slot", "dueAt", "windowClosesAt", "deadlineAt", "criticality")
  SELECT uuidv7(), a."citizenId", 1, to_char("dueAt" AT TIME ZONE 'Europe/Copenhagen', 'HH24:MI'), "dueAt",
         "dueAt" + interval '60 minutes', "dueAt" + interval '65 minutes', 'standard'
  FROM assignment a CROSS JOIN unnest($1::timestamptz[]) AS "dueAt"
  WHERE a."deviceId" = ANY ($2)
  ON CONFLICT DO NOTHING`;
