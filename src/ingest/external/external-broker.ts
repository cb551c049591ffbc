import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { deviceIdPattern } from '../../devices/device.rules.js';
import { realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { CheckResult } from '../../platform/health/readiness.rules.js';
import { Log } from '../../platform/logging/log.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import type { CommandTransport } from '../command-sender.js';
import { BrokerConnection, ConnectionEnded, CommandRefused, type How, type Message } from './broker-connection.js';
import { ExternalComplaints } from './external-complaints.js';
import { ExternalClient } from './external-client.js';
import { shortcomings } from './external-offers.rules.js';
import { judgeExternal } from './external-health.rules.js';
import { IngestService } from '../ingest.service.js';
import { Places } from '../../platform/database/connections/places.js';
import { commandTopic, readTopic, SHARED_FILTERS, STATUS_FILTER, UNSHARED_FILTERS } from '../topic.rules.js';

type Take = (message: Message, taken: (error?: Error) => void) => void;

const SESSION_SECONDS = 86_400;
const KEEPALIVE_SECONDS = 15;
const DIALLED_AT_ONCE = 2;
/** Of a status; more is not looked at twice. */
const LONGEST_STATUS = 1_024;
/** A session from which nothing comes for so long is empty. */
const QUIET_MS = 2_000;

/**
 * Consumes an MQTT 5 broker through a shared subscription, each message acknowledged after its commit. What the broker itself
 * loses is beyond us: behind an external broker our promise begins at our acknowledgement.
 */
@Injectable()
export class ExternalBroker implements CommandTransport {
  /** The first also carries commands; the last hears how things stand. */
  private clients: readonly ExternalClient[] = [];
  /** What dispensers last said of themselves while we listened: when the broker says it once more, it is no news. */
  private readonly statuses = new Map<string, string>();
  /** Dispensers whose status came while we listened and could not be taken; the broker brings it again as one it had kept. */
  private readonly missed = new Set<string>();
  private readonly visits = new Set<BrokerConnection>();
  private readonly listeners = new Set<(deviceId: string) => void>();
  private readonly ignored;
  private wasOpen = false;
  private heardAt: Date | null = null;

  constructor(
    private readonly config: Config,
    private readonly ingest: IngestService,
    private readonly complaints: ExternalComplaints,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.ignored = metrics.counter('mqtt_ignored_total', 'What the external broker brought and was not taken', [
      'reason',
    ]);
    if (config.mqtt.brokerUrl === null) return;
    metrics.gauge(
      'mqtt_broker_missing',
      'Subscriptions at the external broker that should be granted and are not',
      (gauge) => gauge.set(this.clients.reduce((sum, { missing }) => sum + missing.length, 0)),
    );
    metrics.gauge(
      'mqtt_broker_heard_seconds',
      'Since the external broker brought anything; -1 before it ever did',
      (gauge) => gauge.set(this.heardSecondsAgo ?? -1),
    );
  }

  /** Commands can be carried. */
  get isOpen(): boolean {
    return this.clients[0]?.isUp ?? false;
  }

  /** Whatever dispensers say reaches us: every connection has all its subscriptions. */
  get hearsAll(): boolean {
    return this.clients.length > 0 && this.clients.every(({ missing }) => missing.length === 0);
  }

  get health(): CheckResult {
    return judgeExternal(this.clients, this.heardSecondsAgo, this.complaints.shortcomings);
  }

  /**
   * Connects, and keeps trying for as long as it takes. A connection hands over one message at a time and waits for its commit, so
   * there are several.
   */
  open(): void {
    const { brokerConnections, brokerShared } = this.config.mqtt;
    if (this.config.mqtt.brokerUrl === null) return;
    const name = this.config.mqtt.clientId ?? `dosevagt-${hostname()}`;
    const dialling = new Places(DIALLED_AT_ONCE);
    const place = (clientId: string, filters: readonly string[], sessionSeconds: number, take: Take) =>
      new ExternalClient({
        ...this.how(clientId, sessionSeconds),
        filters,
        retryMs: this.config.mqtt.brokerRetrySeconds * 1_000,
        dialling,
        hear: (connection) => (message, done) =>
          take(message, (error) => (error ? this.drop(connection, error) : done())),
        onTrouble: (clientId, trouble) => this.complaints.trouble(clientId, trouble),
        onOffers: (clientId, offers) => this.complaints.fallsShort(clientId, shortcomings(offers, sessionSeconds)),
        onChange: () => this.noteChange(),
      });
    this.clients = [
      ...Array.from({ length: brokerConnections }, (_, i) =>
        place(i === 0 ? name : `${name}-${i + 1}`, SHARED_FILTERS, SESSION_SECONDS, this.take),
      ),
      // What it brings a second time the journal knows.
      ...(brokerShared === 'forgotten'
        ? [place(`${name}-unshared`, UNSHARED_FILTERS, SESSION_SECONDS, this.take)]
        : []),
      // Without a session, since a status that waited in one would look like a dispenser that speaks.
      place(`${name}-status`, [STATUS_FILTER], 0, this.takeStatus),
    ];
    for (const client of this.clients) client.open();
  }

  /** All names of our sessions there, and those that we hold now: what waits in the others is anybody's to take. */
  get sessions(): { readonly own: string[]; readonly held: string[] } {
    const own = this.clients.slice(0, -1);
    const names = (some: readonly ExternalClient[]): string[] => some.map(({ clientId }) => clientId);
    return { own: names(own), held: names(own.filter(({ isUp }) => isUp)) };
  }

  /**
   * Takes what waits in the session of a node that is gone, and ends the session; answers how many messages that were.
   * @throws when the connection breaks meanwhile: the broker went away, or the node came back
   */
  async empty(clientId: string): Promise<number> {
    let [taken, underWay, lastAt] = [0, 0, 0];
    const connection: BrokerConnection = new BrokerConnection(this.how(clientId, SESSION_SECONDS), (message, done) => {
      underWay++;
      lastAt = realNow().getTime();
      this.take(message, (error) => {
        if (error) {
          connection.end({ step: 'take', code: 'not-taken' });
          return;
        }
        underWay--;
        taken++;
        done();
      });
    });
    this.visits.add(connection);
    const emptied = async (): Promise<void> => {
      await connection.answered;
      const unsubscribe = (): Promise<void> => connection.unsubscribe([...SHARED_FILTERS, ...UNSHARED_FILTERS]);
      await unsubscribe();
      do {
        await pause(QUIET_MS);
        // One that hangs is quiet too: only what answers has nothing more.
        await unsubscribe();
      } while (underWay > 0 || realNow().getTime() - lastAt < QUIET_MS);
    };
    const broken = async (): Promise<never> => {
      throw new ConnectionEnded(await connection.ended);
    };
    try {
      await Promise.race([emptied(), broken()]);
      await connection.forget();
      return taken;
    } finally {
      this.visits.delete(connection);
      connection.end({ step: 'disconnect', code: 0 });
    }
  }

  async publish(deviceId: string, payload: Uint8Array, keepSeconds: number): Promise<void> {
    const [first] = this.clients;
    if (!first?.isUp) throw new Error('the external broker is away');
    try {
      await first.publish(commandTopic(deviceId), Buffer.from(payload), Math.max(1, keepSeconds));
    } catch (error) {
      if (error instanceof CommandRefused) this.complaints.trouble(first.clientId, error.trouble);
      throw error;
    }
  }

  /** Whoever listens there, and every gateway carries for all. */
  hearing(): { connection: null } {
    return { connection: null };
  }

  /** What that broker has taken it does not give back. */
  letGo(): void {}

  onListening(came: (deviceId: string) => void): void {
    this.listeners.add(came);
  }

  async close(): Promise<void> {
    for (const visit of this.visits) visit.end({ step: 'disconnect', code: 0 });
    await Promise.all(this.clients.map((client) => client.close()));
  }

  private how(clientId: string, sessionSeconds: number): How {
    const { brokerUrl, brokerAnswerSeconds } = this.config.mqtt;
    const answerMs = brokerAnswerSeconds * 1_000;
    return { url: brokerUrl!, clientId, sessionSeconds, answerMs, keepaliveSeconds: KEEPALIVE_SECONDS };
  }

  private get heardSecondsAgo(): number | null {
    return this.heardAt && Math.round((realNow().getTime() - this.heardAt.getTime()) / 1_000);
  }

  private noteChange(): void {
    const isOpen = this.hearsAll;
    if (isOpen && !this.wasOpen)
      this.log.info({ connections: this.clients.length }, 'the external broker has granted everything');
    this.wasOpen = isOpen;
  }

  private readonly take: Take = ({ topic, payload, retain }, taken) => {
    this.heardAt = realNow();
    const read = this.read(topic);
    if (!read) return this.ignore('no-such-topic', taken);
    // An old one that the broker replays; and a status that waited in a session.
    if (retain || read.uplink === 'status') return this.ignore('retained', taken);
    this.ingest.take(read.deviceId, read.uplink, payload, taken, { meetStrangers: true });
  };

  /** One that the broker had kept says how things stood; of what was heard here before, that is no news. */
  private readonly takeStatus: Take = ({ topic, payload, retain }, taken) => {
    this.heardAt = realNow();
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
  private drop(connection: BrokerConnection, error: Error): void {
    this.complaints.notTaken(error);
    connection.end({ step: 'take', code: 'not-taken' });
  }
}
