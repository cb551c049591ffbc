import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';
import type { Partner } from './partner.rules.js';

@Injectable()
export class PartnersStore {
  async find(tx: EntityManager, id: string): Promise<Partner | null> {
    const [partner] = await rows<Partner>(tx, `SELECT * FROM partner WHERE "id" = $1`, [id]);
    return partner ?? null;
  }

  async share(tx: EntityManager, id: string): Promise<Partner | null> {
    const [partner] = await rows<Partner>(tx, `SELECT * FROM partner WHERE "id" = $1 FOR SHARE`, [id]);
    return partner ?? null;
  }

  async findByClientId(tx: EntityManager, clientId: string): Promise<Partner | null> {
    const [partner] = await rows<Partner>(tx, `SELECT * FROM partner WHERE "clientId" = $1`, [clientId]);
    return partner ?? null;
  }

  /** Those who may sign in, newest first, from below the id given. */
  async listBelow(tx: EntityManager, below: string | null, limit: number): Promise<Partner[]> {
    return rows<Partner>(
      tx,
      `SELECT * FROM partner WHERE "disabledAt" IS NULL AND ($1::uuid IS NULL OR "id" < $1) ORDER BY "id" DESC LIMIT $2`,
      [below, limit],
    );
  }

  async insert(tx: EntityManager, partner: Partner): Promise<void> {
    await rows(
      tx,
      `INSERT INTO partner ("id", "clientId", "name", "secretHash", "scopes", "districtIds", "createdAt", "disabledAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        partner.id,
        partner.clientId,
        partner.name,
        partner.secretHash,
        partner.scopes,
        partner.districtIds,
        partner.createdAt,
        partner.disabledAt,
      ],
    );
  }

  async setSecret(tx: EntityManager, id: string, secretHash: Buffer): Promise<Partner | null> {
    await rows(tx, `UPDATE partner SET "secretHash" = $2 WHERE "id" = $1 AND "disabledAt" IS NULL`, [id, secretHash]);
    const partner = await this.find(tx, id);
    return partner?.disabledAt === null ? partner : null;
  }

  async disable(tx: EntityManager, id: string, now: Date): Promise<boolean> {
    const touched = await affected(
      tx,
      `UPDATE partner SET "disabledAt" = $2 WHERE "id" = $1 AND "disabledAt" IS NULL`,
      [id, now],
    );
    return touched === 1;
  }
}
