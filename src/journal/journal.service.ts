import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Heard, EntryHead, QuarantineKind, QuarantinedEntry, StoredEntry } from './journal.rules.js';
import { EntriesService } from './entries.service.js';
import { JournalStore } from './journal.store.js';
import { readsAsInfrastructure } from '../platform/database/trouble.rules.js';
import { QuarantinedService } from './quarantined.service.js';
import { BY_ITSELF, QuarantineStore } from './quarantine.store.js';

export { heardEntries } from './journal.store.js';

/** What has its place among the entries that wait until it has had its effect. */
const HAVE_A_PLACE: readonly QuarantineKind[] = ['parked', 'waiting'];

/** The door to what was heard: written once, read for ever, and waiting until it has had its effect. */
@Injectable()
export class JournalService {
  constructor(
    private readonly database: Database,
    private readonly store: JournalStore,
    private readonly aside: QuarantineStore,
    readonly entries: EntriesService,
    readonly quarantined: QuarantinedService,
  ) {}

  /**
   * Writes entries down and answers once they are committed.
   * @returns how many were new; the rest stood there already
   */
  async write(heard: readonly Heard[]): Promise<number> {
    return this.database.commitAtOnce((tx) => this.store.append(tx, heard));
  }

  /** What stands in the journal under the id and time of the entries given, where it is not the same bytes. */
  storedOf(heard: readonly Heard[]): Promise<StoredEntry[]> {
    return this.database.autocommit((tx) => this.store.storedOf(tx, heard));
  }

  /** Puts entries aside where a person sees them; their effect waits for that person. */
  async quarantine(
    turn: Turn,
    entries: readonly EntryHead[],
    kind: QuarantineKind,
    reasonOf: (entry: EntryHead) => string,
  ): Promise<Fact[]> {
    if (entries.length === 0) return [];
    const set = entries.map((entry) => ({
      number: entry.number,
      time: entry.time,
      deviceId: entry.deviceId,
      receivedAt: entry.receivedAt,
      kind,
      reason: reasonOf(entry),
    }));
    const isWaiting = kind === 'waiting';
    await this.aside.add(turn.tx, turn.now, set, isWaiting ? 'infrastructure' : 'message', isWaiting);
    return set.map(quarantinedFact);
  }

  /** Shows what came under names nobody knows: once a dispenser and type, counted, and told when it is new. */
  async countUnknown(turn: Turn, entries: readonly EntryHead[]): Promise<Fact[]> {
    if (entries.length === 0) return [];
    const set = entries.map((entry) => ({
      number: entry.number,
      time: entry.time,
      deviceId: entry.deviceId,
      receivedAt: entry.receivedAt,
      type: entry.type,
      kind: 'unknown-type' as const,
      reason: `nobody here knows the type ${entry.type}`,
    }));
    const opened = new Set(await this.aside.count(turn.tx, turn.now, set));
    return set.filter(({ number }) => opened.has(number)).map(quarantinedFact);
  }

  /**
   * What the version before parked, and nothing was wrong with, goes again by itself; the rest was about the message. What is shown as
   * waiting and does not wait is closed. Answers how many went.
   */
  async judgeParked(turn: Turn, limit: number): Promise<number> {
    const parked = await this.aside.unjudged(turn.tx, limit);
    const [again, stay] = [true, false].map((is) =>
      parked.filter(({ reason }) => readsAsInfrastructure(reason) === is),
    ) as [QuarantinedEntry[], QuarantinedEntry[]];
    const ids = (some: readonly QuarantinedEntry[]): string[] => some.map(({ id }) => id);
    if (stay.length > 0) await this.aside.judge(turn.tx, ids(stay), 'message');
    if (again.length > 0) await this.aside.judge(turn.tx, ids(again), 'infrastructure');
    for (const one of again) await this.hearAgain(turn, one, 'retried', BY_ITSELF);
    await this.aside.closeDone(turn.tx, turn.now, limit);
    return again.length;
  }

  /** Sends a quarantined entry round again, as if it had just been heard, unless it waited for its effect and has had it. */
  async hearAgain(turn: Turn, quarantined: QuarantinedEntry, state: 'assigned' | 'retried', by: string): Promise<void> {
    await this.aside.close(turn.tx, quarantined.id, { state, closedAt: turn.now, closedBy: by });
    const entry = await this.store.find(turn.tx, quarantined.number);
    if (!entry) return;
    const didWait = await this.store.stopWaiting(turn.tx, entry.number);
    if (didWait || !HAVE_A_PLACE.includes(quarantined.kind)) await this.store.hearAgain(turn.tx, entry);
  }

  /** Gives up on a quarantined entry: it stays in the journal and never has an effect. With `alike` so does all that failed alike. */
  async dismiss(turn: Turn, quarantined: QuarantinedEntry, by: string, alike: boolean): Promise<void> {
    await this.aside.close(turn.tx, quarantined.id, { state: 'dismissed', closedAt: turn.now, closedBy: by });
    await this.store.settle(turn.tx, [quarantined.number]);
    if (alike) await this.store.settle(turn.tx, await this.aside.dismissAlike(turn.tx, quarantined, turn.now, by));
  }
}

const quarantinedFact = (entry: { number: number; deviceId: string; kind: QuarantineKind; reason: string }): Fact => ({
  type: 'telemetry.quarantined',
  subject: String(entry.number),
  deviceId: entry.deviceId,
  data: { kind: entry.kind },
});
