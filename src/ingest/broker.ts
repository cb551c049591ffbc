import type { EventEmitter } from 'node:events';
import { createServer as createTcpServer, type Server } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { AuthenticateError, Client } from 'aedes';
import { CredentialsService } from '../access/credentials.service.js';
import { deviceIdPattern } from '../devices/device.rules.js';
import { DevicesService } from '../devices/devices.service.js';
import { Config } from '../platform/config/config.js';
import { Doorway } from '../platform/connections/doorway.js';
import { closesByItself, withErrorListener } from '../platform/emitters.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { IngestService } from './ingest.service.js';
import { listen } from './listen.js';
import { Presence } from './presence.js';
import { Refusals } from './refusals.js';
import { holdBehindConnect } from './behind-connect.js';
import { FastPath } from './fast-path.js';
import { watchPackets } from './strict-packets.js';
import { commandTopic, eventsTopic, maySubscribe, publishRight } from './topic.rules.js';
import { UplinkBroker } from './uplink-broker.js';

/** MQTT 3.1.1 section 3.2.2.3. */
const CONNACK = { identifier: 2, unavailable: 3, malformed: 4, refused: 5 } as const;
/** Said to a connection before it said anything itself, so that its client can tell its user why. */
const UNAVAILABLE = Buffer.from([0x20, 2, 0, CONNACK.unavailable]);
const LONGEST_STATUS = 1_024;
/** What aedes says of a connection that said nothing in time. */
const NO_CONNECT = 'connect did not arrive in time';
/** In place of the id aedes would invent: no dispenser's name. */
const NAMELESS = '(nameless)';
const NOTHING = Buffer.alloc(0);

/**
 * The embedded broker. The journal is written while aedes asks whether the publish is allowed, because aedes acknowledges
 * before it delivers: only there can a PUBACK wait for the commit.
 */
@Injectable()
export class Broker {
  private aedes: UplinkBroker | null = null;
  private readonly servers: Server[] = [];
  private closing = false;
  private readonly listeners = new Set<(deviceId: string) => void>();
  private readonly listeningNow = new Set<string>();
  private readonly traces = new WeakMap<Client, string | null>();
  private readonly fastPath: FastPath;
  /** Counts dispensers' connections, over TCP, TLS and WebSocket alike. */
  readonly door: Doorway;

  constructor(
    private readonly config: Config,
    private readonly credentials: CredentialsService,
    private readonly devices: DevicesService,
    private readonly ingest: IngestService,
    private readonly presence: Presence,
    private readonly refusals: Refusals,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.door = new Doorway(config.mqtt, (why) => refusals.note(why, null));
    this.fastPath = new FastPath(
      (client, payload, answer) => ingest.take(client.id, 'events', payload, answer),
      (client) => eventsTopic(client.id),
      config.ingest.maxPacketBytes,
    );
    metrics.gauge('mqtt_connected', 'Dispensers connected now', (gauge) => gauge.set(this.connected));
  }

  get connected(): number {
    return this.aedes?.connectedClients ?? 0;
  }

  /** Dispensers that are connected and hear commands. */
  listening(): string[] {
    return [...this.listeningNow];
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
    const { host, port, tls, handshakeSeconds } = this.config.mqtt;
    const patienceMs = handshakeSeconds * 1_000;
    this.aedes = await UplinkBroker.open({
      concurrency: 1_000,
      connectTimeout: patienceMs,
      maxClientsIdLength: 64,
      preConnect: (_client, packet, done) => {
        packet.clientId ||= NAMELESS;
        done(null, true);
      },
      authenticate: (client, username, password, done) => this.authenticate(client, username, password, done),
      authorizePublish: (client, packet, done) => this.authorizePublish(client, packet, done),
      authorizeSubscribe: (client, subscription, done) => {
        if (maySubscribe(client.id, subscription.topic)) return done(null, subscription);
        this.refusals.note('subscribe', client.id);
        done(null, null);
      },
    });
    this.aedes.on('clientReady', (client) => this.arrived(client));
    this.aedes.on('clientDisconnect', (client) => this.left(client.id));
    this.aedes.on('subscribe', (subscriptions, client) =>
      this.subscribed(
        subscriptions.map(({ topic }) => topic),
        client,
      ),
    );
    const trouble = (error: Error): void => this.log.error({ error: error.message }, 'the broker has trouble');
    withErrorListener(this.aedes as EventEmitter, trouble);
    this.aedes.on('connectionError', (_client, error) => {
      if (error.message === NO_CONNECT) this.refusals.note('no-connect', null);
    });
    const tcp = withErrorListener(
      createTcpServer({ noDelay: true }, (socket) => this.take(withErrorListener(socket, closesByItself))),
      trouble,
    );
    this.servers.push(await listen(this.door.standBefore(tcp, UNAVAILABLE), host, port, 'MQTT_PORT'));
    if (tls.certFile && tls.keyFile) {
      const options = {
        handshakeTimeout: patienceMs,
        cert: readFileSync(tls.certFile),
        key: readFileSync(tls.keyFile),
        ...(tls.caFile && { ca: readFileSync(tls.caFile), requestCert: true, rejectUnauthorized: false }),
      };
      const secure = withErrorListener(
        createTlsServer(options, (socket) => this.take(withErrorListener(socket, closesByItself))),
        trouble,
      );
      secure.on('tlsClientError', () => this.refusals.note('tls-handshake', null));
      this.servers.push(await listen(this.door.standBefore(secure, NOTHING), host, tls.port, 'MQTT_TLS_PORT'));
    }
  }

