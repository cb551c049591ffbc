import { Injectable } from '@nestjs/common';
import { IngestService } from '../../ingest/ingest.service.js';
import { DRAIN_QUEUE, isOwnLane } from '../../journal/journal.rules.js';
import type { PendingEntry } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Held, type Patience } from '../../platform/database/held.js';
import { codeOf } from '../../platform/database/trouble.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import { FactBus, type Said } from '../../platform/facts/fact-bus.js';
import { workingOn } from '../../platform/logging/about.js';
import { Log } from '../../platform/logging/log.js';
import { Seldom } from '../../platform/logging/seldom.js';
import { Places } from '../../platform/database/connections/places.js';
import { Queues } from '../../platform/queue/queues.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { laneOf } from './next-step.rules.js';
import { FailingLanes } from './failing-lanes.service.js';
import { FailuresService } from './failures.service.js';
import { BulkProcessor, type BulkResult, ENTRIES_AT_ONCE } from './bulk-processor.service.js';
import { type Place, SingleProcessor } from './single-processor.service.js';
import { roundFrom } from './turn.rules.js';

const CARE_QUEUE = 'care';
/** What was heard waits no longer than this before the next of it is looked at, however many more are being heard. */
const GIVE_WAY_MS = 500;
/** After so long a drain is left to the next: whoever comes to ask for one does not wait for longer. */
const DRAIN_MS = 2_000;
/** After so long a lane's next turn is behind those of other lanes. */
const SLICE_MS = 250;
/** How long one look goes on with what waits behind all others, and how many citizens' turns go on beside each other. */
const BEHIND_MS = 3_000;
const BEHIND_AT_ONCE = 2;
const MOST_BEHIND = 100;
const LINES_A_MINUTE = 10;

