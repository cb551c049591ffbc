import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { SharedCommit } from '../../platform/database/shared-commit.js';
import { codeOf, troubleOf } from '../../platform/database/trouble.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import { every } from '../../platform/emitters.js';
import { Readiness } from '../../platform/health/readiness.js';
import { Log } from '../../platform/logging/log.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import type { BrokenGlass } from '../break-glass.rules.js';
import { KeptLooks } from './kept-looks.js';
import type { Look } from './look.rules.js';
import { type LookUnderGlass, type Read, type ReadFilter, ReadLogStore } from './read-log.store.js';

/** While nothing can be written, a page that is read again and again is one look for as long. */
const ONE_LOOK_MS = 5 * 60_000;
const MOST_KEPT = 20_000;
const AGAIN_MS = 1_000;
const MOST_AT_ONCE = 200;

/**
 * Who looked at whose data, when, by which route and why; kept for ever and exportable per citizen. One answer is one line, written
 * before it leaves, with all others that are leaving. While nothing can be written the nurses' list must stay: what is looked at then is
 * kept in memory and written as soon as it can be, and a line of the service's own log says it meanwhile, with ids alone.
 */
@Injectable()
export class ReadLog implements BeforeApplicationShutdown {
  private readonly kept = new KeptLooks(MOST_KEPT, ONE_LOOK_MS);
  private readonly group = new SharedCommit<Look>(MOST_AT_ONCE, (looks) => this.insert(looks));
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

  /** Resolves when it is safe on the server's disk, or kept. */
  async write(look: Look): Promise<void> {
    try {
      if (this.kept.size === 0) {
        await this.group.add(look);
        return;
      }
    } catch (error) {
      if (troubleOf(error) !== 'infrastructure') throw error;
    }
    this.keep(look);
  }

  /** Newest first, from below the instant and id of an earlier answer's last. */
  readsOf(
    tx: Turn['tx'],
    citizenId: string,
    filter: ReadFilter,
    below: readonly [Date, string] | null,
    limit: number,
  ): Promise<Read[]> {
    return this.store.listOf(tx, citizenId, filter, below, limit);
  }

  /** What was looked at of whom while a break-glass was open and for its reason, by route. */
  during(tx: Turn['tx'], openings: readonly BrokenGlass[]): Promise<LookUnderGlass[]> {
    return openings.length === 0 ? Promise.resolve([]) : this.store.during(tx, openings);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    if (this.kept.size > 0) await this.writeKept();
  }

  /** It is no part of the request that comes first: it waits for no place among requests. */
  private insert(looks: readonly Look[]): Promise<void> {
    return this.database.shares.asFirst(() => this.database.commitAtOnce((tx) => this.store.insertHere(tx, looks)));
  }

  private keep(look: Look): void {
    const { fresh, isKept } = this.kept.keep(look);
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
      try {
        await this.insert([next]);
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
