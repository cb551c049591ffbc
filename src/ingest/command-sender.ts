import { Injectable } from '@nestjs/common';
import { type Command, DevicesService, type Listener, type SentCommand } from '../devices/devices.service.js';
import { newId } from '../platform/database/id.js';
import { defaultDialect, dialectNamed } from '../devices/dialects/dialects.rules.js';
import { begin } from '../platform/emitters.js';
import { Answers } from './answers.js';
import { Clock, realNow } from '../platform/clock/clock.js';
import { Batcher } from '../platform/database/batcher.js';
import { BesideHeld } from '../platform/database/beside-held.js';
import { Culprits } from '../platform/database/culprits.js';
import { Database } from '../platform/database/database.js';
import type { Fact } from '../platform/facts/fact.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Log } from '../platform/logging/log.js';
import { Seldom } from '../platform/logging/seldom.js';
import { Failing } from '../platform/queue/failing.js';
import { LONGEST_DELAY_MS } from '../platform/queue/retry-delay.rules.js';
import { Queues } from '../platform/queue/queues.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { ThisNode } from '../platform/this-node.js';

/** The queue that is woken when something was asked of a dispenser. */
const DELIVER_QUEUE = 'deliver';

/** Over which of a dispenser's connections; null where a broker stands between, which carries for every gateway alike. */
export interface Hearing {
  readonly connection: number | null;
}

/** Whatever carries a command to a dispenser. */
export interface CommandTransport {
  /** False before it was opened and once it closes: what is queued waits. */
  readonly isOpen: boolean;
  /** How a dispenser hears commands from here; null when it does not. */
  hearing(deviceId: string): Hearing | null;
  /** Whoever keeps it for a dispenser that is away keeps it no longer than so. */
  publish(deviceId: string, payload: Uint8Array, keepSeconds: number): Promise<void>;
  /** What a dispenser has not acknowledged yet is not to be carried any more, as far as that can be helped. */
  letGo(deviceId: string): void;
  onListening(came: (deviceId: string) => void): void;
}

const AT_ONCE = 200;
const ASTRAY_EVERY_MS = 5_000;
/** What one is carrying is for nobody else; of one that died there is nothing left to see after that. */
const CARRIED_MS = 60_000;
const LINES_A_MINUTE = 20;
/** The time that waited is wrong. */
const KEEP_TIME_SECONDS = 5;
const ANSWERED_WITHIN_MS = 1_000;

/**
 * Takes commands to the dispensers after they were committed, at least once each, from where each of them listens. What was sent over a
 * connection that is not the dispenser's newest is sent over that once more: only an answer shows that it was heard.
 */
