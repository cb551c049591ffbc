import { Injectable } from '@nestjs/common';
import { DevicesService } from '../../devices/devices.service.js';
import { realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { Held } from '../../platform/database/held.js';
import { lookUpByIndex } from '../../platform/database/sql.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import type { Said } from '../../platform/facts/fact-bus.js';
import { type EntryHead, isOwnLane } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { DosesStore } from '../doses.store.js';
import {
  isHelpCall,
  isMiss,
  isTimeReliable,
  NEAR_SWAP_MINUTES,
  type Next,
  SETTLED_IN_BULK,
  whatNext,
} from '../processing/next-step.rules.js';
import { inTurns, NOT_URGENT, type Stage } from './turn.rules.js';

/** About so many entries a turn takes when there are more. */
export const ENTRIES_AT_ONCE = 250;
/** How long a wake-up may take before the sweep sees to the work itself. */
const WAKE_UP_MS = 2_000;

/** Takes what is new in the journal in bulk: most entries are settled many at a time, the few that may need a human go one by one. */
@Injectable()
export class BulkProcessor {
  private readonly quarantined;

  constructor(
    private readonly config: Config,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly store: DosesStore,
    metrics: Metrics,
  ) {
    this.quarantined = metrics.counter('quarantined_total', 'Telemetry put aside for a person to look at', ['kind']);
  }

  /** Takes the oldest entries of a lane that nobody has looked at; answers how many, and which citizens need care. */
  async process(turn: Turn, lane: number): Promise<Said<BulkResult>> {
    await this.journal.entries.lockLane(turn.tx, lane);
    return this.take(turn, lane, 'care');
  }

  /** The same for the lane of a dispenser that said more than its budget: what needs care comes behind all others. Unless somebody is at it. */
  async processOwn(turn: Turn, lane: number): Promise<Said<BulkResult>> {
    if (!(await this.journal.entries.tryLane(turn.tx, lane))) throw new Held();
    return this.take(turn, lane, 'behind');
  }

  /**
   * What is wrong with one entry, or with the dose of one, must not hold up its lane: the oldest batch is handed to care entry by entry, where
   * each stands for itself.
   */
  async processOldest(turn: Turn, lane: number): Promise<Said<BulkResult>> {
    await this.journal.entries.lockLane(turn.tx, lane);
    const oldest = await this.journal.entries.takeOldest(turn.tx, lane);
    if (!oldest) return { facts: [], result: { taken: 0, citizenIds: [] } };
    const entries = await this.journal.entries.heads(turn.tx, oldest.left, oldest.from, oldest.until);
    const { facts, citizenIds } = await this.sortOut(turn, entries, isOwnLane(lane) ? 'behind' : 'care');
    return { facts, result: { taken: oldest.taken, citizenIds } };
  }

  private async take(turn: Turn, lane: number, stage: Stage): Promise<Said<BulkResult>> {
    await lookUpByIndex(turn.tx);
    const heard = await this.store.settleHeard(turn, lane, ENTRIES_AT_ONCE, SETTLED_IN_BULK, this.config.doses);
    const entries = await this.journal.entries.heads(turn.tx, heard.left, heard.from, heard.until);
    const { facts, citizenIds } = await this.sortOut(turn, entries, stage);
    return { facts, toldInBulk: heard.told, result: { taken: heard.taken, citizenIds } };
  }

  /** What was not settled with many others: filed, put aside, or handed to care. */
  private async sortOut(
    turn: Turn,
    entries: readonly EntryHead[],
    stage: Stage,
  ): Promise<{ facts: Fact[]; citizenIds: string[] }> {
    if (entries.length === 0) return { facts: [], citizenIds: [] };
    const owners = await this.devices.assignments.citizensAt(
      turn.tx,
      entries.map((entry) => ({ deviceId: entry.deviceId, at: entry.effectiveAt })),
    );
    const doubtful = await this.doubtful(turn, entries);
    const owned: Owned[] = entries.map((entry, i) => ({
      entry,
      citizenId: doubtful.has(entry.number) ? null : owners[i]!,
    }));
    const sorted = Map.groupBy(owned, ({ entry, citizenId }) => whatNext(entry, citizenId));
    const facts = await this.putAside(turn, sorted, doubtful);
    const citizenIds = await this.handOn(turn, sorted.get('single') ?? [], stage);
    return { facts, citizenIds };
  }

  /** What can have no effect as it is, with why; told and counted. */
  private async putAside(
    turn: Turn,
    sorted: ReadonlyMap<Next, readonly Owned[]>,
    doubtful: ReadonlySet<number>,
  ): Promise<Fact[]> {
    const of = (next: Next): EntryHead[] => (sorted.get(next) ?? []).map(({ entry }) => entry);
    const rejected = await this.journal.quarantine(
      turn,
      of('rejected'),
      'rejected',
      (entry) => entry.reason ?? 'unreadable',
    );
    const stray = await this.journal.quarantine(turn, of('unattributed'), 'unattributed', ({ number }) =>
      doubtful.has(number)
        ? 'the dispenser changed hands within the hour, and the time of the event cannot be relied on'
        : 'the dispenser served nobody at that time',
    );
    const unknown = await this.journal.countUnknown(turn, of('unknown'));
    this.quarantined.inc({ kind: 'rejected' }, rejected.length);
    this.quarantined.inc({ kind: 'unknown-type' }, unknown.length);
    this.quarantined.inc({ kind: 'unattributed' }, stray.length);
    return [...rejected, ...stray, ...unknown];
  }

  /** Entries that nobody can say whose they are: the dispenser changed hands about then, and their time is not to be relied on. */
  private async doubtful({ tx }: Turn, entries: readonly EntryHead[]): Promise<Set<number>> {
    const unreliable = entries.filter((entry) => !isTimeReliable(entry));
    const asked = unreliable.map(({ deviceId, effectiveAt }) => ({ deviceId, at: effectiveAt }));
    const near = await this.devices.assignments.changedHandsNear(tx, asked, NEAR_SWAP_MINUTES);
    return new Set(unreliable.filter((_, i) => near[i]).map(({ number }) => number));
  }

  private async handOn(turn: Turn, owned: readonly Owned[], stage: Stage): Promise<string[]> {
    if (owned.length === 0) return [];
    const lookAt = new Date(realNow().getTime() + WAKE_UP_MS);
    const urgent = stage === 'behind' ? await this.urgentOf(turn, owned) : null;
    const byCitizen = Map.groupBy(owned, ({ citizenId }) => citizenId!);
    const placed = [...byCitizen].flatMap(([subject, some]) =>
      inTurns(
        some.map(({ entry }) => ({ ...entry, subject })),
        urgent === null ? undefined : ({ number }) => urgent.has(number),
      ),
    );
    await this.journal.entries.handToCare(turn.tx, placed, stage, NOT_URGENT, lookAt);
    return [...byCitizen.keys()];
  }

  /** Calls for help, and misses of doses there are. */
  private async urgentOf({ tx }: Turn, owned: readonly Owned[]): Promise<Set<number>> {
    const misses = owned.flatMap(({ entry: { number, type, dueAt }, citizenId }) =>
      isMiss(type) && dueAt ? [{ number, dueAt, citizenId: citizenId! }] : [],
    );
    const matched = await this.store.matched(tx, misses, this.config.doses.matchMinutes);
    return new Set([...matched, ...owned.flatMap(({ entry }) => (isHelpCall(entry.type) ? [entry.number] : []))]);
  }
}

export interface BulkResult {
  readonly taken: number;
  readonly citizenIds: readonly string[];
}

interface Owned {
  readonly entry: EntryHead;
  readonly citizenId: string | null;
}
