import { Injectable } from '@nestjs/common';
import { Clock, realNow, steadyMs } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Patience } from '../database/held.js';
import { codeOf, isHeld } from '../database/trouble.rules.js';
import { begin, every } from '../emitters.js';
import { Log } from '../logging/log.js';
import { Seldom } from '../logging/seldom.js';
import { Metrics } from '../metrics/metrics.js';
import { NextLook } from './next-look.js';
import { PutBack } from './put-back.js';
import { SweepRecord } from './sweep-record.js';
import { atMost } from '../at-most.js';

/** One look for work that has fallen due; it answers how much it found. */
export interface Sweep {
  readonly name: string;
  /** The role whose processes look. */
  readonly role: 'gateway' | 'worker';
  readonly look: () => Promise<number>;
  /** All others rest on it: at the start it comes before them, and it never waits for a connection that others have. */
  readonly first?: true;
  /** It says how we are and finds no work: it looks also while somebody has the others stand still. */
  readonly neverStill?: true;
  /** When the next of its work falls due, by the house's clock: then it looks at once, and not with the next second. */
  readonly nextDue?: () => Promise<Date | null>;
  /** The sweep by whose look it knows that something fell due: that one looks before, where this process has it. */
  readonly lookFirst?: string;
}

/** How a sweep fares: when it came through last, for how long it has not, and the code of what its last look failed with. */
export interface SweepFares {
  readonly name: string;
  readonly lastRunAt: Date | null;
  readonly ageMs: number;
  readonly tookMs: number;
  readonly trouble: string | null;
}

const LOOKS_AFTER_FAILURE = 3;
/** After so long a look begins nothing more: what is left is found by the next, with what fell due meanwhile. */
const LOOK_MS = 5_000;
/** For so long of a look work that somebody holds is begun: what falls due meanwhile waits for the next look. */
const WAIT_MS = 1_000;
/** At the start the next in line waits for a look no longer than this. */
const IN_LINE_MS = 1_000;
const LINES_A_MINUTE = 5;

/**
 * The plain timers that every deadline of the house hangs on. Queues only make it sooner. Each sweep has a timer of its own: one that
 * takes long keeps no other waiting, and none holds all the connections that sweeps have.
 */
