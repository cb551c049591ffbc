import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Reach } from '../../devices/assignments/reach.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { BesideHeld } from '../../platform/database/beside-held.js';
import { Culprits, doWithoutCulprits } from '../../platform/database/culprits.js';
import { Database } from '../../platform/database/database.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import type { Refusal } from './refusal.rules.js';
import { judgements, NEWEST, type Noted, type Verdict } from './verdict.rules.js';
import { VerdictsStore } from './verdicts.store.js';

/** Dispensers that wait to be written; what more of them are refused meanwhile is counted and logged, and not told here. */
const MOST_WAITING = 5_000;
const AT_ONCE = 1_000;

type News = { -readonly [K in keyof Noted]: Noted[K] };

/** What became of what a dispenser did, for whoever asks why. Refusals are gathered, and written once a look, a row a kind. */
@Injectable()
export class Verdicts implements BeforeApplicationShutdown {
  private waiting = new Map<string, Map<string, News>>();
  private readonly besideHeld = new BesideHeld<Noted>(
    ({ deviceId }) => deviceId,
    (tx, deviceIds) => this.store.heldAmong(tx, deviceIds),
  );

  constructor(
    private readonly clock: Clock,
    private readonly culprits: Culprits,
    private readonly database: Database,
    private readonly journal: JournalService,
    private readonly store: VerdictsStore,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'verdicts', role: 'gateway', look: () => this.write() });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.write().catch(() => undefined);
  }

  refused(deviceId: string, reason: Refusal, detail: string): void {
    const at = this.clock.now();
    this.gather({ deviceId, reason, detail, firstAt: at, lastAt: at, occurrences: 1 });
  }

  /** The newest of a dispenser, newest first; of what it said only what is within reach. */
  async of(tx: EntityManager, deviceId: string, reach: Reach): Promise<Verdict[]> {
    const entries = await this.journal.entries.judged(tx, deviceId, reach, NEWEST);
    return judgements(entries, await this.store.newest(tx, deviceId));
  }

  /** Always answers 0: nothing follows from it that others must look at. */
  private async write(): Promise<number> {
    const taken = this.waiting;
    this.waiting = new Map();
    const noted = [...taken.values()].flatMap((kinds) => [...kinds.values()]);
    for (let at = 0; at < noted.length; at += AT_ONCE) {
      const held: Noted[] = [];
      try {
        await doWithoutCulprits(
          noted.slice(at, at + AT_ONCE),
          async (some) => held.push(...(await this.add(some))),
          (one, error) => this.culprits.note('verdict', one, error),
        );
      } catch (error) {
        for (const one of noted.slice(at)) this.gather(one);
        throw error;
      }
      this.keep(held);
    }
    return 0;
  }

  /** Answers those of which somebody holds a row. */
  private add(noted: readonly Noted[]): Promise<readonly Noted[]> {
    return this.besideHeld.write(noted, (choose) =>
      this.database.transact(async (tx) => this.store.add(tx, await choose(tx))),
    );
  }

  private keep(held: readonly Noted[]): void {
    for (const one of held) this.gather(one);
    this.culprits.noteHeld(
      'verdict',
      held.map(({ deviceId }) => deviceId),
    );
  }

  private gather(noted: Noted): void {
    const { deviceId, reason, detail, firstAt, lastAt, occurrences } = noted;
    const kinds = this.waiting.get(deviceId) ?? new Map<string, News>();
    if (kinds.size === 0 && this.waiting.size >= MOST_WAITING) return;
    this.waiting.set(deviceId, kinds);
    const kind = `${reason} ${detail}`;
    const before = kinds.get(kind);
    // The newest of a dispenser are those it is told of last.
    kinds.delete(kind);
    kinds.set(kind, {
      ...noted,
      firstAt: before && before.firstAt < firstAt ? before.firstAt : firstAt,
      lastAt: before && before.lastAt > lastAt ? before.lastAt : lastAt,
      occurrences: occurrences + (before?.occurrences ?? 0),
    });
    if (kinds.size > NEWEST) kinds.delete(kinds.keys().next().value!);
  }
}
