import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import type { Principal } from '../platform/http/principal.js';
import { type Read, ReadLogStore } from './read-log.store.js';

/** A page that is read again and again is one look for as long. */
const ONE_LOOK_MS = 5 * 60_000;

/**
 * Who looked at whose data, when, at what and why; kept for ever and exportable per citizen. The same person looking at the same thing
 * for the same reason again within five minutes is the same look: the first is written down, the rest are not.
 */
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
    const look = { at: now, principalId: who.id, principalKind: who.kind, what, reason };
    await this.store.insert(tx, each, look, new Date(now.getTime() - ONE_LOOK_MS));
  }

  /** Newest first, at most `limit`, from below the id of an earlier answer's last. */
  readsOf(tx: Turn['tx'], citizenId: string, limit = 500, below: number | null = null): Promise<Read[]> {
    return this.store.listOf(tx, citizenId, below, limit);
  }
}