@Injectable()
export class Sweeps {
  private readonly records = new Map<Sweep, SweepRecord>();
  private readonly looking = new Map<Sweep, Promise<void>>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly nextLooks = new Map<Sweep, NextLook>();
  private readonly putBack = new PutBack();
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  private readonly looks;
  private closing = false;
  /** How many asked that nobody looks by the timer. */
  private stills = 0;
  /** Since the start: what was done, and what failed or was left to whoever holds it. */
  private found = 0;
  private failures = 0;

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.looks = metrics.counter('sweep_looks_total', 'Looks for what has fallen due, by what became of them', [
      'sweep',
      'result',
    ]);
    metrics.gauges('sweep_age_seconds', 'How long ago a sweep last came through', 'sweep', () =>
      this.of((record) => record.ageMs(steadyMs()) / 1000),
    );
    metrics.gauges('sweep_seconds', 'How long the last look of a sweep took', 'sweep', () =>
      this.of((record) => record.tookMs / 1000),
    );
    metrics.gauge('put_back', 'Pieces of work that wait because somebody holds what they are about', (gauge) =>
      gauge.set(this.putBack.count),
    );
  }

  add(...sweeps: Sweep[]): void {
    for (const sweep of sweeps.filter(({ role }) => this.config.roles.includes(role))) {
      this.records.set(sweep, new SweepRecord(steadyMs()));
      for (const result of ['done', 'held', 'failed']) this.looks.inc({ sweep: sweep.name, result }, 0);
    }
  }

  /**
   * Looks from now on. The first look is one after the other, in the order of the line and not for long: that nobody was heard is known
   * before silence is judged.
   */
  async start(): Promise<void> {
    for (const sweep of this.inOrder) {
      const look = this.look(sweep);
      await (sweep.first ? look : atMost(IN_LINE_MS, look));
    }
    const { everyMs } = this.config.sweep;
    for (const sweep of this.inOrder.filter(({ nextDue }) => nextDue))
      this.nextLooks.set(sweep, this.nextLookOf(sweep, everyMs));
    // Not all in the same instant: they would wait for each other's connections.
    this.inOrder.forEach((sweep, i, all) => {
      const look = (): unknown => this.mayLook(sweep) && this.look(sweep);
      const failed = (error: Error): void => this.noteLook(sweep, error);
      const first = setTimeout(
        () => {
          begin(look, failed);
          this.timers.push(every(everyMs, look, failed));
        },
        (everyMs * (i + 1)) / all.length,
      );
      this.timers.push(first);
    });
  }

  /**
   * Does one piece of work after the other, or so many at once; one that fails does not hold up the next, nor does one that somebody
   * else holds: it comes when all others are done, waits a moment then, and is put back for longer each time. Answers how much was done.
   */
  async each<T>(
    found: readonly T[],
    work: (one: T, patience: Patience) => Promise<number>,
    atOnce = 1,
  ): Promise<number> {
    const until = steadyMs() + LOOK_MS;
    const { fresh, again, notYet } = this.putBack.sort(found, steadyMs());
    const held: T[] = [];
    const done = await this.sideBySide(fresh, atOnce, until, (one) => work(one, 'none'), held);
    const behind = [...held, ...again, ...(this.stills > 0 ? notYet : [])];
    const waitUntil = Math.min(until, steadyMs() + WAIT_MS);
    const left: T[] = [];
    const doneLater = await this.sideBySide(behind, atOnce, waitUntil, (one) => work(one, 'a moment'), left);
    this.failures += left.length + (this.stills > 0 ? 0 : notYet.length);
    return done + doneLater;
  }

  /**
   * The same, many in one transaction, and so many of those at once. Where somebody holds one of them, or one fails, each of those is done
   * by itself: nobody is held up by one that happened to be beside it.
   */
  async together<T>(
    found: readonly T[],
    most: number,
    work: (some: readonly T[], patience: Patience) => Promise<number>,
    atOnce = 1,
  ): Promise<number> {
    const until = steadyMs() + LOOK_MS;
    const { fresh, again, notYet } = this.putBack.sort(found, steadyMs());
    const alone = [...again, ...notYet];
    const groups = Array.from({ length: Math.ceil(fresh.length / most) }, (_, i) =>
      fresh.slice(i * most, (i + 1) * most),
    ).values();
    let done = 0;
    const oneByOne = async (): Promise<void> => {
      for (const some of groups) {
        if (this.closing || steadyMs() >= until) return;
        try {
          done += await work(some, 'none');
        } catch (error) {
          alone.push(...some);
          if (!isHeld(error)) this.noteApart(some.length, error as Error);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, oneByOne));
    return done + (await this.each(alone, (one, patience) => work([one], patience), atOnce));
  }

  /**
   * Looks again at once while a look found as many as it may and got something done: what is left of a whole round that falls due at the
   * same minute does not wait for the next second, unless this has taken as long as a look may.
   */
  async whileMoreIsLeft(most: number, look: () => Promise<{ found: number; done: number }>): Promise<number> {
    const until = steadyMs() + LOOK_MS;
    for (let total = 0; ;) {
      const { found, done } = await look();
      total += done;
      if (done === 0 || found < most || steadyMs() >= until) return total;
    }
  }

  /**
   * Looks until each has looked in vain since the last that found something; what failed, or was held, is looked at again as often as it
   * would be in a moment.
   */
  runUntilQuiet(): Promise<void> {
    return this.still(async () => {
      let inVain = 0;
      for (let left = LOOKS_AFTER_FAILURE; ;) {
        const { failures } = this;
        const isWell = (): boolean => this.failures === failures && this.putBack.count === 0;
        this.putBack.hurry(steadyMs());
        for (const sweep of this.inOrder) {
          const { found } = this;
          // One that is under way may have begun before there was what it is asked to find.
          await this.looking.get(sweep);
          await this.look(sweep);
          inVain = this.found === found ? inVain + 1 : 0;
          if (inVain >= this.records.size && isWell()) return;
        }
        if (inVain >= this.records.size && left-- === 0) return;
      }
    });
  }

  /** While the work goes on, nobody looks but who is asked to: what falls due together is then done in the order of the line. */
  async still<T>(work: () => Promise<T>): Promise<T> {
    this.stills++;
    try {
      await Promise.all(this.looking.values());
      return await work();
    } finally {
      this.stills--;
    }
  }

  /** Sweeps that have not come through lately, with when they last did. */
  stale(olderThanMs: number): { name: string; lastRunAt: Date | null }[] {
    const now = steadyMs();
    return [...this.records]
      .filter(([, record]) => record.lastRunAt === null || record.ageMs(now) > olderThanMs)
      .map(([{ name }, { lastRunAt }]) => ({ name, lastRunAt }));
  }

  /** How each of them fares here, in the order of the line. */
  fares(): SweepFares[] {
    const now = steadyMs();
    return this.inOrder.map((sweep) => {
      const record = this.records.get(sweep)!;
      const { lastRunAt, tookMs, trouble } = record;
      return { name: sweep.name, lastRunAt, tookMs, trouble, ageMs: record.ageMs(now) };
    });
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const timer of this.timers) clearTimeout(timer);
    for (const nextLook of this.nextLooks.values()) nextLook.cancel();
    await Promise.all(this.looking.values());
  }

  /** In the order of the line, behind those that all others rest on. */
  private get inOrder(): Sweep[] {
    const all = [...this.records.keys()];
    return [...all.filter(({ first }) => first), ...all.filter(({ first }) => !first)];
  }

  private of(fare: (record: SweepRecord) => number): [string, number][] {
    return [...this.records].map(([{ name }, record]) => [name, fare(record)]);
  }

  private mayLook(sweep: Sweep): boolean {
    return (this.stills === 0 || sweep.neverStill === true) && !this.records.get(sweep)!.rests(steadyMs());
  }

  private nextLookOf(sweep: Sweep, withinMs: number): NextLook {
    const before = this.inOrder.find(({ name }) => name === sweep.lookFirst);
    const look = async (): Promise<void> => {
      if (!this.mayLook(sweep)) return;
      if (before) await atMost(IN_LINE_MS, this.look(before));
      await this.look(sweep);
    };
    return new NextLook(withinMs, look, (error) => this.noteLook(sweep, error));
  }

  private async planNextLook(sweep: Sweep): Promise<void> {
    const nextLook = this.nextLooks.get(sweep);
    if (!nextLook || this.stills > 0) return;
    const at = await this.database.shares.asSweep(sweep.name, () => sweep.nextDue!());
    if (!this.closing) nextLook.plan(at && (at.getTime() - this.clock.now().getTime()) / this.clock.speed);
  }

  /** Of one sweep there is one look at a time; whoever comes meanwhile waits for the same. */
  private look(sweep: Sweep): Promise<void> {
    const underWay = this.looking.get(sweep);
    if (underWay) return underWay;
    const look = this.lookOnce(sweep).finally(() => this.looking.delete(sweep));
    this.looking.set(sweep, look);
    return look;
  }

  private async lookOnce(sweep: Sweep): Promise<void> {
    if (this.closing || !this.database.isUp) return;
    const began = steadyMs();
    const { shares } = this.database;
    try {
      this.found += await (sweep.first ? shares.asFirst(sweep.look) : shares.asSweep(sweep.name, sweep.look));
      this.looks.inc({ sweep: sweep.name, result: 'done' });
      this.records.get(sweep)!.cameThrough(steadyMs(), began, realNow());
      begin(
        () => this.planNextLook(sweep),
        (error) => this.noteLook(sweep, error),
      );
    } catch (error) {
      this.failures++;
      this.noteLook(sweep, error as Error);
      this.records.get(sweep)!.failed(steadyMs(), began, isHeld(error), codeOf(error));
    }
  }

  private noteLook({ name }: Sweep, error: Error): void {
    const result = isHeld(error) ? 'held' : 'failed';
    this.looks.inc({ sweep: name, result });
    this.seldom.say(`${name} ${result}`, (more) =>
      result === 'held'
        ? this.log.warn({ sweep: name, ...more }, 'a sweep met what somebody holds; it looks again shortly')
        : this.log.error({ sweep: name, error: error.message, ...more }, 'a sweep failed; it looks again shortly'),
    );
  }

  private async sideBySide<T>(
    found: readonly T[],
    atOnce: number,
    until: number,
    work: (one: T) => Promise<number>,
    held: T[],
  ): Promise<number> {
    const waiting = found.values();
    let done = 0;
    const oneByOne = async (): Promise<void> => {
      for (const one of waiting) {
        if (this.closing || steadyMs() >= until) return;
        try {
          const count = await work(one);
          done += count;
          this.putBack.done(one);
        } catch (error) {
          if (!isHeld(error)) {
            this.noteFailure(one, error as Error);
            continue;
          }
          held.push(one);
          this.putBack.note(one, steadyMs());
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, oneByOne));
    return done;
  }

  private noteApart(count: number, { message }: Error): void {
    this.seldom.say('together', (more) =>
      this.log.warn({ count, error: message, ...more }, 'what failed together is done one by one'),
    );
  }

  private noteFailure(about: unknown, { message }: Error): void {
    this.failures++;
    this.log.error({ about, error: message }, 'a piece of work failed; it is tried again shortly');
  }
}