  /** A connection from wherever it came: a socket, or a WebSocket dressed as one. */
  take(connection: Duplex): void {
    const client = this.aedes!.handle(connection as never);
    holdBehindConnect(client);
    watchPackets(client, this.config.ingest.maxPacketBytes, (reason) => this.refusals.note(reason, client.id));
    this.fastPath.layBefore(client);
  }

  /** Everyone who is connected, with the trace of the secret that let them in; null of those who showed a certificate. */
  admitted(): { client: Client; trace: string | null }[] {
    return (this.aedes?.present ?? []).map((client) => ({ client, trace: this.traces.get(client) ?? null }));
  }

  /** Closes a connection whose right to it has ended; its last will is sent. */
  cut(client: Client): void {
    this.refusals.note('revoked', client.id);
    client.close();
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

  async close(): Promise<void> {
    this.closing = true;
    const closed = this.servers.map((server) => new Promise((resolve) => server.close(resolve)));
    if (this.aedes) await new Promise<void>((resolve) => this.aedes!.close(resolve));
    await Promise.all(closed);
  }

  private authenticate(
    client: Client,
    username: string | undefined,
    password: Buffer | undefined,
    done: (error: AuthenticateError | null, success: boolean | null) => void,
  ): void {
    const refuse = (returnCode: number, reason: string): void => {
      this.refusals.note(reason, client.id);
      done(Object.assign(new Error(reason), { returnCode }) as AuthenticateError, false);
    };
    // MQTT-3.1.3-8 and -9: also the empty one, since nobody speaks here without a name.
    if (!deviceIdPattern.test(client.id)) return refuse(CONNACK.identifier, 'malformed-device-id');
    const isCertified = this.certifiedName(client) === client.id;
    if (!isCertified && (username !== client.id || password === undefined))
      return refuse(CONNACK.malformed, 'malformed-credentials');
    const secret = isCertified ? null : password!.toString('utf8');
    this.judge(client.id, secret).then(
      (verdict) => {
        if (verdict !== 'right')
          return refuse(CONNACK.refused, verdict === 'unknown' ? 'unknown-device' : 'wrong-secret');
        this.traces.set(client, secret === null ? null : this.credentials.traceOf(secret));
        done(null, true);
      },
      () => refuse(CONNACK.unavailable, 'database-away'),
    );
  }

  /** A certificate proves the name without a secret; whether we know the name is still asked. */
  private async judge(deviceId: string, secret: string | null): Promise<'right' | 'wrong' | 'unknown'> {
    if (secret !== null) return this.credentials.isRight(deviceId, secret);
    return (await this.devices.isInUse(deviceId)) ? 'right' : 'unknown';
  }

  /** The name on a client certificate that the configured authority signed. */
  private certifiedName(client: Client): string | null {
    const socket = client.conn as Partial<TLSSocket>;
    return socket.authorized ? String(socket.getPeerCertificate?.().subject?.CN ?? '') : null;
  }

  private authorizePublish(
    client: Client | null,
    packet: { topic: string; payload: string | Buffer; retain: boolean },
    done: (error?: Error | null) => void,
  ): void {
    // A will that outlived its session has no client; the session's end has been noted already.
    if (!client) return done(new Error('nobody speaks'));
    const right = publishRight(client.id, packet.topic);
    if (right === 'another-device' || right === 'no-such-topic') {
      this.refusals.note(right, client.id);
      return done(new Error(`may not publish to this topic: ${right}`));
    }
    // Only a status is kept for those who subscribe later, and none is long: what is kept is kept in memory.
    if (right !== 'status' || packet.payload.length > LONGEST_STATUS) packet.retain = false;
    // Wills that are sent because we close say nothing about the dispenser.
    if (this.closing && right === 'status') return done(null);
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    this.ingest.take(client.id, right, payload, (error) => {
      // What came before it is acknowledged before it.
      this.fastPath.flush();
      // At QoS 2 aedes remembers the packet until PUBREL: that it came is enough.
      if (right !== 'status') packet.payload = NOTHING;
      done(error ?? null);
    });
  }

  /** A session that was kept brings its subscriptions along and need not subscribe again. */
  private arrived(client: Client & { readonly subscriptions?: object }): void {
    this.presence.seen(client.id, { online: true });
    this.subscribed(Object.keys(client.subscriptions ?? {}), client);
  }

  private subscribed(topics: readonly string[], client: Client): void {
    const reached = [
      commandTopic(client.id),
      commandTopic(client.id).replace(/commands$/, '#'),
      commandTopic(client.id).replace(/commands$/, '+'),
    ];
    if (!topics.some((topic) => reached.includes(topic))) return;
    this.listeningNow.add(client.id);
    for (const came of this.listeners) came(client.id);
  }

  private left(deviceId: string): void {
    this.listeningNow.delete(deviceId);
    if (!this.closing && deviceIdPattern.test(deviceId)) this.presence.seen(deviceId, { online: false });
  }
}

function portOf(server: Server | undefined): number {
  const address = server?.address();
  return typeof address === 'object' && address ? address.port : 0;
}
