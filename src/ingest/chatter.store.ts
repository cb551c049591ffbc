import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { heldAmong, rowOrItsParent } from '../platform/database/held-among.js';
import { affected, rows } from '../platform/database/sql.js';

/** A spell in which a dispenser says more than its budget. */
export interface Spell {
  readonly deviceId: string;
  readonly since: Date;
  readonly lastAt: Date;
  readonly events: number;
}

@Injectable()
export class ChatterStore {
  /** Several gateways may hear one dispenser. */
  async note(tx: EntityManager, said: readonly Omit<Spell, 'since'>[]): Promise<void> {
    await rows(
      tx,
      `INSERT INTO chatter AS c ("deviceId", "since", "lastAt", "events")
       SELECT s."deviceId", s."lastAt", s."lastAt", s."events" FROM unnest($1::text[], $2::timestamptz[], $3::bigint[]) AS s("deviceId", "lastAt", "events")
       JOIN device d ON d."deviceId" = s."deviceId" ORDER BY 1
       ON CONFLICT ("deviceId") DO UPDATE SET "lastAt" = greatest(c."lastAt", excluded."lastAt"), "events" = c."events" + excluded."events"`,
      [said.map((s) => s.deviceId), said.map((s) => s.lastAt), said.map((s) => s.events)],
    );
  }

  /** Of which dispensers somebody else holds the row, or the dispenser that it would be of; what nobody holds is locked. */
  heldAmong(tx: EntityManager, deviceIds: readonly string[]): Promise<Set<string>> {
    return heldAmong(tx, deviceIds, ...rowOrItsParent('chatter', 'device', 'deviceId'));
  }

  /** All, those first that have lasted longest. */
  list(tx: EntityManager): Promise<Spell[]> {
    return rows(tx, 'SELECT * FROM chatter ORDER BY "since", "deviceId"');
  }

  /** Ends the spell unless it went on meanwhile; answers whether it did end. */
  async end(tx: EntityManager, deviceId: string, lastAt: Date): Promise<boolean> {
    return (await affected(tx, 'DELETE FROM chatter WHERE "deviceId" = $1 AND "lastAt" <= $2', [deviceId, lastAt])) > 0;
  }
}
