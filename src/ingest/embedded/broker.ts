import { type Server, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Duplex } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Client, ConnectPacket } from 'aedes';
import { deviceIdPattern } from '../../devices/device.rules.js';
import type { Kept } from '../../devices/devices.service.js';
import { Config } from '../../platform/config/config.js';
import { Doorway } from '../../platform/connections/doorway.js';
import { Log } from '../../platform/logging/log.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { networkOf } from '../../platform/network.rules.js';
import { Admission } from './admission.js';
import { Ears } from './ears.js';
import { IngestService } from '../ingest.service.js';
import { openPorts } from './ports.js';
import { Presence } from '../presence/presence.js';
import { explain, type Refusal, ToldAlready } from '../verdicts/refusal.rules.js';
import { Refusals } from '../verdicts/refusals.js';
import type { CommandTransport, Hearing } from '../command-sender.js';
import { holdBack } from './inside-aedes/held-back.js';
import { sendAway } from './inside-aedes/send-away.js';
import { holdBehindConnect } from './inside-aedes/behind-connect.js';
import { deliverAlone } from './inside-aedes/deliver-alone.js';
import { filtersOf, saidGoodbye } from './inside-aedes/inside.js';
import { FastPath } from './inside-aedes/fast-path.js';
import { watchPackets } from './inside-aedes/strict-packets.js';
import { commandTopic, eventsTopic, flawOfWill, publishRight } from '../topic.rules.js';
import { ThisNode } from '../../platform/this-node.js';
import { UplinkBroker } from './inside-aedes/uplink-broker.js';
import { Welcomes } from './welcomes.js';

/** In place of the id aedes would invent: no dispenser's name. */
const NAMELESS = '(nameless)';
const NOTHING = Buffer.alloc(0);

/**
 * The embedded broker. The journal is written while aedes asks whether the publish is allowed, because aedes acknowledges
 * before it delivers: only there can a PUBACK wait for the commit.
 */
@Injectable()
export class Broker implements CommandTransport {
  private aedes: UplinkBroker | null = null;
  private readonly servers: Server[] = [];
  private closing = false;
  private readonly listeners = new Set<(deviceId: string) => void>();
  private readonly ears: Ears;
  private readonly welcomes = new Welcomes((deviceId) => {
    for (const came of this.listeners) came(deviceId);
  });
  private readonly fastPath: FastPath;
  /** Dispensers that are not read, each with how to read on. */
  readonly heldBack = new Map<string, () => void>();
  private readonly connects;
  /** Counts dispensers' connections, over TCP, TLS and WebSocket alike. */
  readonly door: Doorway;

  constructor(
    private readonly config: Config,
    private readonly admission: Admission,
    private readonly ingest: IngestService,
    private readonly presence: Presence,
    private readonly refusals: Refusals,
    private readonly log: Log,
    private readonly node: ThisNode,
    metrics: Metrics,
  ) {
    this.door = new Doorway(config.mqtt, (why, address) => this.refuse(why, address));
    this.fastPath = new FastPath(
      (client, payload, answer) => ingest.take(client.id, 'events', payload, answer),
      (client) => eventsTopic(client.id),
      config.ingest.maxPacketBytes,
    );
    this.ears = new Ears(config.mqtt.subscriptions);
    this.connects = metrics.counter('mqtt_connects_total', 'Dispensers that were let in, by what they speak', [
      'protocol',
      'via',
    ]);
    metrics.gauge('mqtt_kept_bytes', 'What the broker keeps in memory of sessions', (gauge) =>
      gauge.set(this.aedes?.kept.keptBytes ?? 0),
    );
    metrics.gauge('mqtt_connected', 'Dispensers connected now', (gauge) => gauge.set(this.connected));
  }

  get connected(): number {
    return this.aedes?.connectedClients ?? 0;
  }

  /** Dispensers that are connected and hear commands. */
  listening(): string[] {
    return this.ears.listening;
  }

  get isOpen(): boolean {
    return this.servers.length > 0 && !this.closing;
  }

  /** The port dispensers reach; another than configured when that was 0. */
  get port(): number {
    return portOf(this.servers[0]);
  }

  /** The same for MQTT over TLS; 0 without a certificate. */
  get tlsPort(): number {
    return portOf(this.servers[1]);
  }

