import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { connect, type MqttClient } from 'mqtt';
import { deviceIdPattern } from '../devices/device.rules.js';
import { realNow } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import type { Carrier } from './courier.js';
import { IngestService } from './ingest.service.js';
import { commandTopic, readTopic, SHARED_FILTERS, STATUS_FILTER } from './topic.rules.js';

type Filters = Readonly<Record<string, { readonly qos: 1 }>>;
const qos1 = (filters: readonly string[]): Filters => Object.fromEntries(filters.map((filter) => [filter, { qos: 1 }]));
const SHARED = qos1(SHARED_FILTERS);
const FIRST = { ...SHARED, ...qos1([STATUS_FILTER]) };

interface Message {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retain: boolean;
}
type Hear = (message: Message, done: () => void) => void;

const SESSION_SECONDS = 86_400;
const RECONNECT_MS = 1_000;
/** A session from which nothing comes for so long is empty. */
const QUIET_MS = 2_000;
/** What a connection may hold: enough to have the next message at hand, and little to wait for when the node dies with it. */
const IN_FLIGHT = 10;
/** MQTT 5 reason codes: what we could not take stays unacknowledged by dropping the connection, so only success is ever sent. */
const SUCCESS = 0;

/**
 * Consumes an MQTT 5 broker through a shared subscription, each message acknowledged after its commit. What the broker itself
 * loses is beyond us: behind an external broker our promise begins at our acknowledgement.
 */
@Injectable()
export class ExternalBroker implements Carrier {
  private clients: MqttClient[] = [];
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
   * there are several; the first also hears how things stand, and carries commands.
   */
  open(): void {
    const { brokerUrl, brokerConnections, clientId } = this.config.mqtt;
    if (!brokerUrl) return;
    const name = clientId ?? `dosevagt-${hostname()}`;
    this.clients = Array.from({ length: brokerConnections }, (_, i) =>
      i === 0 ? this.connect(brokerUrl, name, FIRST) : this.connect(brokerUrl, `${name}-${i + 1}`, SHARED),
    );
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
    const client = this.dial(this.config.mqtt.brokerUrl!, clientId, 0, (message, done) => {
      // How things stood for a dispenser when the node went is no news.
      if (readTopic(message.topic)?.uplink === 'status') return done();
      underWay++;
      lastAt = realNow().getTime();
      this.take(message, (error) => {
        if (error) return void client.end(true);
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
      await client.unsubscribeAsync(Object.keys(FIRST));
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

  publish(deviceId: string, payload: Uint8Array): Promise<void> {
    const [client] = this.clients;
    if (!client?.connected) return Promise.reject(new Error('the external broker is away'));
    return client.publishAsync(commandTopic(deviceId), Buffer.from(payload), { qos: 1 }).then(() => undefined);
  }

  onListening(came: (deviceId: string) => void): void {
    this.listeners.add(came);
  }

  async close(): Promise<void> {
    await Promise.all([...this.clients, ...this.visits].map((client) => client.endAsync(true)));
  }

  private connect(url: string, clientId: string, filters: Filters): MqttClient {
    const client = this.dial(url, clientId, RECONNECT_MS, (message, done) =>
      this.take(message, (error) => (error ? this.drop(client, error) : done())),
    );
    client.on('connect', () => {
      this.log.info({ clientId }, 'connected to the external broker');
      client.subscribe(filters, (error) => {
        if (error) this.log.error({ error: error.message }, 'the external broker refused a subscription');
      });
    });
    return client;
  }

  private dial(url: string, clientId: string, reconnectPeriod: number, hear: Hear): MqttClient {
    const client = connect(url, {
      protocolVersion: 5,
      clientId,
      clean: false,
      reconnectPeriod,
      properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: IN_FLIGHT },
      customHandleAcks: (topic, payload, { retain }, done) =>
        hear({ topic, payload, retain }, () => done(null as never, SUCCESS)),
    });
    client.on('error', (error) => this.log.warn({ error: error.message }, 'the external broker is away; trying again'));
    // At QoS 0 there is nothing to acknowledge, so the handler above is not asked.
    client.on(
      'message',
      (topic, payload, { qos, retain }) => qos === 0 && hear({ topic, payload, retain }, () => undefined),
    );
    return client;
  }

  private take({ topic, payload, retain }: Message, taken: (error?: Error) => void): void {
    const read = readTopic(topic);
    const ignore = (reason: string): void => {
      this.ignored.inc({ reason });
      taken();
    };
    if (!read || !deviceIdPattern.test(read.deviceId)) return ignore('no-such-topic');
    // A retained event is an old one that the broker replays; a retained status is how things stand.
    if (retain && read.uplink !== 'status') return ignore('retained');
    this.ingest.take(read.deviceId, read.uplink, payload, taken, { meetStrangers: true });
    if (read.uplink === 'status') for (const came of this.listeners) came(read.deviceId);
  }

  /** Without an acknowledgement the broker sends it again, to us or to another node. */
  private drop(client: MqttClient, error: Error): void {
    this.log.error({ error: error.message }, 'a message could not be taken; the broker keeps it');
    client.reconnect();
  }
}
