import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Readiness } from '../health/readiness.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { ThisNode } from '../this-node.js';
import { steadyMs } from './clock.js';
import { ClockStore, type WrongClock } from './clock.store.js';
import { type Clocks, describeClocks, isWrong, newsOf } from './skew.rules.js';

export type { WrongClock };

const AGREE: Clocks = { skewMs: 0, behindMs: 0 };
const TELL_AGAIN_MS = 10_000;

/** How the clock of this machine stands to PostgreSQL's: a number, a line of readiness, and a row for whoever tells operations. */
@Injectable()
export class ClockSkew {
  private readonly name: string;
  private clocks = AGREE;
  /** When the others were told last that a clock is wrong; null while none is. */
  private toldMs: number | null = null;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly store: ClockStore,
    private readonly log: Log,
    private readonly node: ThisNode,
    metrics: Metrics,
    readiness: Readiness,
  ) {
    this.name = `${hostname()} (${config.roles.join(', ')})`;
    metrics.gauge('clock_skew_seconds', 'How far the clock of this machine is ahead of that of PostgreSQL', (gauge) =>
      gauge.set(this.clocks.skewMs / 1000),
    );
    metrics.gauge(
      'clock_behind_seconds',
      'How much of a change of the clock of PostgreSQL is left to be made up for',
      (gauge) => gauge.set(this.clocks.behindMs / 1000),
    );
    readiness.add('clock', [], () => ({
      ok: !isWrong(this.clocks),
      detail: describeClocks(this.clocks),
      degradedOnly: true,
    }));
  }

  /** How the clock of this machine, and the time it goes by, stand to PostgreSQL's. */
  get here(): Clocks {
    return this.clocks;
  }

  async note(clocks: Clocks): Promise<void> {
    const news = newsOf(this.clocks, clocks);
    this.clocks = clocks;
    if (news === 'apart') this.log.warn({ ...clocks }, 'the clock of this machine and that of PostgreSQL are apart');
    if (news === 'together') this.log.info({ ...clocks }, 'the clocks of this machine and of PostgreSQL agree again');
    await this.tellOthers();
  }

  /** The nodes whose clock is wrong now. */
  wrong(tx: EntityManager): Promise<WrongClock[]> {
    return this.store.wrong(tx);
  }

  /** Again and again while a clock is wrong: whoever stops telling is gone. */
  private async tellOthers(): Promise<void> {
    const now = steadyMs();
    if (isWrong(this.clocks)) {
      if (this.toldMs !== null && now - this.toldMs < TELL_AGAIN_MS) return;
      await this.database.transact((tx) => this.store.tellSkew(tx, this.node.id, this.name, this.clocks));
      this.toldMs = now;
    } else if (this.toldMs !== null) {
      await this.database.transact((tx) => this.store.takeBackSkew(tx, this.node.id));
      this.toldMs = null;
    }
  }
}
