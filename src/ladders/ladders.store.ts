import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LadderName } from '../devices/telemetry.rules.js';
import { TableCache } from '../platform/database/table-cache.js';
import { rows } from '../platform/database/sql.js';
import { LadderEntity } from './ladder.entity.js';
import type { Ladder, LadderScope } from './ladder.rules.js';

@Injectable()
export class LaddersStore {
  private readonly everything = new TableCache<Ladder>('ladder', ['name', 'scope']);

  /** Every ladder that was set, for whomever. */
  list(tx: EntityManager): Promise<readonly Ladder[]> {
    return this.everything.all(tx);
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
    this.everything.change(tx);
    const saved = { ...ladder, rungs: [...ladder.rungs], version: ladder.version + 1 };
    await tx.getRepository(LadderEntity).save({ ...saved, scope: key(ladder), updatedAt });
    return saved;
  }

  async delete(tx: EntityManager, name: LadderName, scope: LadderScope): Promise<void> {
    this.everything.change(tx);
    await tx.getRepository(LadderEntity).delete({ name, scope: key(scope) });
  }
}

const key = ({ districtId, citizenId }: LadderScope): string =>
  citizenId ? `citizen:${citizenId}` : districtId ? `district:${districtId}` : 'all';
