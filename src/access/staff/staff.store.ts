import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TableCache } from '../../platform/database/table-cache.js';
import { affected, rows } from '../../platform/database/sql.js';
import { rolesThatCarry } from '../roles.rules.js';
import type { Staff } from './staff.rules.js';

/** What others than the door need of an account. */
export type Person = Pick<Staff, 'id' | 'displayName' | 'roles' | 'teamIds' | 'disabledAt'>;

@Injectable()
export class StaffStore {
  private readonly everybody = new TableCache<Person>(
    'staff',
    ['id'],
    ['id', 'displayName', 'roles', 'teamIds', 'disabledAt'],
  );

  async find(tx: EntityManager, id: string): Promise<Staff | null> {
    const [staff] = await rows<Staff>(tx, `SELECT * FROM staff WHERE "id" = $1`, [id]);
    return staff ?? null;
  }

  async findByUsername(tx: EntityManager, username: string): Promise<Staff | null> {
    const [staff] = await rows<Staff>(tx, `SELECT * FROM staff WHERE "username" = $1`, [username]);
    return staff ?? null;
  }

  /** Everybody, disabled or not. */
  people(tx: EntityManager): Promise<readonly Person[]> {
    return this.everybody.all(tx);
  }

  /** Newest first, from below the id given. */
  async listBelow(tx: EntityManager, below: string | null, limit: number): Promise<Staff[]> {
    return rows<Staff>(tx, `SELECT * FROM staff WHERE $1::uuid IS NULL OR "id" < $1 ORDER BY "id" DESC LIMIT $2`, [
      below,
      limit,
    ]);
  }

  /** Nobody changes the account until the transaction is over. */
  async share(tx: EntityManager, id: string): Promise<Staff | null> {
    const [staff] = await rows<Staff>(tx, `SELECT * FROM staff WHERE "id" = $1 FOR SHARE`, [id]);
    return staff ?? null;
  }

  async lock(tx: EntityManager, id: string): Promise<Staff | null> {
    const [staff] = await rows<Staff>(tx, `SELECT * FROM staff WHERE "id" = $1 FOR UPDATE`, [id]);
    return staff ?? null;
  }

  /** Locks everybody who administers the house, so that two of them cannot remove each other at once. */
  async lockAdminIds(tx: EntityManager): Promise<string[]> {
    const admins = await rows<{ id: string }>(
      tx,
      `SELECT "id" FROM staff WHERE "disabledAt" IS NULL AND "roles" && $1 ORDER BY "id" FOR UPDATE`,
      [rolesThatCarry('house:write')],
    );
    return admins.map(({ id }) => id);
  }

  /** False when the user name is taken. */
  async insert(tx: EntityManager, staff: Staff): Promise<boolean> {
    this.everybody.change(tx);
    const inserted = await affected(
      tx,
      `INSERT INTO staff ("id", "username", "displayName", "passwordHash", "roles", "teamIds", "createdAt", "disabledAt", "version")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT ("username") DO NOTHING`,
      [
        staff.id,
        staff.username,
        staff.displayName,
        staff.passwordHash,
        staff.roles,
        staff.teamIds,
        staff.createdAt,
        staff.disabledAt,
        staff.version,
      ],
    );
    return inserted === 1;
  }

  /** The row goes; whoever wrote its id down wrote the name beside it. */
  async delete(tx: EntityManager, id: string): Promise<void> {
    this.everybody.change(tx);
    await rows(tx, 'DELETE FROM staff WHERE "id" = $1', [id]);
  }

  async update(tx: EntityManager, staff: Staff): Promise<void> {
    this.everybody.change(tx);
    await rows(
      tx,
      `UPDATE staff SET "displayName" = $2, "passwordHash" = $3, "roles" = $4, "teamIds" = $5, "disabledAt" = $6, "version" = $7
       WHERE "id" = $1`,
      [staff.id, staff.displayName, staff.passwordHash, staff.roles, staff.teamIds, staff.disabledAt, staff.version],
    );
  }
}
