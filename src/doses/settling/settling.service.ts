import { Injectable } from '@nestjs/common';
import type { Citizen } from '../../citizens/citizen.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { Clock, realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { Held, type Patience } from '../../platform/database/held.js';
import { lookUpByIndex } from '../../platform/database/sql.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import type { Said } from '../../platform/facts/fact-bus.js';
import { inDeviceOrder } from '../../devices/device-order.rules.js';
import { isOwnLane, type LineHead, type PendingLine, placeOf } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { DosesService } from '../doses.service.js';
import { DosesStore } from '../doses.store.js';
import {
  isHelpCall,
  isMiss,
  isTimeReliable,
  NEAR_SWAP_MINUTES,
  type Next,
  SETTLED_IN_BULK,
  whatNext,
} from './settle.rules.js';
import { isAlarm } from '../quarantine/quarantine.rules.js';
import { inTurns, NOT_URGENT } from './turn.rules.js';

/** About so many lines a turn takes when there are more. */
export const LINES_AT_ONCE = 250;
/** How long a wake-up may take before the sweep sees to the work itself. */
const WAKE_UP_MS = 2_000;
/** An alarm that the house failed, or that waited almost so long as others are told of it (`waiting.rules.ts`), is told when it came through. */
const LONG_MS = 50_000;

