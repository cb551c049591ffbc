import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { MqttClient } from 'mqtt';
import { deviceIdPattern } from '../devices/device.rules.js';
import { realNow } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import type { Carrier } from './courier.js';
import { dial, type Hear, type Message } from './external-dial.js';
import { IngestService } from './ingest.service.js';
import { commandTopic, readTopic, SHARED_FILTERS, STATUS_FILTER } from './topic.rules.js';

type Filters = Readonly<Record<string, { readonly qos: 1 }>>;
const qos1 = (filters: readonly string[]): Filters => Object.fromEntries(filters.map((filter) => [filter, { qos: 1 }]));
const SHARED = qos1(SHARED_FILTERS);
const STATUS = qos1([STATUS_FILTER]);

type Take = (message: Message, taken: (error?: Error) => void) => void;

const SESSION_SECONDS = 86_400;
const RECONNECT_MS = 1_000;
/** Of a status; more is not looked at twice. */
const LONGEST_STATUS = 1_024;
/** A session from which nothing comes for so long is empty. */
const QUIET_MS = 2_000;

/**
 * Consumes an MQTT 5 broker through a shared subscription, each message acknowledged after its commit. What the broker itself
 * loses is beyond us: behind an external broker our promise begins at our acknowledgement.
 */
@Injectable()
export class ExternalBroker implements Carrier {
  private clients: MqttClient[] = [];
  /** A connection without a session, since a status that waited in one would look like a dispenser that speaks. */
  private statusClient: MqttClient | null = null;
  /** What dispensers last said of themselves while we listened: when the broker says it once more, it is no news. */
  private readonly statuses = new Map<string, string>();
  /** Dispensers whose status came while we listened and could not be taken; the broker brings it again as one it had kept. */
  private readonly missed = new Set<string>();
  private readonly visits = new Set<MqttClient>();
  private readonly listeners = new Set<(deviceId: string) => void>();
  private readonly ignored;

  constructor(
    private readonly config: Config,
    private readonly ingest: IngestService,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.ignored = metrics.counter('mqtt_ignored_total', 'What the external broker brought and was not taken', [
      'reason',
    ]);
  }

  get isOpen(): boolean {
    return this.clients[0]?.connected ?? false;
  }

  /**
   * Connects, and keeps trying for as long as it takes. A connection hands over one message at a time and waits for its commit, so
   * there are several; the first also carries commands, and one beside them hears how things stand.
   */
  open(): void {
    const { brokerUrl, brokerConnections, clientId } = this.config.mqtt;
    if (!brokerUrl) return;
    const name = clientId ?? `dosevagt-${hostname()}`;
    this.clients = Array.from({ length: brokerConnections }, (_, i) =>
      this.connect(brokerUrl, i === 0 ? name : `${name}-${i + 1}`, SHARED, SESSION_SECONDS, this.take),
    );
    this.statusClient = this.connect(brokerUrl, `${name}-status`, STATUS, 0, this.takeStatus);
  }

  /** The names of our sessions there. */
  get clientIds(): string[] {
    return this.clients.map(({ options }) => options.clientId!);
  }

  /**
   * Takes what waits in the session of a node that is gone, and ends the session; answers how many messages that were.
   * @throws when the connection breaks meanwhile: the broker went away, or the node came back
   */
  async empty(clientId: string): Promise<number> {
    let [taken, underWay, lastAt] = [0, 0, 0];
    const client = this.dial(this.config.mqtt.brokerUrl!, clientId, 0, SESSION_SECONDS, (message, done) => {
      underWay++;
      lastAt = realNow().getTime();
      this.take(message, (error) => {
        if (error) {
          client.end(true);
          return;
        }
        underWay--;
        taken++;
        done();
      });
    });
    this.visits.add(client);
    const broken = new Promise<never>((_, reject) => {
      client.once('close', () => reject(new Error('the connection was closed')));
    });
    const emptied = async (): Promise<void> => {
      await new Promise((resolve) => client.once('connect', resolve));
      await client.unsubscribeAsync(SHARED_FILTERS);
      do await pause(QUIET_MS);
      while (underWay > 0 || realNow().getTime() - lastAt < QUIET_MS);
    };
    try {
      await Promise.race([emptied(), broken]);
      client.removeAllListeners('close');
      await client.endAsync(false, { properties: { sessionExpiryInterval: 0 } });
      return taken;
    } finally {
      this.visits.delete(client);
      client.end(true);
    }
  }

