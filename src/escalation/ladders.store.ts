import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LadderName } from '../devices/telemetry.rules.js';
import { LadderEntity } from './ladder.entity.js';
import { DEFAULT_LADDERS, type Ladder, LADDER_NAMES } from './ladder.rules.js';

@Injectable()
export class LaddersStore {
  /** The ladder as it was set, or the one that holds by default. */
  async find(tx: EntityManager, name: LadderName): Promise<Ladder> {
    return (await tx.getRepository(LadderEntity).findOneBy({ name })) ?? { ...DEFAULT_LADDERS[name], version: 0 };
  }

  async list(tx: EntityManager): Promise<Ladder[]> {
    const set = await tx.getRepository(LadderEntity).find();
    return LADDER_NAMES.map(
      (name) => set.find((ladder) => ladder.name === name) ?? { ...DEFAULT_LADDERS[name], version: 0 },
    );
  }

  async save(tx: EntityManager, ladder: Ladder, updatedAt: Date): Promise<Ladder> {
    return tx
      .getRepository(LadderEntity)
      .save({ ...ladder, rungs: [...ladder.rungs], version: ladder.version + 1, updatedAt });
  }
}