@Injectable()
export class CommandSender {
  private transport: CommandTransport | null = null;
  private lookedAstrayAt = 0;
  /** Dispensers to which nothing can be carried at the moment: of many commands for one the others do not wait. */
  private readonly failing = new Failing<string>(LONGEST_DELAY_MS, true);
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  /** A whole fleet may come back at once. */
  private readonly queuedAgain = new Batcher<never>(async (deviceIds) => {
    if ((await this.queueAgain(deviceIds)) > 0) while ((await this.deliver()) === AT_ONCE);
    return new Map<string, never>();
  });
  private readonly besideHeld = new BesideHeld<string>(
    (deviceId) => deviceId,
    (tx, deviceIds) => this.devices.commands.heldOfAmong(tx, deviceIds),
  );
  /** Dispensers for which nothing could be queued again, because somebody holds it. */
  private readonly unwelcomed = new Set<string>();

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly devices: DevicesService,
    private readonly answers: Answers,
    private readonly queues: Queues,
    private readonly bus: FactBus,
    private readonly log: Log,
    private readonly culprits: Culprits,
    private readonly node: ThisNode,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'deliver', role: 'gateway', look: () => this.look() });
  }

  async start(transport: CommandTransport, isGateway: boolean): Promise<void> {
    this.transport = transport;
    this.bus.afterCommit((facts) => {
      for (const { type, deviceId } of facts) if (type === 'device.released') transport.letGo(deviceId!);
      if (facts.some(({ type }) => type === 'command.queued'))
        this.queues.wakeSoon(DELIVER_QUEUE, [{ key: DELIVER_QUEUE, ids: {} }]);
    });
    transport.onListening((deviceId) =>
      begin(
        () => this.welcome(deviceId),
        (error) =>
          this.log.warn(
            { deviceId, error: error.message },
            'a dispenser could not be welcomed; the sweep delivers what waits',
          ),
      ),
    );
    await this.queues.open(
      { name: DELIVER_QUEUE, concurrency: 1, handle: async () => void (await this.deliver()) },
      isGateway,
    );
  }

  private async look(): Promise<number> {
    const left = [...this.unwelcomed].filter((deviceId) => this.transport?.hearing(deviceId));
    this.unwelcomed.clear();
    const again = left.length > 0 ? await this.queueAgain(left) : 0;
    return again + (await this.deliver());
  }

  /** Answers how much that is. */
  private async queueAgain(deviceIds: readonly string[]): Promise<number> {
    let again = 0;
    const held = await this.besideHeld.write(deviceIds, (choose) =>
      this.database.transact(async (tx) => {
        again = await this.devices.listen({ tx, now: this.clock.now() }, await choose(tx));
      }),
    );
    for (const deviceId of held) this.unwelcomed.add(deviceId);
    this.culprits.noteHeld('command', held);
    return again;
  }

  async deliver(): Promise<number> {
    const { transport } = this;
    if (!transport?.isOpen) return 0;
    const resting = new Set(this.failing.resting);
    const waiting = (await this.waiting()).filter((deviceId) => !resting.has(deviceId));
    const listeners = waiting.flatMap((deviceId): Listener[] => {
      const hearing = transport.hearing(deviceId);
      return hearing ? [{ deviceId, ...hearing }] : [];
    });
    if (listeners.length === 0) return 0;
    return this.carryAll(transport, listeners);
  }

  /** Taken, sent once that is committed, and put down: whatever is repeated on the way, nothing is sent within it. */
  private async carryAll(transport: CommandTransport, listeners: readonly Listener[]): Promise<number> {
    const { commands } = this.devices;
    const now = this.clock.now();
    const until = new Date(now.getTime() + CARRIED_MS);
    const taken = await this.database.commitAtOnce((tx) => commands.take(tx, listeners, now, until, AT_ONCE));
    if (taken.length === 0) return 0;
    const sent: SentCommand[] = [];
    const unsaid: { command: Command; dialect: string }[] = [];
    for (const { dialect, over, ...command } of taken) {
      // It moved on meanwhile.
      if (transport.hearing(command.deviceId)?.connection !== over) continue;
      const written = this.write(command, dialect);
      if (written === null) unsaid.push({ command, dialect });
      else if (await this.carry(transport, command, written)) sent.push({ id: command.id, over });
      else if (!transport.isOpen) break;
    }
    const ids = taken.map(({ id }) => id);
    await this.database.commitAtOnce((tx) => commands.putDown(tx, ids, until, sent, now));
    return sent.length + (unsaid.length > 0 ? await this.refuse(unsaid) : 0);
  }

  private refuse(unsaid: readonly { command: Command; dialect: string }[]): Promise<number> {
    return this.bus.transact(async (turn) => {
      const facts: Fact[] = [];
      for (const { command, dialect } of unsaid)
        facts.push(...(await this.devices.cannotSay(turn, command.deviceId, command.id, dialect)));
      return { facts, result: facts.length };
    });
  }

  /** Dispensers that are to be sent something. */
  private waiting(): Promise<string[]> {
    const now = this.clock.now();
    const realMs = realNow().getTime();
    return this.database.autocommit(async (tx) => {
      const waiting = await this.devices.commands.waiting(tx, now);
      if (realMs - this.lookedAstrayAt < ASTRAY_EVERY_MS) return waiting;
      this.lookedAstrayAt = realMs;
      return [...new Set([...waiting, ...(await this.devices.commands.astray(tx, this.node.id, now))])];
    });
  }

  /** Null for what the dialect cannot say: it has no word for it, or what is to be said cannot be written at all. */
  private write(command: Command, dialect: string): Uint8Array | null {
    try {
      return (dialectNamed(dialect) ?? defaultDialect).writeCommand(command);
    } catch (error) {
      this.culprits.note('command', command, error);
      return null;
    }
  }

  /** One that cannot be carried holds up nobody: what is for its dispenser is tried again, after 30 s at most, until it expires. */
  private async carry(transport: CommandTransport, command: Command, written: Uint8Array): Promise<boolean> {
    const leftMs = command.expiresAt.getTime() - this.clock.now().getTime();
    const keepSeconds = Math.ceil(leftMs / 1000 / Math.max(1, this.clock.speed));
    try {
      const carried = await this.failing.unlessTooSoon(command.deviceId, async () => {
        await transport.publish(
          command.deviceId,
          written,
          command.type === 'time.sync' ? KEEP_TIME_SECONDS : keepSeconds,
        );
        return 1;
      });
      return carried > 0;
    } catch (error) {
      const facts = { deviceId: command.deviceId, command: command.id, error: (error as Error).message };
      this.seldom.say('not carried', (more) => this.log.warn({ ...facts, ...more }, 'a command was not carried'));
      return false;
    }
  }

  /** Tells a dispenser the time. */
  async tellTime(deviceId: string, id: string = newId()): Promise<void> {
    const known = await this.devices.lookUp(deviceId);
    if (!known || !this.transport) return;
    const time = this.clock.now();
    const expiresAt = new Date(time.getTime() + 60_000);
    const command = {
      id,
      type: 'time.sync',
      time,
      expiresAt,
      data: { now: time.toISOString(), speed: this.clock.speed },
    };
    const written = (dialectNamed(known.dialect) ?? defaultDialect).writeCommand(command);
    if (written !== null) await this.transport.publish(deviceId, written, KEEP_TIME_SECONDS);
  }

  /** Tells many the time and waits for their answers, which come after what they had to report; not longer than a moment for the silent. */
  async tellTimeAndWait(deviceIds: readonly string[]): Promise<void> {
    const asked = deviceIds.map((deviceId) => ({ deviceId, id: newId() }));
    const answered = this.answers.all(
      asked.map(({ id }) => id),
      ANSWERED_WITHIN_MS,
    );
    await Promise.all(asked.map(({ deviceId, id }) => this.tellTime(deviceId, id)));
    await answered;
  }

  /** A dispenser listens: it hears the time, and again what it never answered. */
  private async welcome(deviceId: string): Promise<void> {
    this.failing.forget(deviceId);
    await this.tellTime(deviceId);
    await this.queuedAgain.load(deviceId);
  }
}