  async publish(deviceId: string, payload: Uint8Array, keepSeconds: number): Promise<void> {
    const [client] = this.clients;
    if (!client?.connected) throw new Error('the external broker is away');
    const properties = { messageExpiryInterval: Math.max(1, keepSeconds) };
    await client.publishAsync(commandTopic(deviceId), Buffer.from(payload), { qos: 1, properties });
  }

  /** Whoever listens there, and every gateway carries for all. */
  hearing(): { connection: null } {
    return { connection: null };
  }

  onListening(came: (deviceId: string) => void): void {
    this.listeners.add(came);
  }

  async close(): Promise<void> {
    const all = [...this.clients, ...this.visits, ...(this.statusClient ? [this.statusClient] : [])];
    await Promise.all(all.map((client) => client.endAsync(true)));
  }

  private connect(url: string, clientId: string, filters: Filters, sessionSeconds: number, take: Take): MqttClient {
    const client = this.dial(url, clientId, RECONNECT_MS, sessionSeconds, (message, done) =>
      take(message, (error) => (error ? this.drop(client, error) : done())),
    );
    client.on('connect', () => {
      this.log.info({ clientId }, 'connected to the external broker');
      client.subscribe(filters, (error) => {
        if (error) this.log.error({ error: error.message }, 'the external broker refused a subscription');
      });
    });
    return client;
  }

  private dial(url: string, clientId: string, reconnectPeriod: number, sessionSeconds: number, hear: Hear): MqttClient {
    return dial(url, { clientId, reconnectPeriod, sessionSeconds }, hear, (error) =>
      this.log.warn({ error: error.message }, 'the external broker is away; trying again'),
    );
  }

  private readonly take: Take = ({ topic, payload, retain }, taken) => {
    const read = this.read(topic);
    if (!read) return this.ignore('no-such-topic', taken);
    // An old one that the broker replays; and a status that waited in a session.
    if (retain || read.uplink === 'status') return this.ignore('retained', taken);
    this.ingest.take(read.deviceId, read.uplink, payload, taken, { meetStrangers: true });
  };

  /** One that the broker had kept says how things stood; of what was heard here before, that is no news. */
  private readonly takeStatus: Take = ({ topic, payload, retain }, taken) => {
    const deviceId = this.read(topic)?.deviceId;
    if (deviceId === undefined) return this.ignore('no-such-topic', taken);
    const said = payload.toString('latin1', 0, LONGEST_STATUS);
    const wasKept = retain && !this.missed.delete(deviceId);
    if (wasKept && this.statuses.get(deviceId) === said) return taken();
    this.statuses.set(deviceId, said);
    const done = (error?: Error): void => {
      if (error && !wasKept) this.missed.add(deviceId);
      taken(error);
    };
    const onOnline = (): void => this.listeners.forEach((came) => came(deviceId));
    this.ingest.take(deviceId, 'status', payload, done, { meetStrangers: true, wasKept, onOnline });
  };

  private read(topic: string): ReturnType<typeof readTopic> {
    const read = readTopic(topic);
    return read && deviceIdPattern.test(read.deviceId) ? read : null;
  }

  private ignore(reason: string, taken: () => void): void {
    this.ignored.inc({ reason });
    taken();
  }

  /** Without an acknowledgement the broker sends it again, to us or to another node. */
  private drop(client: MqttClient, error: Error): void {
    this.log.error({ error: error.message }, 'a message could not be taken; the broker keeps it');
    client.reconnect();
  }
}
