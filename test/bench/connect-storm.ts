import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { runRound, type Round, type RoundPlan } from './contestant.js';
import { residentMegabytes } from './cpu.js';
import type { Latency } from './latency.js';
import type { DeviceLogin } from './load.js';
import { OurGateway } from './ours.js';
import { planNarrow } from './plans.js';
import type { BenchPostgres } from './postgres.js';
import type { BenchSize } from './size.js';
import { townOf } from './town.js';
import { connectPacket, DISCONNECT, publishTemplate, subscribePacket } from './wire.js';

export interface ConnectStorm {
  dispensers: number;
  /** Until the last had its CONNACK. */
  secondsUntilConnected: number;
  /** Until the last had been told the time, and its answer was acknowledged. */
  secondsUntilWelcome: number;
  /** PUBACKs of those who were there before: alone, and while the others came. */
  before: Latency | null;
  meanwhile: Latency | null;
  /** Of the service, with all of them connected and nothing to do. */
  megabytes: number;
  complaints: string[];
}

const SPEAKING = 200;
const EVENTS_PER_SECOND = 200;
const GIVE_UP_SECONDS = 60;
const UNTIL_IDLE_MS = 10_000;

/**
 * A fleet comes back, as after a power cut, beside dispensers that never left: at a steady pace, to a house of its own that nothing
 * else was asked of. Takes one open file a dispenser here and there (`ulimit -Hn`).
 */
export async function measureConnectStorm(
  postgres: BenchPostgres,
  root: string,
  size: BenchSize,
): Promise<ConnectStorm | null> {
  if (!size.storm) return null;
  const { dispensers, seconds } = size.storm;
  const ours = await OurGateway.start(postgres, root, townOf(size), { name: 'storm' });
  const meanwhile: RoundPlan = {
    ...planNarrow(size),
    clients: SPEAKING,
    pace: { kind: 'open', eventsPerSecond: EVENTS_PER_SECOND },
    maxEvents: Number.MAX_SAFE_INTEGER,
    maxSeconds: seconds,
  };
  const before = await runRound(ours, meanwhile);
  const arrivals = ours
    .logins(SPEAKING + dispensers)
    .slice(SPEAKING)
    .map((login) => new Arrival(ours.port, login));
  const startedAt = performance.now();
  const during = runRound(ours, meanwhile);
  for (const [i, arrival] of arrivals.entries()) {
    const dueAt = startedAt + (seconds * 1000 * i) / arrivals.length;
    const early = dueAt - performance.now();
    if (early > 0) await pause(early);
    arrival.come();
  }
  const giveUpAt = startedAt + (seconds + GIVE_UP_SECONDS) * 1000;
  while (arrivals.some((arrival) => arrival.isOnTheWay) && performance.now() < giveUpAt) await pause(50);
  const rounds: Round[] = [before, await during];
  await pause(UNTIL_IDLE_MS);
  const megabytes = residentMegabytes(ours.workers.service);
  const failed = arrivals.filter(({ welcomeAt }) => welcomeAt === null);
  const last = (when: (arrival: Arrival) => number | null): number =>
    (Math.max(...arrivals.map((arrival) => when(arrival) ?? Number.NaN)) - startedAt) / 1000;
  for (const arrival of arrivals) arrival.leave();
  await ours.stop();
  return {
    dispensers: arrivals.length,
    secondsUntilConnected: last(({ connectedAt }) => connectedAt),
    secondsUntilWelcome: last(({ welcomeAt }) => welcomeAt),
    before: before.load.latency,
    meanwhile: rounds[1]?.load.latency ?? null,
    megabytes,
    complaints: [
      ...rounds.flatMap(({ complaints }) => complaints),
      ...(failed.length > 0 ? [`${failed.length} did not arrive: ${failed[0]?.failure ?? 'unanswered'}`] : []),
    ],
  };
}

// Read and done with before the next one is read.
const READ_INTO = Buffer.alloc(65_536);

/** A dispenser that connects, listens to its commands, is told the time and says that it heard it. */
class Arrival {
  connectedAt: number | null = null;
  welcomeAt: number | null = null;
  failure: string | null = null;
  private socket: Socket | null = null;
  private held = Buffer.alloc(0);

  constructor(
    private readonly port: number,
    private readonly login: DeviceLogin,
  ) {}

  get isOnTheWay(): boolean {
    return this.welcomeAt === null && this.failure === null;
  }

  come(): void {
    const { deviceId, secret } = this.login;
    const read = (length: number, bytes: Uint8Array): boolean => {
      this.read(bytes.subarray(0, length));
      return true;
    };
    const socket = connect({
      host: '127.0.0.1',
      port: this.port,
      noDelay: true,
      onread: { buffer: READ_INTO, callback: read },
    });
    this.socket = socket;
    socket.once('connect', () => socket.write(connectPacket(deviceId, secret)));
    socket.on('error', (error) => (this.failure ??= error.message));
    socket.on('close', () => (this.failure ??= 'the connection was closed'));
    socket.resume();
  }

  leave(): void {
    this.socket?.end(DISCONNECT);
  }

  private read(bytes: Uint8Array): void {
    this.held = Buffer.concat([this.held, bytes]);
    for (let size = sizeOf(this.held); size !== null && this.held.length >= size.all; size = sizeOf(this.held)) {
      this.take(this.held[0]! >> 4, this.held.subarray(size.head, size.all));
      this.held = this.held.subarray(size.all);
    }
  }

  private take(type: number, body: Buffer): void {
    const { deviceId } = this.login;
    if (type === 2) {
      if (body[1] !== 0) return void (this.failure = `CONNACK ${body[1]}`);
      this.connectedAt = performance.now();
      this.socket?.write(subscribePacket(1, `dosevagt/v1/${deviceId}/commands`));
    } else if (type === 3) {
      const at = 2 + body.readUInt16BE(0);
      const { id } = JSON.parse(body.toString('utf8', at + 2)) as { id: string };
      const answer = publishTemplate(`dosevagt/v1/${deviceId}/commands/ack`, JSON.stringify({ id, result: 'done' }));
      answer.bytes.writeUInt16BE(1, answer.packetIdAt);
      this.socket?.write(Buffer.concat([Buffer.from([0x40, 2]), body.subarray(at, at + 2), answer.bytes]));
    } else if (type === 4) {
      this.welcomeAt ??= performance.now();
    }
  }
}

/** Of the packet that begins here, or null while its length is not known. */
function sizeOf(held: Buffer): { head: number; all: number } | null {
  let length = 0;
  for (let at = 1; at < held.length; at++) {
    length += (held[at]! & 127) * 128 ** (at - 1);
    if (held[at]! < 128) return { head: at + 1, all: at + 1 + length };
  }
  return null;
}
