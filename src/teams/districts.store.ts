import { Injectable } from '@nestjs/common';
import { type EntityManager, QueryFailedError } from 'typeorm';
import { TableCache } from '../platform/database/table-cache.js';
import { rows } from '../platform/database/sql.js';
import type { District, FormerDistrict } from './district.rules.js';

/** What PostgreSQL says when a row is still pointed at. */
const STILL_REFERENCED = '23503';

@Injectable()
export class DistrictsStore {
  private readonly everything = new TableCache<District>('district');
  private readonly former = new TableCache<FormerDistrict>('district_former');

  /** The whole tree. */
  list(tx: EntityManager): Promise<readonly District[]> {
    return this.everything.all(tx);
  }

  listFormer(tx: EntityManager): Promise<readonly FormerDistrict[]> {
    return this.former.all(tx);
  }

  /** Newest first, from below the id given. */
  listBelow(
    tx: EntityManager,
    within: readonly string[] | 'all',
    below: string | null,
    limit: number,
  ): Promise<District[]> {
    return rows<District>(
      tx,
      `SELECT * FROM district
       WHERE ($1::uuid[] IS NULL OR "id" = ANY ($1::uuid[])) AND ($2::uuid IS NULL OR "id" < $2)
       ORDER BY "id" DESC LIMIT $3`,
      [within === 'all' ? null : within, below, limit],
    );
  }

  async find(tx: EntityManager, id: string): Promise<District | null> {
    const [district] = await rows<District>(tx, 'SELECT * FROM district WHERE "id" = $1', [id]);
    return district ?? null;
  }

  /** Only one at a time changes the tree, so that two moves cannot close a circle together. */
  async lockTree(tx: EntityManager): Promise<void> {
    this.everything.change(tx);
    await rows(tx, 'LOCK TABLE district IN SHARE ROW EXCLUSIVE MODE');
  }

  async insert(tx: EntityManager, district: District): Promise<void> {
    this.everything.change(tx);
    await rows(
      tx,
      `INSERT INTO district ("id", "name", "parentId", "polygon", "shadow", "createdAt", "version")
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        district.id,
        district.name,
        district.parentId,
        json(district.polygon),
        district.shadow,
        district.createdAt,
        district.version,
      ],
    );
  }

  async update(tx: EntityManager, district: District): Promise<void> {
    this.everything.change(tx);
    await rows(
      tx,
      `UPDATE district SET "name" = $2, "parentId" = $3, "polygon" = $4, "version" = $5, "shadow" = $6 WHERE "id" = $1`,
      [district.id, district.name, district.parentId, json(district.polygon), district.version, district.shadow],
    );
  }

  /**
   * What happened there, and in those whose history it has, is from now on the successor's; nobody's where there is none.
   * False when something is still in it; the transaction is then spoilt and must not go on.
   */
  async delete(tx: EntityManager, id: string, successorId: string | null, now: Date): Promise<boolean> {
    this.everything.change(tx);
    this.former.change(tx);
    if (successorId === null) await rows(tx, 'DELETE FROM district_former WHERE "successorId" = $1', [id]);
    else {
      await rows(tx, 'UPDATE district_former SET "successorId" = $2 WHERE "successorId" = $1', [id, successorId]);
      await rows(
        tx,
        `INSERT INTO district_former ("id", "name", "successorId", "removedAt")
         SELECT "id", "name", $2, $3 FROM district WHERE "id" = $1`,
        [id, successorId, now],
      );
    }
    return deleteUnused(() => rows(tx, 'DELETE FROM district WHERE "id" = $1', [id]));
  }
}

export async function deleteUnused(remove: () => Promise<unknown>): Promise<boolean> {
  try {
    await remove();
    return true;
  } catch (error) {
    const code = error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
    if (code === STILL_REFERENCED) return false;
    throw error;
  }
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
