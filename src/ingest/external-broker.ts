import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import { deviceIdPattern } from '../devices/device.rules.js';
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

const SESSION_SECONDS = 86_400;
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

  private connect(url: string, clientId: string, filters: Filters): MqttClient {
    const client = connect(url, {
      protocolVersion: 5,
      clientId,
      clean: false,
      reconnectPeriod: 1_000,
      properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: IN_FLIGHT },
      customHandleAcks: (topic, payload, packet, done) =>
        this.take(client, topic, payload, packet, () => done(null as never, SUCCESS)),
    });
    client.on('connect', () => {
      this.log.info({ clientId }, 'connected to the external broker');
      client.subscribe(filters, (error) => {
        if (error) this.log.error({ error: error.message }, 'the external broker refused a subscription');
      });
    });
    client.on('error', (error) => this.log.warn({ error: error.message }, 'the external broker is away; trying again'));
    // At QoS 0 there is nothing to acknowledge, so the handler above is not asked.
    client.on(
      'message',
      (topic, payload, packet) => packet.qos === 0 && this.take(client, topic, payload, packet, () => undefined),
    );
    return client;
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
    await Promise.all(this.clients.map((client) => client.endAsync(true)));
  }

  private take(client: MqttClient, topic: string, payload: Buffer, packet: IPublishPacket, taken: () => void): void {
    const read = readTopic(topic);
    const ignore = (reason: string): void => {
      this.ignored.inc({ reason });
      taken();
    };
    if (!read || !deviceIdPattern.test(read.deviceId)) return ignore('no-such-topic');
    // A retained event is an old one that the broker replays; a retained status is how things stand.
    if (packet.retain && read.uplink !== 'status') return ignore('retained');
    this.ingest.take(
      read.deviceId,
      read.uplink,
      payload,
      (error) => (error ? this.dropConnection(client, error) : taken()),
      {
        meetStrangers: true,
      },
    );
    if (read.uplink === 'status') for (const came of this.listeners) came(read.deviceId);
  }

  /** Without an acknowledgement the broker sends it again, to us or to another node. */
  private dropConnection(client: MqttClient, error: Error): void {
    this.log.error({ error: error.message }, 'a message could not be taken; the broker keeps it');
    client.reconnect();
  }
}
