import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../src/platform/database/id.js';
import { type Came, pack, readPublish, Wire } from './mqtt-wire.js';

const WINDOW = 20;
const AGAIN_AFTER_MS = 25;
const CONNACK_WITHIN_MS = 2_000;

/** One thing a dispenser has to say, as it will stand in the journal. Two of one id are one event, said again. */
export interface Saying {
  readonly id: string;
  readonly payload: string;
}

/** What became of a saying: how often it was sent, when first, and when it was acknowledged; by `performance.now()`. */
export interface Entry {
  sent: number;
  readonly firstSentAt: number;
  acknowledgedAt: number | null;
}

export interface Login {
  readonly deviceId: string;
  readonly secret: string;
}

export interface Manners {
  /** Hears its commands; they are kept, word for word, in `commands`. */
  readonly listens?: boolean;
  /** What it promises to the gateway, and pings for; without, it stays as quiet as it likes. */
  readonly keepaliveSeconds?: number;
  /** Gives up a connection over which nothing came for so long while it waits for an answer; without, it waits for ever. */
  readonly patienceMs?: number;
}

/**
 * A dispenser that gives up on nothing, packet by packet: it publishes its sayings at QoS 1 in order, twenty at a time, connects again
 * whenever the connection is lost, to whichever gateway stands next in its list, and says again what was not acknowledged. Its ledger
 * tells what it was promised.
 */
export class Reporter {
  readonly acknowledged = new Set<Saying>();
  readonly ledger = new Map<Saying, Entry>();
  readonly commands: string[] = [];
  connections = 0;
  /** Connections that were answered with a refusal instead of being let in. */
  refusals = 0;
  private readonly waiting: Saying[];
  private flight = new Map<number, Saying>();
  private wire: Wire | null = null;
  private isIn = false;
  private packetId = 0;
  private stopped = false;

  constructor(
    readonly login: Login,
    sayings: readonly Saying[],
    private readonly ports: readonly number[],
    private readonly manners: Manners = {},
  ) {
    this.waiting = [...sayings];
  }

  get owes(): number {
    return this.waiting.length;
  }

  get isConnected(): boolean {
    return this.isIn;
  }

  /** How often something was said again. */
  get resent(): number {
    return [...this.ledger.values()].reduce((sum, { sent }) => sum + sent - 1, 0);
  }

  /** Resolves when all of it has been acknowledged, or when it is stopped. */
  run(): Promise<void> {
    return this.live(() => this.waiting.length === 0);
  }

  /** Stays, whether or not it has something to say, until it is stopped. */
  stay(): Promise<void> {
    return this.live(() => false);
  }

  /** Has something more to say, at once when it is connected. */
  say(saying: Saying): Saying {
    this.waiting.push(saying);
    this.pump();
    return saying;
  }

  /** Makes an event of it, and says that. */
  tell(type: string, time: Date, data: Record<string, unknown> = {}): Saying {
    return this.say(sayingOf(this.login.deviceId, type, time, { data }));
  }

  /** What is not acknowledged, such as a heartbeat; lost when it is not connected. */
  mention(leaf: string, payload: string): void {
    if (this.isIn)
      this.wire!.send(pack.publish({ topic: `dosevagt/v1/${this.login.deviceId}/${leaf}`, payload, qos: 0 }));
  }

  stop(): void {
    this.stopped = true;
    void this.wire?.drop();
  }

  /** The connection breaks without a goodbye, and is made again. */
  async breakOff(): Promise<void> {
    await this.wire?.drop();
  }

  private async live(isDone: () => boolean): Promise<void> {
    for (let turn = 0; !isDone() && !this.stopped; turn++) {
      const port = this.ports[turn % this.ports.length]!;
      // Lost or not made: what is still waiting is said again over the next one.
      const wire = await Wire.open(port).catch(() => null);
      if (wire) await this.speak(wire, isDone).finally(() => wire.drop());
      if (!isDone()) await pause(AGAIN_AFTER_MS);
    }
  }

  private async speak(wire: Wire, isDone: () => boolean): Promise<void> {
    this.wire = wire;
    if (this.stopped || !(await this.comeIn(wire))) return;
    const { keepaliveSeconds, patienceMs } = this.manners;
    const pinging = keepaliveSeconds && setInterval(() => wire.send(pack.pingreq), keepaliveSeconds * 500);
    this.flight = new Map();
    this.isIn = true;
    try {
      this.pump();
      while (!isDone()) {
        const isWaiting = this.flight.size > 0 || Boolean(pinging);
        const came = await (patienceMs && isWaiting ? within(patienceMs, wire.next()) : wire.next());
        if (!came) return;
        this.hear(wire, came);
      }
    } finally {
      this.isIn = false;
      if (pinging) clearInterval(pinging);
    }
  }

  private async comeIn(wire: Wire): Promise<boolean> {
    const { deviceId, secret } = this.login;
    const { listens = false, keepaliveSeconds: keepalive = 0 } = this.manners;
    wire.send(pack.connect({ clientId: deviceId, username: deviceId, password: secret, keepalive }));
    const came = await within(CONNACK_WITHIN_MS, wire.next());
    if (came?.type !== 2) return false;
    this.refusals += came.body[1] === 0 ? 0 : 1;
    if (came.body[1] !== 0) return false;
    this.connections += 1;
    if (listens) wire.send(pack.subscribe(65_535, [`dosevagt/v1/${deviceId}/commands`, 1]));
    return true;
  }

  private hear(wire: Wire, came: Came): void {
    if (came.type === 3) {
      const { id, payload } = readPublish(came);
      this.commands.push(payload);
      if (id !== null) wire.send(pack.puback(id));
    }
    if (came.type !== 4) return;
    const id = came.body.readUInt16BE(0);
    const saying = this.flight.get(id);
    if (!saying) return;
    this.flight.delete(id);
    this.waiting.splice(this.waiting.indexOf(saying), 1);
    this.acknowledged.add(saying);
    this.ledger.get(saying)!.acknowledgedAt = performance.now();
    this.pump();
  }

  /** What is in flight stands before all else that waits. */
  private pump(): void {
    while (this.isIn && this.flight.size < WINDOW && this.flight.size < this.waiting.length) {
      const saying = this.waiting[this.flight.size]!;
      this.packetId = (this.packetId % 65_000) + 1;
      this.flight.set(this.packetId, saying);
      const entry = this.ledger.get(saying);
      if (entry) entry.sent += 1;
      else this.ledger.set(saying, { sent: 1, firstSentAt: performance.now(), acknowledgedAt: null });
      const topic = `dosevagt/v1/${this.login.deviceId}/events`;
      this.wire!.send(pack.publish({ topic, payload: saying.payload, id: this.packetId, dup: entry !== undefined }));
    }
  }
}

export function sayingOf(deviceId: string, type: string, time: Date, more: Record<string, unknown> = {}): Saying {
  const id = newId();
  const source = `/dispensers/${deviceId}`;
  return { id, payload: JSON.stringify({ specversion: '1.0', id, source, type, time: time.toISOString(), ...more }) };
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T | null> {
  const timer = new AbortController();
  const timeUp = pause(ms, null, { signal: timer.signal }).catch(() => null);
  return Promise.race([answer, timeUp]).finally(() => timer.abort());
}
