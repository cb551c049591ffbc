import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LadderName } from '../devices/telemetry.rules.js';
import { rows } from '../platform/database/sql.js';
import { LadderEntity } from './ladder.entity.js';
import type { Ladder, LadderScope } from './ladder.rules.js';

@Injectable()
export class LaddersStore {
  /** Every ladder that may hold: everybody's, those of the districts, the citizen's own. */
  list(tx: EntityManager, citizenId: string | null, districtIds: readonly string[]): Promise<Ladder[]> {
    return rows(
      tx,
      `SELECT * FROM ladder WHERE "scope" = 'all' OR "citizenId" = $1 OR "districtId" = ANY ($2::uuid[])`,
      [citizenId, districtIds],
    );
  }

  /** The one that was set for exactly this scope. */
  async findSet(tx: EntityManager, name: LadderName, scope: LadderScope): Promise<Ladder | null> {
    const [found] = await rows<Ladder>(tx, 'SELECT * FROM ladder WHERE "name" = $1 AND "scope" = $2 FOR UPDATE', [
      name,
      key(scope),
    ]);
    return found ?? null;
  }

  async save(tx: EntityManager, ladder: Ladder, updatedAt: Date): Promise<Ladder> {
    const saved = { ...ladder, rungs: [...ladder.rungs], version: ladder.version + 1 };
    await tx.getRepository(LadderEntity).save({ ...saved, scope: key(ladder), updatedAt });
    return saved;
  }

  async delete(tx: EntityManager, name: LadderName, scope: LadderScope): Promise<void> {
    await tx.getRepository(LadderEntity).delete({ name, scope: key(scope) });
  }
}

const key = ({ districtId, citizenId }: LadderScope): string =>
  citizenId ? `citizen:${citizenId}` : districtId ? `district:${districtId}` : 'all';