/** Wakes up for new entries in the journal, settles them, and gives each citizen's entries their turn on the line. */
@Injectable()
export class JournalProcessor {
  private readonly places: Places;
  private readonly lanes = new Map<string, Promise<number>>();
  private inBulkNow: Promise<number> = Promise.resolve(0);
  private lastOwnLane: number | null = null;
  private readonly seldom = new Seldom(LINES_A_MINUTE);

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly ingest: IngestService,
    private readonly journal: JournalService,
    private readonly bus: FactBus,
    private readonly queues: Queues,
    private readonly bulk: BulkProcessor,
    private readonly single: SingleProcessor,
    private readonly failures: FailuresService,
    private readonly failing: FailingLanes,
    private readonly log: Log,
    private readonly sweeps: Sweeps,
  ) {
    // More than half of the connections are for what may wait for nobody.
    const most = Math.max(1, Math.floor(config.database.poolSize / 2) - 1);
    this.places = new Places(Math.min(config.care.concurrency, most));
    sweeps.add(
      { name: 'drain', role: 'worker', look: () => this.processBulk() },
      { name: 'care', role: 'worker', look: () => this.processOverdue() },
      { name: 'behind', role: 'worker', look: () => this.lookBehind() },
    );
  }

  async start(isWorker: boolean): Promise<void> {
    const handle = async (): Promise<void> => void (await this.processBulk());
    await this.queues.open({ name: DRAIN_QUEUE, concurrency: 1, handle }, isWorker);
    await this.queues.open(
      {
        name: CARE_QUEUE,
        concurrency: this.places.count,
        handle: async ({ lane }) => void (await this.processLane(String(lane))),
      },
      isWorker,
    );
  }

  /**
   * Settles what has been heard so far; answers how many entries it took. What is heard meanwhile is left to the next wake-up: many
   * entries in one turn cost a fraction of what they do one by one. A second drain beside it would take the processor from those who
   * wait for an acknowledgement: it comes after.
   */
  processBulk(): Promise<number> {
    const { shares } = this.database;
    // One at a time: it waits for no connection that sweeps have.
    return (this.inBulkNow = this.inBulkNow.catch(() => 0).then(() => shares.asFirst(() => this.processLanes())));
  }

  /** @throws once all lanes were looked at, when one could not be drained */
  private async processLanes(): Promise<number> {
    const until = realNow().getTime() + DRAIN_MS;
    const failures: unknown[] = [];
    let total = 0;
    let lanes = (await this.lanesHeard()).filter((lane) => !isOwnLane(lane));
    while (lanes.length > 0) {
      const full: number[] = [];
      for (const lane of lanes) {
        await this.ingest.lull(GIVE_WAY_MS);
        const taken = await this.failing
          .unlessTooSoon(lane, () => this.processBulkOf(lane))
          .catch((error: unknown) => failures.push(error) && 0);
        total += taken;
        if (taken >= ENTRIES_AT_ONCE) full.push(lane);
      }
      lanes = full;
      if (lanes.length > 0 && realNow().getTime() >= until) {
        this.queues.wakeSoon(DRAIN_QUEUE, [{ key: DRAIN_QUEUE, ids: {} }]);
        break;
      }
    }
    if (failures.length > 0) throw failures[0];
    return total;
  }

  private lanesHeard(): Promise<number[]> {
    return this.database.autocommit((tx) => this.journal.entries.lanesHeard(tx));
  }

  private async processBulkOf(lane: number): Promise<number> {
    const { taken, citizenIds } = await this.inBulk(lane, (turn) => this.bulk.process(turn, lane));
    if (taken > 0) this.failures.noteSuccess();
    this.queues.wakeSoon(CARE_QUEUE, [...new Set(citizenIds.map(laneOf))].map(wakeUp));
    return taken;
  }

  /** Many entries at once; where that fails the oldest of them for themselves. */
  private async inBulk(lane: number, drain: (turn: Turn) => Promise<Said<BulkResult>>): Promise<BulkResult> {
    try {
      return await this.bus.transact(drain);
    } catch (error) {
      if (error instanceof Held) throw error;
      this.seldom.say('drain', (more) =>
        this.log.warn(
          { lane, error: codeOf(error), ...more },
          'a lane could not be settled at once; its oldest go one by one',
        ),
      );
      return this.bus.transact((turn) => this.bulk.processOldest(turn, lane));
    }
  }

  /** What dispensers said beyond their budget: after what all others said, each in its own turn. Answers how much was done. */
  private async lookBehind(): Promise<number> {
    const until = realNow().getTime() + BEHIND_MS;
    const held = new Set<string>();
    for (let total = 0; ;) {
      const own = (await this.lanesHeard()).filter(isOwnLane);
      // Of a lane that cannot be drained tells the look that drains.
      if (own.length > 0) await this.processBulk().catch(() => 0);
      const heldBefore = held.size;
      const done = (await this.processOwnLanes(roundFrom(own, this.lastOwnLane))) + (await this.processBehind(held));
      total += done;
      const isOver = done === 0 && held.size === heldBefore;
      if (isOver || realNow().getTime() >= until) return total;
    }
  }

  /** As many as one drain takes of each dispenser. */
  private processOwnLanes(lanes: readonly number[]): Promise<number> {
    return this.sweeps.each(lanes, async (lane) => {
      this.lastOwnLane = lane;
      return (await this.inBulk(lane, (turn) => this.bulk.processOwn(turn, lane))).taken;
    });
  }

  /** @param held whom somebody was found to hold: nobody else waits behind them, and who is found so now joins them */
  private async processBehind(held: Set<string>): Promise<number> {
    const next = await this.database.autocommit((tx) =>
      this.journal.entries.nextBehind(tx, realNow(), MOST_BEHIND, [...held]),
    );
    const processCitizen = async (place: Place): Promise<number> => {
      try {
        return await this.takeTurn('behind', place, 'none');
      } catch (error) {
        if (!(error instanceof Held)) throw error;
        held.add(place.subject);
        // What else waits of the same citizen has not been tried: thousands of it need not be counted as held.
        const entries = await this.database.autocommit((tx) => this.single.entriesOf(tx, 'behind', place));
        await this.failures.noteHeld(entries, error);
        return 0;
      }
    };
    return this.sweeps.each(next.slice(0, BEHIND_AT_ONCE * 2), processCitizen, BEHIND_AT_ONCE);
  }

  /** Gives the citizens of a lane their turns for a while; whoever comes to it meanwhile, and who is left, has the lane woken once more. */
  private async processLane(lane: string): Promise<number> {
    await this.lanes.get(lane)?.catch(() => 0);
    const begunSince = this.lanes.get(lane);
    if (begunSince) return begunSince;
    const caring = this.places.take(() => this.processSlice(lane)).finally(() => this.lanes.delete(lane));
    this.lanes.set(lane, caring);
    return caring;
  }

  private async processSlice(lane: string): Promise<number> {
    const until = realNow().getTime() + SLICE_MS;
    const held: Place[] = [];
    for (let total = 0; ;) {
      const less = held.map(({ subject }) => subject);
      const next = await this.database.autocommit((tx) => this.journal.entries.nextInLane(tx, lane, realNow(), less));
      const place = next ?? held.shift();
      if (!place) return total;
      try {
        total += await this.takeTurn('care', place, next ? 'none' : 'a moment');
      } catch (error) {
        if (!(error instanceof Held)) throw error;
        // Of somebody who is known to be held nobody waits for a moment once more.
        if (next && !(await this.failures.isHeldUp(place.subject))) held.push(place);
        else await this.failures.delaySubject(place.subject, error);
      }
      if (realNow().getTime() < until) continue;
      this.queues.wakeSoon(CARE_QUEUE, [wakeUp(lane)]);
      return total;
    }
  }

  /** Gives the citizen's waiting entries their next turn. */
  async care(citizenId: string): Promise<void> {
    const turn = await this.database.autocommit((tx) => this.journal.entries.firstTurn(tx, citizenId, realNow()));
    if (turn !== null) await this.takeTurn('care', { subject: citizenId, turn }, 'any');
  }

  /**
   * One message for each entry of the turn; one that fails does not hold up the next. Answers how many entries it was.
   * @throws Held when somebody else holds the citizen
   */
  private async takeTurn(stage: 'care' | 'behind', place: Place, patience: Patience): Promise<number> {
    const entries = await this.database.autocommit((tx) => this.single.entriesOf(tx, stage, place));
    for (const entry of entries)
      await workingOn({ entry: entry.number }, () => this.processEntry(entry, place.subject, patience));
    return entries.length;
  }

  private async processEntry(entry: PendingEntry, subject: string, patience: Patience): Promise<void> {
    try {
      await this.bus.transact(async (turn) => ({
        facts: await this.single.process(turn, subject, entry.number, patience),
        result: undefined,
      }));
      this.failures.noteSuccess();
    } catch (error) {
      if (error instanceof Held) throw error;
      await this.failures.note(subject, entry, error);
    }
  }

  /** What the queue should have woken us for, and what is due another try. */
  private async processOverdue(): Promise<number> {
    const overdue = await this.database.autocommit((tx) => this.journal.entries.overdueLanes(tx, realNow()));
    return this.sweeps.each(overdue, (lane) => this.processLane(lane), this.places.count);
  }
}

const wakeUp = (lane: string) => ({ key: lane, ids: { lane } });
