import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

/** One look at one citizen's data. */
export interface Read {
  readonly id: number;
  readonly at: Date;
  readonly principalId: string;
  readonly principalKind: string;
  readonly citizenId: string;
  readonly what: string;
  readonly reason: string | null;
}

type NewLook = Omit<Read, 'id' | 'citizenId'>;

@Injectable()
export class ReadLogStore {
  /** Leaves out the citizens who have the same look written down since the instant given. */
  async insert(tx: EntityManager, citizenIds: readonly string[], look: NewLook, since: Date): Promise<void> {
    await rows(tx, insertion(), valuesOf(citizenIds, look, since));
  }

  /**
   * The same as a transaction by itself that is safe on this server's disk and waits for no standby: one that hangs shall not keep
   * anybody from reading.
   */
  async insertHere(tx: EntityManager, citizenIds: readonly string[], look: NewLook, since: Date): Promise<void> {
    await rows(
      tx,
      insertion(
        `(SELECT set_config('synchronous_commit', 'local', true) AS "here") AS safe, `,
        'safe."here" IS NOT NULL AND ',
      ),
      valuesOf(citizenIds, look, since),
    );
  }

  /** Newest first, from below the id given. */
  async listOf(tx: EntityManager, citizenId: string, below: number | null, limit: number): Promise<Read[]> {
    return rows<Read>(
      tx,
      `SELECT * FROM read_log WHERE "citizenId" = $1 AND ($2::bigint IS NULL OR "id" < $2) ORDER BY "id" DESC LIMIT $3`,
      [citizenId, below, limit],
    );
  }
}

const insertion = (beside = '', and = ''): string => `
  INSERT INTO read_log ("at", "principalId", "principalKind", "citizenId", "what", "reason")
  SELECT $2::timestamptz, $3::text, $4::text, seen."citizenId", $5::text, $6::text
  FROM ${beside}unnest($1::uuid[]) AS seen ("citizenId")
  WHERE ${and}NOT EXISTS (
    SELECT 1 FROM read_log kept
    WHERE kept."citizenId" = seen."citizenId" AND kept."at" > $7 AND kept."at" <= $2
      AND kept."principalId" = $3 AND kept."principalKind" = $4 AND kept."what" = $5 AND kept."reason" IS NOT DISTINCT FROM $6)`;

const valuesOf = (citizenIds: readonly string[], look: NewLook, since: Date): unknown[] => [
  citizenIds,
  look.at,
  look.principalId,
  look.principalKind,
  look.what,
  look.reason,
  since,
];
