import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type CommandAnswer, DevicesService, type KnownDevice } from '../devices/devices.service.js';
import type { Dialect } from '../devices/dialects/dialect.rules.js';
import { defaultDialect, dialectNamed } from '../devices/dialects/dialects.rules.js';
import type { ClockSighting } from '../devices/readings/clock.rules.js';
import { eventTypeFor } from '../devices/telemetry.rules.js';
import { DRAIN_QUEUE, type Heard } from '../journal/journal.rules.js';
import { JournalService } from '../journal/journal.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { BesideHeld } from '../platform/database/beside-held.js';
import { Culprits, doWithoutCulprits } from '../platform/database/culprits.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Log } from '../platform/logging/log.js';
import { Seldom } from '../platform/logging/seldom.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Queues } from '../platform/queue/queues.js';
import { Answers } from './answers.js';
import { Budgets } from './budgets.js';
import { clashesAmong } from './clash.rules.js';
import { Commits } from './commits.js';
import { GroupCommit } from './group-commit.js';
import { hear, rejected, type Speaker } from './hear.rules.js';
import type { JournalState } from './journal-health.rules.js';
import { Presence } from './presence/presence.js';
import { Refused } from './verdicts/refusal.rules.js';
import { Refusals } from './verdicts/refusals.js';
import type { Uplink } from './topic.rules.js';

/** So many dispensers waiting for their acknowledgement at once are many. */
const MANY_WAITING = 200;
const LOOK_MS = 10;
const MOMENT_MS = 2;
const LINES_A_MINUTE = 20;
const MOST_NAMED = 5;

type Acknowledge = (error?: Error) => void;

interface Arrival {
  readonly deviceId: string;
  readonly uplink: Uplink;
  readonly payload: Uint8Array;
  readonly answer: Acknowledge;
  readonly carried: Carried;
}

/** How a message came, where it did not come from the dispenser's own connection to us. */
interface Carried {
  /** An external broker may bring what a dispenser said that was never registered: it is heard all the same. */
  readonly meetStrangers?: boolean;
  /** A status that the broker had kept: it says how things stood, and not that anybody was heard. */
  readonly wasKept?: boolean;
  /** The dispenser says that it came online. */
  readonly onOnline?: () => void;
}
const DIRECTLY: Carried = {};

