import type { Dialect } from '../devices/dialects/dialect.rules.js';
import type { JsonObject } from '../devices/dialects/parsed.rules.js';
import { commands, isCommandType, type CommandData } from '../devices/device.rules.js';
import { begin, closesByItself } from '../platform/emitters.js';
import { Connection, type ConnectionCounts, type Credentials } from './connection.js';
import { lock, look, newDispenser, remind, setSchedule, showMessage, type Dispenser } from './dispenser.rules.js';
import type { Saying } from './behaviour.rules.js';
import { idAt, randomFor } from './random.rules.js';
import { isZone } from './slots.rules.js';

export interface Fleet {
  readonly url: string;
  readonly seed: number;
  /** One number for each start of the fleet. */
  readonly bootId: number;
  readonly counts: ConnectionCounts;
  /** What they all speak. */
  readonly dialect: Dialect;
  now(): number;
  speed(): number;
  /** The gateway has told the time; `afterwards` runs when all that fell due has been published. */
  follow(sync: CommandData<'time.sync'>, afterwards: () => void): void;
  lookSoon(): void;
  onError(error: Error, deviceId: string): void;
}

/** A dispenser between its person and its connection. */
export class SimulatedDispenser {
  private readonly dispenser: Dispenser;
  private readonly connection: Connection;
  private sequence = 0;
  private wasOnline = true;

  constructor(
    private readonly fleet: Fleet,
    private readonly who: Credentials,
  ) {
    this.dispenser = newDispenser(fleet.seed, who.deviceId, fleet.now());
    this.connection = new Connection(fleet.url, who, fleet.dialect, fleet.counts, {
      speed: () => fleet.speed(),
      onCommand: (payload) => this.obey(payload),
      onError: (error) => fleet.onError(error, who.deviceId),
    });
  }

  start(): Promise<void> {
    return this.connection.open();
  }

  stop(): Promise<void> {
    return this.connection.close();
  }

  get unacknowledged(): number {
    return this.connection.unacknowledged;
  }

  /** Says everything that fell due, after coming back or before falling silent; it hangs up only when all is said. */
  look(now: number): void {
    const { online, says, heartbeat } = look(this.dispenser, now);
    if (online && !this.connection.isOpen) begin(() => this.connection.open(), closesByItself);
    for (const saying of says) this.publish(saying, saying.historical);
    if (heartbeat !== null) this.connection.publishHeartbeat(heartbeat);
    if (!online && !this.wasOnline && this.connection.isIdle) this.connection.drop();
    this.wasOnline = online;
  }

  private publish(saying: Saying, historical: boolean): void {
    const { fleet, who } = this;
    const { at, type, dueAt, twice, data } = saying;
    const random = randomFor(fleet.seed, who.deviceId, type, at, dueAt ?? '');
    const ids = [idAt(at, random), idAt(at, random)] as const;
    const write = (id: string, sequence: number) => (isBuffered: boolean) => ({
      specversion: '1.0',
      id,
      source: `/dispensers/${who.deviceId}`,
      type,
      time: new Date(at).toISOString(),
      bootid: fleet.bootId,
      sequence,
      sentat: new Date(fleet.now()).toISOString(),
      clocksync: 'synced',
      historical: historical || isBuffered,
      data,
    });
    const first = write(ids[0], ++this.sequence);
    if (twice === undefined) return this.connection.publishEvent(first);
    fleet.counts.duplicates++;
    let written: JsonObject | undefined;
    const once = (isBuffered: boolean) => (written ??= first(isBuffered));
    this.connection.publishEvent(once);
    this.connection.publishEvent(twice === 'same-id' ? once : write(ids[1], ++this.sequence));
  }

  private obey(payload: Buffer): void {
    const command = readCommand(this.fleet.dialect, payload);
    if (command === null) return;
    const { id, type, expiresAt } = command;
    if (!isCommandType(type)) return this.connection.acknowledge(id, 'refused', 'unknown command');
    const { success, data } = commands[type].safeParse(command.data);
    if (!success) return this.connection.acknowledge(id, 'refused', 'data does not fit');
    const done = () => this.connection.acknowledge(id, 'done');
    if (type === 'time.sync') return this.fleet.follow(data as CommandData<'time.sync'>, done);
    if (expiresAt !== null && expiresAt < this.fleet.now()) return this.connection.acknowledge(id, 'expired');
    if (type === 'schedule.set' && !isZone((data as CommandData<'schedule.set'>).zone))
      return this.connection.acknowledge(id, 'refused', 'unknown time zone');
    this.act(type, data);
    done();
    this.fleet.lookSoon();
  }

  private act(type: 'dose.remind' | 'dose.lock' | 'schedule.set' | 'message.show', data: unknown): void {
    const now = this.fleet.now();
    if (type === 'schedule.set') return setSchedule(this.dispenser, data as CommandData<'schedule.set'>, now);
    if (type === 'message.show')
      return showMessage(this.dispenser, (data as CommandData<'message.show'>).messageId, now);
    const { dueAt } = data as CommandData<'dose.remind'>;
    const due = dueAt === undefined ? null : Date.parse(dueAt);
    return type === 'dose.remind' ? remind(this.dispenser, due, now) : lock(this.dispenser, due, now);
  }
}

/** Null for what cannot be answered, because it has no id. */
function readCommand(dialect: Dialect, payload: Buffer) {
  const reading = dialect.read(payload);
  if (!reading.ok) return null;
  const { id, type, expiresAt, data } = reading.value;
  if (typeof id !== 'string' || typeof type !== 'string') return null;
  return { id, type, expiresAt: typeof expiresAt === 'string' ? Date.parse(expiresAt) : null, data: data ?? {} };
}
