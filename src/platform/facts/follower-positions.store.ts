import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/sql.js';

/** How far each follower came that must miss nothing while it is down: by its name, for ever. */
@Injectable()
export class FollowerPositions {
  /** Null for one that has not followed yet. */
  async find(tx: EntityManager, name: string): Promise<number | null> {
    const [held] = await rows<{ position: number }>(tx, 'SELECT "position" FROM feed_follower WHERE "name" = $1', [
      name,
    ]);
    return held?.position ?? null;
  }

  /** Whoever has it follows alone; null while somebody else does. One that follows for the first time begins at `from`. */
  async take(tx: EntityManager, name: string, from: number): Promise<number | null> {
    await rows(tx, 'INSERT INTO feed_follower ("name", "position") VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      name,
      from,
    ]);
    const [held] = await rows<{ position: number }>(
      tx,
      'SELECT "position" FROM feed_follower WHERE "name" = $1 FOR UPDATE SKIP LOCKED',
      [name],
    );
    return held?.position ?? null;
  }

  async moveTo(tx: EntityManager, name: string, position: number): Promise<void> {
    await rows(tx, 'UPDATE feed_follower SET "position" = $2 WHERE "name" = $1', [name, position]);
  }
}