/** Takes what dispensers publish, whichever broker carried it: journal first, answer second, in the order it came. */
@Injectable()
export class IngestService {
  private readonly shards: GroupCommit[];
  private readonly clocks = new Map<number, ClockSighting>();
  /** Of who speaks. */
  private readonly lookups = new Set<Promise<KnownDevice | null>>();
  private sentAway = 0;
  private readonly received;
  private readonly committed;
  private readonly commits = new Commits();
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  private readonly answered = new BesideHeld<CommandAnswer>(
    ({ id }) => id.toLowerCase(),
    (tx, ids) => this.devices.commands.heldAmong(tx, ids),
  );
  /** How long what is said may be; a longer event is kept as rejected. */
  readonly longest;

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly presence: Presence,
    private readonly answers: Answers,
    private readonly refusals: Refusals,
    private readonly budgets: Budgets,
    private readonly queues: Queues,
    private readonly bus: FactBus,
    private readonly log: Log,
    private readonly culprits: Culprits,
    metrics: Metrics,
  ) {
    this.received = metrics.counter('telemetry_total', 'What dispensers published, by what became of it', ['result']);
    const { maxEventBytes, maxHeartbeatBytes, maxStatusBytes, maxAckBytes } = config.ingest;
    this.longest = {
      events: maxEventBytes,
      heartbeat: maxHeartbeatBytes,
      status: maxStatusBytes,
      'commands/ack': maxAckBytes,
    };
    this.shards = Array.from({ length: config.ingest.shards }, () => this.makeShard());
    metrics.gauge('ingest_waiting', 'Messages not yet in the journal', (gauge) => gauge.set(this.depth));
    metrics.gauge(
      'ingest_oldest_waiting_seconds',
      'For how long the oldest event within its budget has waited for the journal',
      (gauge) => gauge.set(this.journalState.oldestMs / 1000),
    );
    this.committed = metrics.counter('journal_commits_total', 'Commits to the journal, by how they ended', ['result']);
  }

  get depth(): number {
    return this.shards.reduce((sum, shard) => sum + shard.depth, 0);
  }

  /** How many connections and messages were refused so far because of us: those dispensers come again with what they have to say. */
  get turnedAway(): number {
    return this.shards.reduce((sum, shard) => sum + shard.turnedAway, this.sentAway + this.refusals.ours);
  }

  /**
   * Takes one message; `answer` is called once it is safe, or with an error when it will never be.
   * All messages of a dispenser go through one shard, so that they are answered in the order they came.
   */
  take(deviceId: string, uplink: Uplink, payload: Uint8Array, answer: Acknowledge, carried = DIRECTLY): void {
    const arrival = { deviceId, uplink, payload, answer, carried };
    const remembered = this.devices.remembered(deviceId);
    if (remembered) return this.arrive(arrival, remembered);
    const known = carried.meetStrangers ? this.devices.meet(deviceId) : this.devices.lookUp(deviceId);
    this.lookups.add(known);
    known.then(
      (found) => {
        this.lookups.delete(known);
        if (found) return this.arrive(arrival, found);
        this.received.inc({ result: 'unknown-device' });
        answer(new Refused('unknown-device', 'it is registered no more'));
      },
      () => {
        this.lookups.delete(known);
        this.sentAway++;
        answer(new Refused('database-away', 'who speaks could not be looked up'));
      },
    );
  }

  /** How it goes with the journal: whether anything is acknowledged, and how long it takes. */
  get journalState(): JournalState {
    const oldestMs = Math.max(...this.shards.map((shard) => shard.oldestMs));
    const { sinceSuccessMs, sinceFailureMs, failingMs, why } = this.commits;
    return { waiting: this.depth, oldestMs, sinceSuccessMs, sinceFailureMs, failingMs, why };
  }

  /** The same without what is said beyond a budget: a dispenser in a loop is not many. */
  get depthInBudget(): number {
    return this.shards.reduce((sum, shard) => sum + shard.depthInBudget, 0);
  }

  /** Waits while many dispensers wait for their acknowledgement, but no longer than so many milliseconds. */
  async lull(atMostMs: number): Promise<void> {
    for (let waited = 0; waited < atMostMs && this.depthInBudget >= MANY_WAITING; waited += LOOK_MS)
      await pause(LOOK_MS);
  }

  /** Waits until everything taken so far has been answered. */
  async idle(): Promise<void> {
    await Promise.all(this.shards.map((shard) => shard.idle()));
  }

  /** Waits until what was taken so far is in the journal, whatever comes meanwhile; throws when some of it never will be. */
  async written(): Promise<void> {
    await Promise.allSettled(this.lookups);
    const inTurn = (shard: GroupCommit): Promise<void> =>
      new Promise((resolve, reject) =>
        shard.push({ entry: null, answer: (error) => (error ? reject(error) : resolve()) }),
      );
    await Promise.all(this.shards.map(inTurn));
  }

  async close(): Promise<void> {
    await Promise.all(this.shards.map((shard) => shard.close()));
  }

  private arrive({ deviceId, uplink, payload, answer, carried }: Arrival, known: KnownDevice): void {
    const dialect = dialectNamed(known.dialect) ?? defaultDialect;
    const shard = this.shards[known.number % this.shards.length]!;
    if (uplink === 'events') {
      const speaker = { deviceId, number: known.number, dialect };
      const entry = this.hear(payload, speaker);
      this.presence.seen(deviceId);
      // A heartbeat is kept as health, on whichever topic it beats.
      const isKept = eventTypeFor(entry.type)?.journalled !== false;
      if (!isKept) this.takeHeartbeat(deviceId, dialect, payload);
      shard.push({ entry: isKept ? this.budgeted(spoken(entry, known), speaker) : null, answer });
    } else if (payload.length > this.longest[uplink]) {
      // A status may be a last will: no sign of life.
      if (uplink !== 'status') this.presence.seen(deviceId);
      this.received.inc({ result: 'too-long' });
      const detail = `${uplink} of more than ${this.longest[uplink]} bytes`;
      this.refusals.note('payload-too-large', deviceId, { detail });
      shard.push({ entry: null, answer });
    } else if (uplink === 'commands/ack') {
      this.presence.seen(deviceId);
      const ack = this.readAck(deviceId, dialect, payload);
      shard.push({ entry: null, ...(ack && { ack }), answer });
    } else {
      if (uplink === 'status') this.takeStatus(deviceId, dialect, payload, carried);
      else this.takeHeartbeat(deviceId, dialect, payload);
      shard.push({ entry: null, answer });
    }
  }

  /** Remembers how far off a dispenser's clock was seen to be; of the many that are right nothing is kept. */
  private hear(payload: Uint8Array, speaker: Speaker): Heard {
    const before = this.clocks.get(speaker.number) ?? null;
    const { entry, clock } = hear(payload, speaker, this.clock.now(), this.config.ingest.maxEventBytes, before);
    if (clock) this.clocks.set(speaker.number, clock);
    else if (before) this.clocks.delete(speaker.number);
    return entry;
  }

  private budgeted(entry: Heard, speaker: { deviceId: string; number: number }): Heard {
    return this.budgets.isOver(speaker, entry.receivedAt) ? { ...entry, isOverBudget: true } : entry;
  }

  private readAck(deviceId: string, dialect: Dialect, payload: Uint8Array): CommandAnswer | null {
    const reading = dialect.readAck(payload);
    if (reading.ok) return { deviceId, ...reading.ack };
    this.received.inc({ result: 'unreadable-ack' });
    this.refusals.note('unreadable-ack', deviceId, { detail: reading.reason });
    return null;
  }

  /** Answers those about a command that somebody holds. */
  private async writeAcks(acks: readonly CommandAnswer[]): Promise<readonly CommandAnswer[]> {
    for (const { id } of acks) this.answers.came(id);
    const held = await this.answered.write(acks, (choose) =>
      this.bus.transact(async (turn) => ({
        facts: await this.devices.answered(turn, await choose(turn.tx)),
        result: undefined,
      })),
    );
    this.succeeded();
    this.culprits.noteHeld(
      'command-answer',
      held.map(({ deviceId }) => deviceId),
    );
    return held;
  }

  private takeStatus(deviceId: string, dialect: Dialect, payload: Uint8Array, { wasKept, onOnline }: Carried): void {
    const status = dialect.readStatus(payload);
    if (!status) {
      this.received.inc({ result: 'unreadable-status' });
      this.refusals.note('unreadable-status', deviceId);
      return;
    }
    if (!wasKept) this.presence.seen(deviceId, { online: status.online });
    else if (!status.online) this.presence.stoodAway(deviceId);
    if (!wasKept && status.online) onOnline?.();
  }

  private takeHeartbeat(deviceId: string, dialect: Dialect, payload: Uint8Array): void {
    const reading = dialect.readHeartbeat(payload);
    this.received.inc({ result: reading.ok ? 'heartbeat' : 'unreadable-heartbeat' });
    if (!reading.ok) this.refusals.note('unreadable-heartbeat', deviceId, { detail: reading.reason });
    // What was read oddly and means what it says is not worth a word.
    const leftOut = (reading.ok && reading.notes?.filter((note) => note.endsWith(':left-out'))) || [];
    if (leftOut.length > 0) this.refusals.note('left-out', deviceId, { detail: leftOut.join(' ') });
    this.presence.seen(deviceId, { online: true, ...(reading.ok && { heartbeat: reading.heartbeat }) });
  }

  private makeShard(): GroupCommit {
    return new GroupCommit({
      batchRows: this.config.ingest.batchRows,
      write: (entries) =>
        doWithoutCulprits(
          entries,
          (some) => this.write(some),
          (entry, error) => this.replace(entry, error),
        ),
      writeAcks: async (acks) => {
        const held: CommandAnswer[] = [];
        await doWithoutCulprits(
          acks,
          async (some) => held.push(...(await this.writeAcks(some))),
          (ack, error) => this.culprits.note('command-answer', ack, error),
        );
        return held;
      },
      moment: () => pause(MOMENT_MS),
      onTrouble: (error) => this.failed(error as Error),
    });
  }

  private succeeded(): void {
    this.commits.succeeded();
    this.committed.inc({ result: 'done' });
  }

  private failed(error: Error): void {
    this.commits.failed(error);
    this.committed.inc({ result: 'failed' });
    this.seldom.say('journal', (more) =>
      this.log.error(
        { error: error.message, ...more },
        'the journal could not be written; nothing is acknowledged meanwhile',
      ),
    );
  }

  /** What the journal will not take as what it says it is, it keeps as bytes. */
  private async replace(entry: Heard, error: unknown): Promise<void> {
    this.culprits.note('event', entry, error);
    const reason = `could not be stored: ${(error as Error).message}`;
    const kept = rejected(entry.payload, { number: entry.deviceNumber }, entry.receivedAt, reason);
    await this.write([{ ...kept, dialect: entry.dialect ?? null }]);
  }

  private async write(entries: readonly Heard[]): Promise<void> {
    const added = await this.journal.write(entries);
    this.succeeded();
    const refused = entries.filter(({ reason }) => reason !== null).length;
    this.received.inc({ result: 'journalled' }, added);
    if (refused > 0) this.received.inc({ result: 'rejected' }, refused);
    const apart = added < entries.length ? await this.keepApart(entries, entries.length - added) : 0;
    if (added + apart > 0) this.queues.wakeSoon(DRAIN_QUEUE, [{ key: DRAIN_QUEUE, ids: {} }]);
  }

  /** Of entries that met what stood there, those that say something else are kept as well, before anything is acknowledged. */
  private async keepApart(entries: readonly Heard[], met: number): Promise<number> {
    const stored = await this.journal.storedOf(entries);
    const clashes = clashesAmong(entries, stored);
    const kept = clashes.length === 0 ? 0 : await this.journal.write(clashes);
    this.received.inc({ result: 'repeated' }, met - kept);
    const rewritten = stored.length - clashes.length;
    if (rewritten > 0) this.received.inc({ result: 'repeated-with-other-bytes' }, rewritten);
    if (kept === 0) return 0;
    this.received.inc({ result: 'identity-clash' }, kept);
    const deviceIds = [...new Set(stored.map(({ deviceId }) => deviceId))].slice(0, MOST_NAMED);
    this.seldom.say('identity-clash', (more) =>
      this.log.warn(
        { count: kept, deviceIds, ...more },
        'other events came under an id and a time that were heard already; they are kept as well',
      ),
    );
    return kept;
  }
}

/** The entry names its dialect where that is not the first its dispenser spoke. */
const spoken = (entry: Heard, { dialect, firstDialect }: KnownDevice): Heard =>
  firstDialect === null || firstDialect === dialect ? entry : { ...entry, dialect };
