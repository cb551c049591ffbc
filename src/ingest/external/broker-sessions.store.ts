import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { heldAmong } from '../../platform/database/held-among.js';
import { rows } from '../../platform/database/sql.js';

/** Which node holds which session at the external broker, and when it last said so. */
@Injectable()
export class BrokerSessionsStore {
  /** Those of the sessions that somebody else holds; what nobody holds is locked. */
  heldAmong(tx: EntityManager, clientIds: readonly string[]): Promise<Set<string>> {
    return heldAmong(tx, clientIds, { from: 'broker_session r', key: 'r."clientId"', lock: 'NO KEY UPDATE' });
  }

  /** Sessions of the node by its own names, whoever looked after them meanwhile. */
  async hold(tx: EntityManager, nodeId: string, clientIds: readonly string[], realNow: Date): Promise<void> {
    await rows(
      tx,
      `INSERT INTO broker_session ("clientId", "nodeId", "seenAt") SELECT c, $1, $3 FROM unnest($2::text[]) c ORDER BY 1
       ON CONFLICT ("clientId") DO UPDATE SET "nodeId" = $1, "seenAt" = $3`,
      [nodeId, clientIds, realNow],
    );
  }

  /** Sessions the node took over and still has. */
  async keep(tx: EntityManager, nodeId: string, clientIds: readonly string[], realNow: Date): Promise<void> {
    await rows(tx, `UPDATE broker_session SET "seenAt" = $3 WHERE "nodeId" = $1 AND "clientId" = ANY ($2::text[])`, [
      nodeId,
      clientIds,
      realNow,
    ]);
  }

  /** Takes over what nobody has held since an instant, but for the node's own, which it calls for itself; answers the names. */
  async takeOver(
    tx: EntityManager,
    { nodeId, own }: { readonly nodeId: string; readonly own: readonly string[] },
    since: Date,
    realNow: Date,
  ): Promise<string[]> {
    const found = await rows<{ clientId: string }>(
      tx,
      `UPDATE broker_session SET "nodeId" = $1, "seenAt" = $3
       WHERE "clientId" IN (SELECT "clientId" FROM broker_session WHERE "seenAt" < $2 AND NOT "clientId" = ANY ($4::text[])
         FOR UPDATE SKIP LOCKED)
       RETURNING "clientId"`,
      [nodeId, since, realNow, own],
    );
    return found.map(({ clientId }) => clientId);
  }

  async end(tx: EntityManager, nodeId: string, clientId: string): Promise<void> {
    await rows(tx, 'DELETE FROM broker_session WHERE "clientId" = $1 AND "nodeId" = $2', [clientId, nodeId]);
  }
}