  /** @throws when a port is in use, naming it */
  async open(): Promise<void> {
    const { inFlight, queued, queuedBytes, sessionsBytes: bytes, handshakeSeconds } = this.config.mqtt;
    const trouble = (error: Error): void => this.log.error({ error: error.message }, 'the broker has trouble');
    this.aedes = await UplinkBroker.open({
      onError: trouble,
      room: { inFlight, queued, queuedBytes, bytes },
      tell: (reason, deviceId, detail) => this.refusals.note(reason, deviceId, { detail }),
      takenOver: (before, by) => this.admission.replaced(before, by),
      concurrency: 1_000,
      connectTimeout: handshakeSeconds * 1_000,
      maxClientsIdLength: 64,
      preConnect: (_client, packet, done) => {
        packet.clientId ||= NAMELESS;
        this.checkWill(packet);
        done(null, true);
      },
      authenticate: (client, username, password, done) =>
        this.admission.authenticate(client, username, password, (error, isLetIn) => {
          if (isLetIn) this.forgetIfElsewhere(client);
          done(error, isLetIn);
        }),
      authorizePublish: (client, packet, done) => this.authorizePublish(client, packet, done),
      authorizeSubscribe: (client, subscription, done) => {
        const refused = this.ears.grant(client, subscription.topic);
        if (refused) this.refusals.note(refused.reason, client.id, refused);
        done(null, refused ? null : subscription);
      },
    });
    this.listenTo(this.aedes);
    const ports = await openPorts({
      mqtt: this.config.mqtt,
      door: this.door,
      take: (socket) => this.take(socket),
      notTls: (from, code) => this.refuse('tls-handshake', from, code),
      trouble,
    });
    this.servers.push(...ports);
  }

  /** A will that would be refused when it is sent is not kept until then; the dispenser comes in all the same. */
  private checkWill(packet: ConnectPacket): void {
    const flaw = packet.will ? flawOfWill(packet.clientId, packet.will, this.ingest.longest) : null;
    if (flaw === null) return;
    this.refusals.note('will', packet.clientId, { detail: flaw });
    delete packet.will;
  }

  private listenTo(aedes: UplinkBroker): void {
    const ended = (client: Client, error: Error): void => this.ended(client, error);
    aedes.on('clientError', ended).on('connectionError', ended);
    aedes.on('clientReady', (client) => this.arrived(client));
    aedes.on('clientDisconnect', (client) => this.left(client));
    aedes.on('unsubscribe', (filters, client) => this.ears.closed(client, filters));
    aedes.on('subscribe', (subscriptions, client) =>
      this.subscribed(
        subscriptions.map(({ topic }) => topic),
        client,
      ),
    );
  }

  /**
   * A connection from wherever it came: a socket, or a WebSocket dressed as one.
   * @param from its network address, where the connection does not tell it by itself
   */
  take(connection: Duplex, from = (connection as Partial<Socket>).remoteAddress): void {
    const client = this.aedes!.handle(connection);
    this.admission.knocked(client, from);
    holdBehindConnect(client);
    deliverAlone(
      client,
      () => this.refusals.note('not-read', client.id),
      () => this.subscribed(this.ears.heldBy(client), client),
    );
    const ceilings = { packetBytes: this.config.ingest.maxPacketBytes, filters: this.config.mqtt.filtersAPacket };
    watchPackets(client, ceilings, (reason, detail, deviceId) =>
      this.refusals.note(reason, deviceId, { detail, from: this.admission.fromOf(client) }),
    );
    this.fastPath.layBefore(client);
  }

  /** Reads no more of a dispenser, also when it comes anew, until it is read on from. */
  holdBack(deviceId: string): void {
    const client = this.aedes?.find(deviceId);
    this.heldBack.set(deviceId, client ? holdBack(client) : () => undefined);
  }

  readOn(deviceId: string): void {
    this.heldBack.get(deviceId)?.();
    this.heldBack.delete(deviceId);
  }

  isConnected(deviceId: string): boolean {
    return this.aedes?.find(deviceId) != null;
  }

  /** Notes somebody who was turned away before it was known who it is. */
  refuse(reason: Refusal, from: string | undefined, detail = ''): void {
    this.refusals.note(reason, null, { detail, from: from ? networkOf(from) : null });
  }

  /** Everyone who is connected, with the trace of the secret that let them in; null of those who showed a certificate. */
  admitted(): { client: Client; trace: string | null }[] {
    return (this.aedes?.present ?? []).map((client) => ({ client, trace: this.admission.traceOf(client) }));
  }

  /** Closes a connection whose right to it has ended; its last will is sent. */
  cut(client: Client): void {
    this.refusals.note('revoked', client.id);
    client.close();
  }

  /** All that is kept here of dispensers, connected or not. */
  kept(): Kept[] {
    const connected = new Set((this.aedes?.present ?? []).map(({ id }) => id));
    const deviceIds = new Set([...connected, ...(this.aedes?.kept.deviceIds ?? [])]);
    return [...deviceIds].flatMap((deviceId) => {
      const connection = this.presence.connectionOf(deviceId);
      return connection === null ? [] : [{ deviceId, connection, isConnected: connected.has(deviceId) }];
    });
  }

