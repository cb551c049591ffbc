import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { codeOf, troubleOf } from '../platform/database/trouble.rules.js';
import type { Turn } from '../platform/database/turn.js';
import { every } from '../platform/emitters.js';
import { Readiness } from '../platform/health/readiness.js';
import type { Principal } from '../platform/http/principal.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { KeptLooks, type Look } from './kept-looks.js';
import { type Read, ReadLogStore } from './read-log.store.js';

/** A page that is read again and again is one look for as long. */
const ONE_LOOK_MS = 5 * 60_000;
const MOST_KEPT = 20_000;
const AGAIN_MS = 1_000;

/**
 * Who looked at whose data, when, at what and why; kept for ever and exportable per citizen. The same person looking at the same thing
 * for the same reason again within five minutes is the same look: the first is written down, the rest are not.
 * While nothing can be written the nurses' list must stay: what is looked at then is kept in memory and written as soon as it can be,
 * and a line of the service's own log says it meanwhile, with ids alone.
 */
@Injectable()
export class ReadLog implements BeforeApplicationShutdown {
  private readonly kept = new KeptLooks(MOST_KEPT, ONE_LOOK_MS);
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly store: ReadLogStore,
    private readonly database: Database,
    private readonly log: Log,
    metrics: Metrics,
    readiness: Readiness,
  ) {
    metrics.gauge('read_log_waiting', 'Looks at citizens that could not be written down yet', (gauge) =>
      gauge.set(this.kept.size),
    );
    readiness.add('read-log', [], () => ({
      ok: this.kept.size === 0,
      detail: this.kept.size === 0 ? 'is written' : `${this.kept.size} looks wait to be written down`,
      degradedOnly: true,
    }));
  }

  /**
   * Logs one look at all these citizens; naming one twice, or none, is no mistake. `what` is a code like `dose.list`. In a transaction
   * the look is part of it: what cannot be logged is not done.
   */
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
    if (tx.queryRunner?.isTransactionActive) return this.store.insert(tx, each, look, sinceOf(look));
    try {
      if (this.kept.size === 0) return await this.store.insertHere(tx, each, look, sinceOf(look));
    } catch (error) {
      if (troubleOf(error) !== 'infrastructure') throw error;
    }
    this.keep(look, each);
  }

  /** Newest first, at most `limit`, from below the id of an earlier answer's last. */
  readsOf(tx: Turn['tx'], citizenId: string, limit = 500, below: number | null = null): Promise<Read[]> {
    return this.store.listOf(tx, citizenId, below, limit);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    if (this.kept.size > 0) await this.writeKept();
  }

  private keep(look: Look, citizenIds: readonly string[]): void {
    const { fresh, isKept } = this.kept.keep(look, citizenIds);
    if (fresh.length > 0) {
      const { reason: _mayNameSomebody, ...facts } = look;
      this.log.warn({ ...facts, citizenIds: fresh, isKept }, 'a look could not be written down yet');
    }
    this.timer ??= every(
      AGAIN_MS,
      () => this.writeKept(),
      (error) => this.log.error({ error: codeOf(error) }, 'a look cannot be written down'),
    );
  }

  private writeKept(): Promise<void> {
    return (this.writing ??= this.writeAll().finally(() => (this.writing = null)));
  }

  private async writeAll(): Promise<void> {
    for (let next = this.kept.first; next; next = this.kept.first) {
      const { look, citizenIds } = next;
      try {
        await this.database.commitAtOnce((tx) => this.store.insert(tx, citizenIds, look, sinceOf(look)));
      } catch (error) {
        if (troubleOf(error) === 'infrastructure') return;
        this.kept.dropFirst();
        throw error;
      }
      this.kept.dropFirst();
    }
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }
}

const sinceOf = ({ at }: Look): Date => new Date(at.getTime() - ONE_LOOK_MS);
