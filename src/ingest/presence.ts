import { Injectable } from '@nestjs/common';
import type { Heartbeat } from '../devices/dialects/dialect.rules.js';
import { DevicesService, type HealthNews } from '../devices/devices.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Log } from '../platform/logging/log.js';

const SILENT = { batteryPct: null, mains: null, rssiDbm: null, dosesRemaining: null, nextDueAt: null, firmware: null };

/** Gathers heartbeats and comings and goings, and writes one row a dispenser at a steady pace. */
@Injectable()
export class Presence {
  private news = new Map<string, { -readonly [K in keyof HealthNews]: HealthNews[K] }>();
  private timer: NodeJS.Timeout | null = null;
  private saving: Promise<void> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly devices: DevicesService,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.save(), this.config.ingest.presenceEveryMs);
  }

  /** The dispenser gave a sign of life. */
  seen(deviceId: string, { online, heartbeat }: { online?: boolean; heartbeat?: Heartbeat } = {}): void {
    const lastSeenAt = this.clock.now();
    const known = this.news.get(deviceId);
    if (known) known.lastSeenAt = lastSeenAt;
    const news = known ?? { deviceId, online: null, ...SILENT, lastSeenAt };
    if (!known) this.news.set(deviceId, news);
    if (online !== undefined) news.online = online;
    if (heartbeat)
      Object.assign(news, Object.fromEntries(Object.entries(heartbeat).filter(([, said]) => said !== null)));
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
    this.news = new Map();
    try {
      await this.database.transact((tx) => this.devices.health.save(tx, [...taken.values()]));
    } catch (error) {
      this.log.warn({ error: (error as Error).message, dispensers: taken.size }, 'presence could not be written yet');
      for (const [deviceId, news] of taken) if (!this.news.has(deviceId)) this.news.set(deviceId, news);
    }
  }
}
