import { connect, type Socket } from 'node:net';
import { eventTemplate, typeOf, type EventTemplate, type EventWriter } from './event.js';
import type { LatencySamples } from './latency.js';
import type { DeviceLogin, LoadPlan } from './load.js';
import { AnswerReader, connectPacket, DISCONNECT } from './wire.js';

const MOST_IN_FLIGHT = 256;
const PACKET_IDS = 65_535;

/** One dispenser on a raw socket. It expects its PUBACKs in the order of its PUBLISHes (MQTT-4.6.0-2). */
export class LoadClient {
  events = 0;
  published = 0;
  acknowledged = 0;
  outOfOrder = 0;
  lastAckAt = 0;
  failure: string | undefined;
  /** Called after each read that brought acknowledgements. */
  onAnswered: () => void = () => {};

  private readonly templates: Map<string, EventTemplate>;
  private readonly longestPacket: number;
  private readonly sentAt = new Float64Array(MOST_IN_FLIGHT);
  private readonly backlog: number[] = [];
  private socket: Socket | undefined;
  private connected: { resolve: () => void; reject: (error: Error) => void } | undefined;

  constructor(
    private readonly plan: LoadPlan,
    private readonly device: DeviceLogin,
    private readonly index: number,
    private readonly writer: EventWriter,
    readonly latency: LatencySamples,
  ) {
    const now = new Date();
    this.templates = new Map(
      Object.keys(plan.mix).map((type) => [type, eventTemplate(device.deviceId, plan.run, index, type, now)]),
    );
    this.longestPacket = Math.max(...[...this.templates.values()].map((template) => template.bytes.length));
  }

  get inFlight(): number {
    return this.published - this.acknowledged;
  }

  get owes(): boolean {
    return !this.failure && (this.inFlight > 0 || this.backlog.length > 0);
  }

  connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.connected = { resolve, reject };
      const reader = new AnswerReader(
        (code) => (code === 0 ? resolve() : this.fail(`CONNACK ${code}`)),
        (packetId) => this.acknowledge(packetId),
        (type) => this.fail(`an unexpected packet of type ${type}`),
      );
      const read = (length: number, buffer: Uint8Array): boolean => {
        const before = this.acknowledged;
        reader.read(buffer, length);
        if (this.acknowledged > before) this.answered();
        return true;
      };
      this.socket = connect({
        host: '127.0.0.1',
        port: this.plan.port,
        noDelay: true,
        onread: { buffer: Buffer.alloc(4096), callback: read },
      });
      this.socket.on('connect', () => this.socket?.write(connectPacket(this.device.deviceId, this.device.secret)));
      this.socket.on('error', (error) => this.fail(error.message));
      this.socket.on('end', () => this.fail('the connection was closed'));
      this.socket.on('close', () => this.fail('the connection was closed'));
      this.socket.resume();
    });
  }

  /** Publishes so many at once, in one write. */
  publish(count: number, meantFor = performance.now()): void {
    if (count <= 0 || this.failure) return;
    const packets = Buffer.allocUnsafe(count * this.longestPacket);
    let end = 0;
    for (let i = 0; i < count; i++) {
      const n = this.nextEvent();
      const template = this.templates.get(typeOf(this.plan.mix, this.index, n));
      if (!template) throw new Error('An event has a type that is not in the mix.');
      end = this.writer.write(template, packets, end, n, (this.published % PACKET_IDS) + 1);
      this.sentAt[this.published % MOST_IN_FLIGHT] = meantFor;
      this.published += 1;
    }
    this.socket?.write(packets.subarray(0, end));
  }

  /** Publishes one event now, or when the client may again; its latency counts from `meantFor` in any case. */
  publishMeantFor(meantFor: number): void {
    if (this.backlog.length > 0 || this.inFlight >= MOST_IN_FLIGHT) this.backlog.push(meantFor);
    else this.publish(1, meantFor);
  }

  close(): void {
    this.failure ??= '';
    this.socket?.end(DISCONNECT);
  }

  private nextEvent(): number {
    const { repeatEvery } = this.plan;
    const isRepeat = repeatEvery > 0 && this.published % (repeatEvery + 1) === repeatEvery;
    return isRepeat ? this.events - 1 : this.events++;
  }

  private acknowledge(packetId: number): void {
    if (this.inFlight === 0 || packetId !== (this.acknowledged % PACKET_IDS) + 1) this.outOfOrder += 1;
    const now = performance.now();
    this.latency.add(now - (this.sentAt[this.acknowledged % MOST_IN_FLIGHT] ?? now));
    this.acknowledged += 1;
    this.lastAckAt = now;
  }

  private answered(): void {
    while (this.backlog.length > 0 && this.inFlight < MOST_IN_FLIGHT) this.publish(1, this.backlog.shift());
    this.onAnswered();
  }

  private fail(reason: string): void {
    if (this.failure !== undefined) return;
    this.failure = `${this.device.deviceId}: ${reason}`;
    this.connected?.reject(new Error(this.failure));
  }
}