  /** The dispenser has a newer connection to another node: what is left of it here ends (MQTT-3.1.4-2, between nodes). */
  giveUp(deviceId: string, newer: number): void {
    if ((this.presence.connectionOf(deviceId) ?? 0) > newer) return;
    const client = this.aedes?.find(deviceId);
    if (client) {
      this.admission.replaced(client, null);
      client.close();
    }
    this.aedes?.kept.forget(deviceId);
  }

  hearing(deviceId: string): Hearing | null {
    const client = this.ears.listener(deviceId);
    return client && { connection: this.admission.arrivalOf(client).connection };
  }

  letGo(deviceId: string): void {
    this.aedes?.kept.dropCommands(deviceId);
  }

  /** Calls `came` when a dispenser is ready to hear commands. */
  onListening(came: (deviceId: string) => void): void {
    this.listeners.add(came);
  }

  publish(deviceId: string, payload: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      const packet = {
        cmd: 'publish' as const,
        topic: commandTopic(deviceId),
        payload: Buffer.from(payload),
        qos: 1 as const,
        retain: false,
        dup: false,
      };
      this.aedes!.publish(packet, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Nobody new comes in, and nothing more is read; what was received is answered as ever. */
  shut(): void {
    this.closing = true;
    this.admission.close();
    for (const server of this.servers) server.close();
    for (const client of this.aedes?.present ?? []) holdBack(client);
  }

  /** Everybody hears what was answered to the end, and is sent away; a will that is sent now says nothing about its dispenser. */
  async close(): Promise<void> {
    this.shut();
    await sendAway(this.aedes?.present ?? []);
    if (this.aedes) await new Promise<void>((resolve) => this.aedes!.close(resolve));
  }

  private authorizePublish(
    client: Client | null,
    packet: { topic: string; payload: string | Buffer; retain: boolean },
    done: (error?: Error | null) => void,
  ): void {
    // A will that outlived its session has no client; the session's end has been noted already.
    if (!client) return done(new ToldAlready('nobody speaks'));
    const right = publishRight(client.id, packet.topic);
    if (right === 'another-device' || right === 'no-such-topic') {
      this.refusals.note(right, client.id);
      return done(new ToldAlready(`may not publish to this topic: ${right}`));
    }
    // Only a status is kept for those who subscribe later, and none is long: what is kept is kept in memory.
    const isKept = right === 'status' && packet.payload.length <= this.ingest.longest.status;
    if (!isKept) packet.retain = false;
    // Wills that are sent because we close say nothing about the dispenser.
    if (this.closing && right === 'status') return done(null);
    // The will of a connection that another one took the place of: the dispenser is there, and not away.
    if (client.closed && right === 'status' && this.admission.isTakenOver(client)) {
      packet.retain = false;
      packet.payload = NOTHING;
      return done(null);
    }
    // A last will is sent when it has left.
    if (!client.closed) this.admission.heard(client);
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    this.ingest.take(client.id, right, payload, (error) => {
      // What came before it is acknowledged before it.
      this.fastPath.flush();
      if (!isKept) packet.payload = NOTHING;
      done(error ?? null);
    });
  }

  /** A session that was kept brings its subscriptions along and need not subscribe again. */
  private arrived(client: Client): void {
    const { conn, version } = client;
    const via = conn instanceof TLSSocket ? 'tls' : conn instanceof Socket ? 'tcp' : 'websocket';
    this.connects.inc({ protocol: version === 3 ? '3.1' : '3.1.1', via });
    this.presence.came(client.id, this.admission.arrivalOf(client));
    if (this.heldBack.has(client.id)) this.heldBack.set(client.id, holdBack(client));
    this.subscribed(filtersOf(client), client);
  }

  private subscribed(filters: readonly string[], client: Client): void {
    if (this.ears.opened(client, filters)) this.welcomes.ask(client);
  }

  /** It was at another node since it was here: what was kept for it is old, and its session begins anew. */
  private forgetIfElsewhere(client: Client): void {
    const { before } = this.admission.arrivalOf(client);
    const isElsewhere = before?.nodeId != null && before.nodeId !== this.node.id;
    if (isElsewhere && (this.presence.connectionOf(client.id) ?? 0) < before.connection!)
      this.aedes!.kept.forget(client.id);
  }

  /** A connection ends by an error. */
  private ended(client: Client, error: Error): void {
    const why = this.closing ? null : explain(error);
    if (why) this.refusals.note(why.reason, client.id, { detail: why.detail, from: this.admission.fromOf(client) });
  }

  private left(client: Client): void {
    this.ears.left(client);
    this.welcomes.left(client);
    if (this.closing) return;
    this.admission.left(client, this.fastPath.hasSpoken(client));
    if (deviceIdPattern.test(client.id))
      this.presence.left(client.id, this.admission.arrivalOf(client).connection, saidGoodbye(client));
  }
}

function portOf(server: Server | undefined): number {
  const address = server?.address();
  return typeof address === 'object' && address ? address.port : 0;
}
