import { connect, type MqttClient } from 'mqtt';
import type { Dialect } from '../devices/dialects/dialect.rules.js';
import type { JsonObject } from '../devices/dialects/parsed.rules.js';
import { withErrorListener } from '../platform/emitters.js';

export interface Credentials {
  readonly deviceId: string;
  readonly secret: string;
}

export interface ConnectionCounts {
  connected: number;
  published: number;
  duplicates: number;
  heartbeats: number;
  commands: number;
}

type Write = (isBuffered: boolean) => JsonObject;
/** Once written, its bytes stay the same however often it is sent. */
interface Event {
  write: Write;
  payload: Buffer | null;
  isSent: boolean;
}

export interface Listeners {
  /** How many times as fast as ours the dispenser's time runs. */
  speed(): number;
  onCommand(payload: Buffer): void;
  onError(error: Error): void;
}

/** One dispenser's MQTT: its own name and secret, a kept session, a last will, and events resent until acknowledged. */
export class Connection {
  private client: MqttClient | null = null;
  /** Events without their PUBACK, in order; they outlive the connection they were first sent on. */
  private readonly outbox = new Set<Event>();
  private pendingAcks = 0;

  constructor(
    private readonly url: string,
    private readonly who: Credentials,
    private readonly dialect: Dialect,
    private readonly counts: ConnectionCounts,
    private readonly listeners: Listeners,
  ) {}

  get unacknowledged(): number {
    return this.outbox.size;
  }

  get isOpen(): boolean {
    return this.client !== null;
  }

  get isIdle(): boolean {
    return this.outbox.size === 0 && this.pendingAcks === 0;
  }

  /** Resolves when the first attempt has come to an end, whichever; later ones go on by themselves. */
  open(): Promise<void> {
    const { deviceId, secret } = this.who;
    const client = withErrorListener(
      connect(this.url, {
        clientId: deviceId,
        username: deviceId,
        password: secret,
        clean: false,
        resubscribe: false,
        keepalive: 60,
        reconnectPeriod: this.patienceMs(),
        will: { topic: this.topic('status'), payload: this.written({ online: false })!, qos: 1, retain: true },
      }),
      (error) => this.listeners.onError(error),
    );
    this.client = client;
    for (const event of this.outbox) event.isSent = false;
    return new Promise((settled) => this.listenTo(client, settled));
  }

  private listenTo(client: MqttClient, settled: () => void): void {
    let isUp = false;
    client.on('connect', () => {
      isUp = true;
      this.counts.connected++;
      client.subscribe(this.topic('commands'), { qos: 1 });
      client.publish(this.topic('status'), this.written({ online: true })!, { qos: 1, retain: true }, () => settled());
      for (const event of this.outbox) if (!event.isSent) this.send(event);
    });
    client.on('close', () => {
      if (isUp) this.counts.connected--;
      isUp = false;
      settled();
    });
    client.on('error', () => settled());
    client.on('message', (_topic, payload) => {
      this.counts.commands++;
      this.listeners.onCommand(payload);
      // It may have been told that its time runs faster.
      client.options.reconnectPeriod = this.patienceMs();
    });
  }

  /** Two to five seconds of its own time until it tries again, however fast that runs no less than half a second of ours. */
  private patienceMs(): number {
    return Math.max(500, Math.round((2000 + Math.random() * 3000) / Math.max(1, this.listeners.speed())));
  }

  /** Gone without a word, as when the router loses power: the broker speaks the last will. */
  drop(): void {
    this.client?.end(true);
    this.client = null;
  }

  /** Without a connection it waits here, and is written when it can be sent: a buffered event says that it is one. */
  publishEvent(write: Write): void {
    const event: Event = { write, payload: null, isSent: false };
    this.outbox.add(event);
    if (this.client?.connected) this.send(event);
    else event.write = () => write(true);
  }

  private send(event: Event): void {
    event.isSent = true;
    event.payload ??= this.written(event.write(false));
    if (event.payload === null) {
      this.outbox.delete(event);
      return;
    }
    this.client?.publish(this.topic('events'), event.payload, { qos: 1 }, (error) => {
      if (!error && this.outbox.delete(event)) this.counts.published++;
    });
  }

  publishHeartbeat(heartbeat: JsonObject): void {
    const payload = this.written(heartbeat);
    if (!this.client?.connected || payload === null) return;
    this.counts.heartbeats++;
    this.client.publish(this.topic('heartbeat'), payload, { qos: 0 });
  }

  acknowledge(commandId: string, result: 'done' | 'refused' | 'expired', detail?: string): void {
    const payload = this.written({ id: commandId, result, detail });
    if (this.client === null || payload === null) return;
    this.pendingAcks++;
    this.client.publish(this.topic('commands/ack'), payload, { qos: 1 }, () => this.pendingAcks--);
  }

  /** Says goodbye when it can, within a second. */
  async close(): Promise<void> {
    const client = this.client;
    this.client = null;
    if (client === null) return;
    if (!client.connected) {
      client.end(true);
      return;
    }
    const goodbye = new Promise<void>((done) => {
      client.publish(this.topic('status'), this.written({ online: false })!, { qos: 1, retain: true }, () =>
        client.end(false, {}, () => done()),
      );
    });
    const patience = new Promise<void>((done) => setTimeout(done, 1000).unref());
    await Promise.race([goodbye, patience]);
    client.stream.destroy();
  }

  /** Null for what its dialect has no word for: such a dispenser keeps it to itself. */
  private written(words: JsonObject): Buffer | null {
    const bytes = this.dialect.write(words);
    return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  private topic(name: string): string {
    return `dosevagt/v1/${this.who.deviceId}/${name}`;
  }
}
