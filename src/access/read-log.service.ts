import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import type { Principal } from '../platform/http/principal.js';
import { type Read, ReadLogStore } from './read-log.store.js';

/** Who looked at whose data, when, at what and why; kept for ever and exportable per citizen. */
@Injectable()
export class ReadLog {
  constructor(private readonly store: ReadLogStore) {}

  /** Logs one look at all these citizens; naming one twice, or none, is no mistake. `what` is a code like `dose.list`. */
  async recordReads(
    tx: Turn['tx'],
    now: Date,
    who: Pick<Principal, 'id' | 'kind'>,
    citizenIds: Iterable<string | null | undefined>,
    what: string,
    reason: string | null = null,
  ): Promise<void> {
    const each = [...new Set(citizenIds)].filter((id) => id != null);
    if (each.length === 0) return;
    await this.store.insert(tx, each, { at: now, principalId: who.id, principalKind: who.kind, what, reason });
  }

  /** Newest first, at most `limit`, from below the id of an earlier answer's last. */
  readsOf(tx: Turn['tx'], citizenId: string, limit = 500, below: number | null = null): Promise<Read[]> {
    return this.store.listOf(tx, citizenId, below, limit);
  }
}
