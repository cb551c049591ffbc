import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/sql.js';

@Injectable()
export class WriteCheckStore {
  /** One statement, and so a commit of its own. */
  async write(tx: EntityManager, nodeId: string, at: Date): Promise<void> {
    await rows(
      tx,
      `INSERT INTO write_check ("nodeId", "at") VALUES ($1, $2) ON CONFLICT ("nodeId") DO UPDATE SET "at" = $2`,
      [nodeId, at],
    );
  }

  /** Takes away what nodes left that are gone. */
  async forgetBefore(tx: EntityManager, at: Date): Promise<void> {
    await rows(tx, `DELETE FROM write_check WHERE "at" < $1`, [at]);
  }

  /** Whether the server is a standby, which takes no writes until it is promoted. */
  async isStandby(tx: EntityManager): Promise<boolean> {
    const [server] = await rows<{ standby: boolean }>(tx, 'SELECT pg_is_in_recovery() AS "standby"');
    return server!.standby;
  }
}
