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
  async insert(tx: EntityManager, citizenIds: readonly string[], read: Omit<Read, 'id' | 'citizenId'>): Promise<void> {
    await rows(
      tx,
      `INSERT INTO read_log ("at", "principalId", "principalKind", "citizenId", "what", "reason")
       SELECT $2::timestamptz, $3::text, $4::text, "citizenId", $5::text, $6::text FROM unnest($1::uuid[]) AS "citizenId"`,
      [citizenIds, read.at, read.principalId, read.principalKind, read.what, read.reason],
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
