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

@Injectable()
export class ReadLogStore {
  /** Leaves out the citizens who have the same look written down since the instant given. */
  async insert(
    tx: EntityManager,
    citizenIds: readonly string[],
    look: Omit<Read, 'id' | 'citizenId'>,
    since: Date,
  ): Promise<void> {
    await rows(
      tx,
      `INSERT INTO read_log ("at", "principalId", "principalKind", "citizenId", "what", "reason")
       SELECT $2::timestamptz, $3::text, $4::text, seen."citizenId", $5::text, $6::text FROM unnest($1::uuid[]) AS seen ("citizenId")
       WHERE NOT EXISTS (
         SELECT 1 FROM read_log kept
         WHERE kept."citizenId" = seen."citizenId" AND kept."at" > $7 AND kept."at" <= $2
           AND kept."principalId" = $3 AND kept."principalKind" = $4 AND kept."what" = $5 AND kept."reason" IS NOT DISTINCT FROM $6)`,
      [citizenIds, look.at, look.principalId, look.principalKind, look.what, look.reason, since],
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
