import { Injectable } from '@nestjs/common';
import { Clock, realNow } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { codeOf } from '../platform/database/trouble.rules.js';
import type { Turn } from '../platform/database/turn.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Readiness } from '../platform/health/readiness.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import type { WaitingAlarm, WaitingNews } from './waiting.rules.js';
import { WaitingService } from './waiting.service.js';

/** What stands in for news that nobody has to wait for any more is looked for so often. */
const OVER_EVERY_MS = 30_000;
/** There may be much in the quarantine. */
const PARKED_EVERY_MS = 5_000;

/** Looks for news that waits because of the house, so that for ever is never silent. */
@Injectable()
export class WaitingWorker {
  private news: readonly WaitingNews[] = [];
  private overAt = 0;
  private parkedAt = 0;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly log: Log,
    private readonly waiting: WaitingService,
    private readonly sweeps: Sweeps,
    metrics: Metrics,
    readiness: Readiness,
  ) {
    if (!config.roles.includes('worker')) return;
    sweeps.add({ name: 'waiting', role: 'worker', look: () => this.look() });
    readiness.add('waiting', [], () => this.describe());
    metrics.gauge(
      'messages_waiting_long',
      'Messages that have waited a minute or longer because of the house',
      (gauge) => gauge.set(this.news.length),
    );
  }

  /** Each in a turn of its own: where one cannot be told, the others are. */
  private async look(): Promise<number> {
    const [news, untold] = await this.database.autocommit(async (tx) => {
      const turn = { tx, now: this.clock.now() };
      const found = await this.waiting.find(turn, this.clock.speed);
      return [found.news, await this.waiting.untold(turn, found.alarms)] as const;
    });
    this.news = news;
    const isTimeForParked = realNow().getTime() - this.parkedAt >= PARKED_EVERY_MS;
    const asked = await this.sweeps.each(untold, (alarm) => this.standIn(alarm));
    const told = await this.bus.transact(async (turn) => {
      const facts = await this.waiting.tellOperations(turn, news, isTimeForParked);
      return { facts, result: facts.length };
    });
    if (isTimeForParked) this.parkedAt = realNow().getTime();
    return asked + told + (await this.endOver());
  }

  private async standIn(alarm: WaitingAlarm): Promise<number> {
    const raise = (isNameless: boolean): Promise<number> =>
      this.bus.transact(async (turn: Turn) => {
        const facts = await this.waiting.standIn(turn, alarm, isNameless);
        return { facts, result: facts.length };
      });
    try {
      return await raise(false);
    } catch (error) {
      const about = { deviceId: alarm.deviceId, error: codeOf(error) };
      this.log.warn(
        about,
        'nobody could be asked about a citizen whose alarm waits; somebody is asked about the dispenser',
      );
      return raise(true);
    }
  }

  private async endOver(): Promise<number> {
    const now = realNow().getTime();
    if (now - this.overAt < OVER_EVERY_MS) return 0;
    this.overAt = now;
    const over = await this.database.autocommit((tx) => this.waiting.over({ tx, now: this.clock.now() }));
    return this.sweeps.each(over, (standIn) =>
      this.bus.transact(async (turn) => ({ facts: [await this.waiting.cameThrough(turn, standIn)], result: 1 })),
    );
  }

  private describe() {
    const troubles = [...new Set(this.news.map(({ trouble }) => trouble))].sort().join(', ');
    const detail =
      this.news.length === 0
        ? 'nothing waits for the house'
        : `${this.news.length} messages wait for the house: ${troubles}`;
    return { ok: this.news.length === 0, detail, degradedOnly: true };
  }
}
