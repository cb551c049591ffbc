import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { SharedCommit } from '../../platform/database/shared-commit.js';
import { codeOf, troubleOf } from '../../platform/database/trouble.rules.js';
import { every } from '../../platform/emitters.js';
import type { Principal } from '../../platform/http/principal.js';
import { isLogged } from '../../platform/http/shown.js';
import { Log } from '../../platform/logging/log.js';
import { type FeedLook, join, keyOf, linesOf, type Told } from './feed-look.rules.js';
import { ReadLogStore } from './read-log.store.js';

const WITHIN_MS = 1_000;
const MOST = 500;

/**
 * Whom readers of the feed were told of: a line for a reader, hour and district. Who has not been named in it yet is written down before
 * it is told; how far a stream was read, within a second. What cannot be written waits, and goes with what comes next.
 */
@Injectable()
export class FeedLooks implements BeforeApplicationShutdown {
  private readonly lines = new Map<string, FeedLook>();
  private readonly unwritten = new Set<string>();
  private readonly group = new SharedCommit<string>(MOST, () => this.writeAll());
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly store: ReadLogStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** An answer waits until all of it is written down; a stream only for whoever is news in it. */
  async tell(
    who: Pick<Principal, 'id' | 'kind'>,
    route: string,
    facts: readonly Told[],
    how: 'answer' | 'stream',
  ): Promise<void> {
    isLogged();
    const reader = { principalId: who.id, principalKind: who.kind, route };
    const waits: Promise<void>[] = [];
    for (const more of linesOf(reader, this.clock.now(), facts)) {
      const key = keyOf(more);
      const { line, isNews } = join(this.lines.get(key), more);
      this.lines.set(key, line);
      this.unwritten.add(key);
      if (isNews || how === 'answer') waits.push(this.group.add(key));
    }
    this.timer ??= every(
      WITHIN_MS,
      () => this.writeRest(),
      (error) => this.log.error({ error: codeOf(error) }, 'what readers of the feed saw cannot be written down'),
    );
    await Promise.all(waits);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    if (this.unwritten.size > 0) await this.group.add('');
  }

  private async writeRest(): Promise<void> {
    if (this.unwritten.size > 0) await this.group.add('');
    this.forget();
  }

  private async writeAll(): Promise<void> {
    while (this.unwritten.size > 0) if (!(await this.writeSome([...this.unwritten].slice(0, MOST)))) return;
  }

  /** Whether it could. */
  private async writeSome(keys: readonly string[]): Promise<boolean> {
    const lines = keys.map((key) => this.lines.get(key)!);
    for (const key of keys) this.unwritten.delete(key);
    try {
      await this.database.shares.asFirst(() => this.database.commitAtOnce((tx) => this.store.addHere(tx, lines)));
      return true;
    } catch (error) {
      for (const key of keys) this.unwritten.add(key);
      if (troubleOf(error) !== 'infrastructure') throw error;
      this.log.warn({ lines: lines.length }, 'what readers of the feed saw could not be written down yet');
      return false;
    }
  }

  /** Hours that are over. */
  private forget(): void {
    const since = this.clock.now().getTime() - 2 * 3_600_000;
    for (const [key, { hour }] of this.lines)
      if (hour.getTime() < since && !this.unwritten.has(key)) this.lines.delete(key);
    if (this.lines.size > 0 || !this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
  }
}
