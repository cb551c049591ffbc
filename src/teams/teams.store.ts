import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TableCache } from '../platform/database/table-cache.js';
import { rows } from '../platform/database/sql.js';
import { deleteUnused } from './districts.store.js';
import type { Team } from './team.rules.js';

@Injectable()
export class TeamsStore {
  private readonly everything = new TableCache<Team>('team');

  list(tx: EntityManager): Promise<readonly Team[]> {
    return this.everything.all(tx);
  }

  /** Newest first, from below the id given. */
  listBelow(
    tx: EntityManager,
    within: readonly string[] | 'all',
    below: string | null,
    limit: number,
  ): Promise<Team[]> {
    return rows<Team>(
      tx,
      `SELECT * FROM team
       WHERE ($1::uuid[] IS NULL OR "districtId" = ANY ($1::uuid[])) AND ($2::uuid IS NULL OR "id" < $2)
       ORDER BY "id" DESC LIMIT $3`,
      [within === 'all' ? null : within, below, limit],
    );
  }

  async find(tx: EntityManager, id: string): Promise<Team | null> {
    const [team] = await rows<Team>(tx, 'SELECT * FROM team WHERE "id" = $1', [id]);
    return team ?? null;
  }

  async lock(tx: EntityManager, id: string): Promise<Team | null> {
    const [team] = await rows<Team>(tx, 'SELECT * FROM team WHERE "id" = $1 FOR NO KEY UPDATE', [id]);
    return team ?? null;
  }

  async insert(tx: EntityManager, team: Team): Promise<void> {
    this.everything.change(tx);
    await rows(
      tx,
      `INSERT INTO team ("id", "name", "kind", "districtId", "lat", "lon", "zone", "shifts", "overrides", "version", "createdAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [...columns(team), team.createdAt],
    );
  }

  async update(tx: EntityManager, team: Team): Promise<void> {
    this.everything.change(tx);
    await rows(
      tx,
      `UPDATE team SET "name" = $2, "kind" = $3, "districtId" = $4, "lat" = $5, "lon" = $6, "zone" = $7, "shifts" = $8,
         "overrides" = $9, "version" = $10
       WHERE "id" = $1`,
      columns(team),
    );
  }

  /** False when something still points at it; the transaction is then spoilt and must not go on. */
  async delete(tx: EntityManager, id: string): Promise<boolean> {
    this.everything.change(tx);
    return deleteUnused(() => rows(tx, 'DELETE FROM team WHERE "id" = $1', [id]));
  }
}

const columns = (team: Team): unknown[] => [
  team.id,
  team.name,
  team.kind,
  team.districtId,
  team.lat,
  team.lon,
  team.zone,
  JSON.stringify(team.shifts),
  JSON.stringify(team.overrides),
  team.version,
];