/** Drains the journal: most lines are settled many at a time, the few that may need a human are handed to care. */
@Injectable()
export class SettlingService {
  private readonly quarantined;

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly doses: DosesService,
    private readonly store: DosesStore,
    metrics: Metrics,
  ) {
    this.quarantined = metrics.counter('quarantined_total', 'Telemetry put aside for a person to look at', ['kind']);
  }

  /** Takes the oldest lines of a lane that nobody has looked at; answers how many, and which citizens need care. */
  async drain(turn: Turn, lane: number): Promise<Said<Drained>> {
    await this.journal.lines.lockLane(turn.tx, lane);
    return this.take(turn, lane, 'care');
  }

  /** The same for the lane of a dispenser that said more than its budget: what needs care comes behind all others. Unless somebody is at it. */
  async drainOwn(turn: Turn, lane: number): Promise<Said<Drained>> {
    if (!(await this.journal.lines.tryLane(turn.tx, lane))) throw new Held();
    return this.take(turn, lane, 'behind');
  }

  /**
   * What is wrong with one line, or with the dose of one, must not hold up its lane: the oldest batch is handed to care line by line, where
   * each stands for itself.
   */
  async drainOldest(turn: Turn, lane: number): Promise<Said<Drained>> {
    await this.journal.lines.lockLane(turn.tx, lane);
    const oldest = await this.journal.lines.takeOldest(turn.tx, lane);
    if (!oldest) return { facts: [], result: { taken: 0, citizenIds: [] } };
    const lines = await this.journal.lines.heads(turn.tx, oldest.left, oldest.from, oldest.until);
    const { facts, citizenIds } = await this.sortOut(turn, lines, isOwnLane(lane) ? 'behind' : 'care');
    return { facts, result: { taken: oldest.taken, citizenIds } };
  }

  private async take(turn: Turn, lane: number, stage: Stage): Promise<Said<Drained>> {
    await lookUpByIndex(turn.tx);
    const { matchMinutes, earlyHours } = this.config.doses;
    const heard = await this.store.settleHeard(turn, lane, LINES_AT_ONCE, SETTLED_IN_BULK, matchMinutes, earlyHours);
    const lines = await this.journal.lines.heads(turn.tx, heard.left, heard.from, heard.until);
    const { facts, citizenIds } = await this.sortOut(turn, lines, stage);
    return { facts, toldInBulk: heard.told, result: { taken: heard.taken, citizenIds } };
  }

  /** What was not settled with many others: filed, put aside, or handed to care. */
  private async sortOut(
    turn: Turn,
    lines: readonly LineHead[],
    stage: Stage,
  ): Promise<{ facts: Fact[]; citizenIds: string[] }> {
    if (lines.length === 0) return { facts: [], citizenIds: [] };
    const owners = await this.devices.assignments.citizensAt(
      turn.tx,
      lines.map((line) => ({ deviceId: line.deviceId, at: line.effectiveAt })),
    );
    const doubtful = await this.doubtful(turn, lines);
    const owned: Owned[] = lines.map((line, i) => ({ line, citizenId: doubtful.has(line.number) ? null : owners[i]! }));
    const sorted = Map.groupBy(owned, ({ line, citizenId }) => whatNext(line, citizenId));
    const of = (next: Next): Owned[] => sorted.get(next) ?? [];
    const rejected = await this.journal.quarantine(
      turn,
      of('rejected').map(({ line }) => line),
      'rejected',
      (line) => line.reason ?? 'unreadable',
    );
    const stray = await this.journal.quarantine(
      turn,
      of('unattributed').map(({ line }) => line),
      'unattributed',
      ({ number }) =>
        doubtful.has(number)
          ? 'the dispenser changed hands within the hour, and the time of the event cannot be relied on'
          : 'the dispenser served nobody at that time',
    );
    const unknown = await this.journal.countUnknown(
      turn,
      of('unknown').map(({ line }) => line),
    );
    this.quarantined.inc({ kind: 'rejected' }, rejected.length);
    this.quarantined.inc({ kind: 'unknown-type' }, unknown.length);
    this.quarantined.inc({ kind: 'unattributed' }, stray.length);
    const citizenIds = await this.handToCare(turn, of('care'), stage);
    return { facts: [...rejected, ...stray, ...unknown], citizenIds };
  }

  /** Lines that nobody can say whose they are: the dispenser changed hands about then, and their time is not to be relied on. */
  private async doubtful({ tx }: Turn, lines: readonly LineHead[]): Promise<Set<number>> {
    const unreliable = lines.filter((line) => !isTimeReliable(line));
    const asked = unreliable.map(({ deviceId, effectiveAt }) => ({ deviceId, at: effectiveAt }));
    const near = await this.devices.assignments.changedHandsNear(tx, asked, NEAR_SWAP_MINUTES);
    return new Set(unreliable.filter((_, i) => near[i]).map(({ number }) => number));
  }

  /** The lines of one turn of a citizen, in the order the dispenser meant. */
  async linesOf(tx: Turn['tx'], stage: Stage, { subject, turn }: Place): Promise<PendingLine[]> {
    const lines = await this.journal.lines.linesOf(tx, stage, subject, turn, realNow());
    return inDeviceOrder(lines, placeOf, ({ deviceNumber }) => deviceNumber);
  }

  /**
   * One line walks the line: it has its whole effect in this turn, or none.
   * @throws Held when somebody holds the citizen for longer than there is patience
   */
  async care(turn: Turn, citizenId: string, number: number, patience?: Patience): Promise<Fact[]> {
    const [citizen] = await this.citizens.lockCitizens(turn.tx, [citizenId], patience);
    const line = await this.journal.lines.takeForCare(turn.tx, number);
    if (!line) return [];
    if (line.apart) await this.journal.quarantined.noteDone(turn.tx, number, turn.now);
    const facts = await this.doses.hear(turn, line, citizenId);
    const hasWaited =
      line.delays > 0 || turn.now.getTime() - line.receivedAt.getTime() >= LONG_MS * Math.max(1, this.clock.speed);
    return hasWaited && isAlarm(line.type) ? [...facts, cameThrough(line, citizen!)] : facts;
  }

  private async handToCare(turn: Turn, owned: readonly Owned[], stage: Stage): Promise<string[]> {
    if (owned.length === 0) return [];
    const lookAt = new Date(realNow().getTime() + WAKE_UP_MS);
    const urgent = stage === 'behind' ? await this.urgentOf(turn, owned) : null;
    const byCitizen = Map.groupBy(owned, ({ citizenId }) => citizenId!);
    const placed = [...byCitizen].flatMap(([subject, some]) =>
      inTurns(
        some.map(({ line }) => ({ ...line, subject })),
        urgent === null ? undefined : ({ number }) => urgent.has(number),
      ),
    );
    await this.journal.lines.handToCare(turn.tx, placed, stage, NOT_URGENT, lookAt);
    return [...byCitizen.keys()];
  }

  /** Calls for help, and misses of doses there are. */
  private async urgentOf({ tx }: Turn, owned: readonly Owned[]): Promise<Set<number>> {
    const misses = owned.flatMap(({ line: { number, type, dueAt }, citizenId }) =>
      isMiss(type) && dueAt ? [{ number, dueAt, citizenId: citizenId! }] : [],
    );
    const matched = await this.store.matched(tx, misses, this.config.doses.matchMinutes);
    return new Set([...matched, ...owned.flatMap(({ line }) => (isHelpCall(line.type) ? [line.number] : []))]);
  }
}

type Stage = 'care' | 'behind';

/** Somebody may have been asked about it meanwhile. */
const cameThrough = ({ number, deviceId }: PendingLine, citizen: Citizen): Fact => ({
  type: 'alarm.came_through',
  subject: String(number),
  citizenId: citizen.id,
  districtId: citizen.districtId,
  deviceId,
  data: { line: number },
});

/** Whose turn it is, and which. */
export interface Place {
  readonly subject: string;
  readonly turn: number;
}

export interface Drained {
  readonly taken: number;
  readonly citizenIds: readonly string[];
}

interface Owned {
  readonly line: LineHead;
  readonly citizenId: string | null;
}
