import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { instants, int8s, texts } from '../../platform/database/arrays.js';
import { heldAmong } from '../../platform/database/held-among.js';
import { rows } from '../../platform/database/sql.js';
import { NEWEST, type Noted } from './verdict.rules.js';

/** What was refused of each dispenser, one row a kind of refusal. */
@Injectable()
export class VerdictsStore {
  /** Adds to what is there, from several nodes alike; whom nobody registered is left out, and so are those that are not among the newest. */
  async add(tx: EntityManager, noted: readonly Noted[]): Promise<void> {
    await rows(
      tx,
      `WITH said AS (
         SELECT d."number" AS "deviceNumber", s."reason", s."detail", s."firstAt", s."lastAt", s."occurrences"
         FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[])
           AS s("deviceId", "reason", "detail", "firstAt", "lastAt", "occurrences")
         JOIN device d USING ("deviceId")
       ), old AS (
         DELETE FROM device_verdict v USING (
           SELECT "deviceNumber", "reason", "detail", row_number() OVER (PARTITION BY "deviceNumber" ORDER BY "lastAt" DESC) AS "place"
           FROM device_verdict WHERE "deviceNumber" IN (SELECT "deviceNumber" FROM said)
         ) kept
         WHERE kept."place" > ${NEWEST} AND v."deviceNumber" = kept."deviceNumber" AND v."reason" = kept."reason" AND v."detail" = kept."detail"
           AND NOT EXISTS (
             SELECT 1 FROM said s WHERE s."deviceNumber" = v."deviceNumber" AND s."reason" = v."reason" AND s."detail" = v."detail"
           )
       )
       INSERT INTO device_verdict ("deviceNumber", "reason", "detail", "firstAt", "lastAt", "occurrences")
       SELECT * FROM said ORDER BY 1, 2, 3
       ON CONFLICT ("deviceNumber", "reason", "detail") DO UPDATE SET
         "firstAt" = least(device_verdict."firstAt", excluded."firstAt"),
         "lastAt" = greatest(device_verdict."lastAt", excluded."lastAt"),
         "occurrences" = device_verdict."occurrences" + excluded."occurrences"`,
      [
        texts(noted.map(({ deviceId }) => deviceId)),
        texts(noted.map(({ reason }) => reason)),
        texts(noted.map(({ detail }) => detail)),
        instants(noted.map(({ firstAt }) => firstAt)),
        instants(noted.map(({ lastAt }) => lastAt)),
        int8s(noted.map(({ occurrences }) => occurrences)),
      ],
    );
  }

  /** Of which dispensers somebody else holds any row; what nobody holds is locked. */
  heldAmong(tx: EntityManager, deviceIds: readonly string[]): Promise<Set<string>> {
    return heldAmong(tx, deviceIds, {
      from: 'device_verdict r JOIN device d ON d."number" = r."deviceNumber"',
      key: 'd."deviceId"',
      row: 'jsonb_build_array(r."deviceNumber", r."reason", r."detail")',
      lock: 'UPDATE',
    });
  }

  async newest(tx: EntityManager, deviceId: string): Promise<Noted[]> {
    return rows(
      tx,
      `SELECT d."deviceId", v."reason", v."detail", v."firstAt", v."lastAt", v."occurrences"
       FROM device d JOIN device_verdict v ON v."deviceNumber" = d."number"
       WHERE d."deviceId" = $1 ORDER BY v."lastAt" DESC LIMIT ${NEWEST}`,
      [deviceId],
    );
  }
}
