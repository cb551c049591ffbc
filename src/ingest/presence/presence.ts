import { Injectable } from '@nestjs/common';
import type { Heartbeat } from '../../devices/dialects/dialect.rules.js';
import { type Arrival, DevicesService, type HealthNews } from '../../devices/devices.service.js';
import { Clock, realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { BesideHeld } from '../../platform/database/beside-held.js';
import { Culprits, doWithoutCulprits } from '../../platform/database/culprits.js';
import { codeOf } from '../../platform/database/trouble.rules.js';
import { Database } from '../../platform/database/database.js';
import { every } from '../../platform/emitters.js';
import { Log } from '../../platform/logging/log.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { ThisNode } from '../../platform/this-node.js';
import { comes, type Connection, lastOf, leaves } from './visit.rules.js';

const SILENT = { batteryPct: null, mains: null, rssiDbm: null, dosesRemaining: null, nextDueAt: null, firmware: null };

interface Sign {
  readonly online?: boolean;
  readonly heartbeat?: Heartbeat;
  readonly visit?: News['visit'];
}
/** Over which connection it came is looked up when it is written. */
type Said = Omit<HealthNews, keyof Held>;
type News = { -readonly [K in keyof Said]: Said[K] };
type Held = Pick<HealthNews, 'nodeId' | 'connection' | 'goodbyeAt'>;
const NOBODY: Held = { nodeId: null, connection: null, goodbyeAt: null };

/** Gathers heartbeats and comings and goings, and writes one row a dispenser at a steady pace. */
@Injectable()
export class Presence {
  private news = new Map<string, News>();
  /** Of who came to the broker inside; behind another one nobody tells. */
  private readonly connections = new Map<string, Connection>();
  /** In real time; null while nothing waits. */
  private waitingSince: number | null = null;
  private timer: NodeJS.Timeout | null = null;
  private saving: Promise<void> | null = null;
  private readonly besideHeld = new BesideHeld<Said>(
    ({ deviceId }) => deviceId,
    (tx, deviceIds) => this.devices.health.heldAmong(tx, deviceIds),
  );

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly devices: DevicesService,
    private readonly log: Log,
    private readonly culprits: Culprits,
    private readonly node: ThisNode,
    metrics: Metrics,
  ) {
    metrics.gauge('presence_waiting_seconds', 'For how long signs of life have waited to be written', (gauge) =>
      gauge.set(this.waitingSeconds),
    );
  }

  /**
   * For how long what was learnt of dispensers has not been written: while it is not, those who speak look silent. Of whom somebody
   * holds the row does not count: whoever judges silence sees that as well.
   */
  get waitingSeconds(): number {
    return this.waitingSince === null ? 0 : (realNow().getTime() - this.waitingSince) / 1000;
  }

  start(): void {
    this.timer = every(
      this.config.ingest.presenceEveryMs,
      () => this.save(),
      (error) => this.log.error({ error: error.message }, 'presence could not be looked after'),
    );
  }

  /** The dispenser connected. */
  came(deviceId: string, { connection: number, before }: Arrival): void {
    const last = lastOf(this.connections.get(deviceId) ?? null, before);
    const [connection, visit] = comes(last, number, this.clock.now(), this.config.devices);
    this.connections.set(deviceId, connection);
    this.seen(deviceId, { online: true, visit });
  }

  /** Its connection ended. */
  left(deviceId: string, number: number, hasSaidGoodbye: boolean): void {
    const at = this.clock.now();
    const before = this.connections.get(deviceId) ?? { number, cameAt: at, leftAt: null, hasSaidGoodbye: false };
    const [connection, visit] = leaves(before, at, hasSaidGoodbye, this.config.devices);
    this.connections.set(deviceId, connection);
    this.seen(deviceId, { online: false, visit });
  }

  /** The dispenser gave a sign of life. */
  seen(deviceId: string, { online, heartbeat, visit = null }: Sign = {}): void {
    const at = this.clock.now();
    this.waitingSince ??= realNow().getTime();
    const known = this.news.get(deviceId);
    const news = known?.lastSeenAt ? known : { deviceId, online: null, visit: null, ...SILENT, lastSeenAt: at, at };
    if (news === known) news.lastSeenAt = news.at = at;
    else this.news.set(deviceId, news);
    // What is looked at after its connection ended was said before.
    const isGone = (this.connections.get(deviceId)?.leftAt ?? null) !== null;
    if (isGone) news.online = false;
    else if (online !== undefined) news.online = online;
    if (visit) news.visit = visit;
    if (heartbeat) Object.assign(news, said(heartbeat));
  }

  /** The dispenser was gone before we listened: it is away from now on, and when it was heard last stays as it is. */
  stoodAway(deviceId: string): void {
    this.stood(deviceId, false);
  }

  /** The dispenser is here, whatever was written down meanwhile. */
  isHere(deviceId: string): void {
    this.stood(deviceId, true);
  }

  /** The number of its newest connection here, which may have ended; null for one that never came. */
  connectionOf(deviceId: string): number | null {
    return this.connections.get(deviceId)?.number ?? null;
  }

  private stood(deviceId: string, online: boolean): void {
    if (this.news.has(deviceId)) return;
    this.waitingSince ??= realNow().getTime();
    this.news.set(deviceId, {
      deviceId,
      online,
      visit: null,
      ...SILENT,
      lastSeenAt: null,
      at: this.clock.now(),
    });
  }

  save(): Promise<void> {
    return (this.saving ??= this.saveAll().finally(() => (this.saving = null)));
  }

  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.settled();
  }

  /** Waits until all that is known now is written. */
  async settled(): Promise<void> {
    await this.saving;
    await this.save();
  }

  private async saveAll(): Promise<void> {
    if (this.news.size === 0 || !this.database.isUp) return;
    const taken = this.news;
    const since = this.waitingSince;
    this.news = new Map();
    this.waitingSince = null;
    const held: Said[] = [];
    try {
      await doWithoutCulprits(
        [...taken.values()],
        async (some) => held.push(...(await this.write(some))),
        async (news, error) => held.push(...(await this.bare(news, error))),
      );
      this.putBack(held);
      this.culprits.noteHeld(
        'presence',
        held.map(({ deviceId }) => deviceId),
      );
    } catch (error) {
      this.log.warn({ error: codeOf(error), dispensers: taken.size }, 'presence could not be written yet');
      this.putBack([...taken.values()]);
      this.waitingSince = since ?? this.waitingSince;
    }
  }

  /** Before what was said since. */
  private putBack(news: readonly Said[]): void {
    for (const one of news) this.news.set(one.deviceId, { ...one, ...said(this.news.get(one.deviceId) ?? {}) });
  }

  /** Answers of whom somebody holds the row. */
  private write(news: readonly Said[]): Promise<readonly Said[]> {
    return this.besideHeld.write(news, (choose) =>
      this.database.transact(async (tx) => {
        const free = await choose(tx);
        await this.devices.health.save(
          tx,
          free.map((said) => ({ ...said, ...this.heldOf(said.deviceId) })),
        );
      }),
    );
  }

  private heldOf(deviceId: string): Held {
    const connection = this.connections.get(deviceId);
    if (!connection) return NOBODY;
    const { number, leftAt, hasSaidGoodbye } = connection;
    return { nodeId: this.node.id, connection: number, goodbyeAt: hasSaidGoodbye ? leftAt : null };
  }

  /** What a dispenser said of its health cannot be stored; that it was heard can. */
  private async bare(news: Said, error: unknown): Promise<readonly Said[]> {
    this.culprits.note('heartbeat', news, error);
    let held: readonly Said[] = [];
    await doWithoutCulprits(
      [{ ...news, ...SILENT }],
      async (some) => (held = await this.write(some)),
      () => undefined,
    );
    return held;
  }
}

/** Without what was left out. */
const said = <T extends object>(news: T): Partial<T> =>
  Object.fromEntries(Object.entries(news).filter(([, value]) => value !== null)) as Partial<T>;
