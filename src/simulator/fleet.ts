import { setTimeout as pause } from 'node:timers/promises';
import type { Dialect } from '../devices/dialects/dialect.rules.js';
import { defaultDialect } from '../devices/dialects/dialects.rules.js';
import { every } from '../platform/emitters.js';
import type { ConnectionCounts, Credentials } from './connection.js';
import { FleetClock } from './fleet-clock.js';
import { SimulatedDispenser, type Fleet } from './simulated-dispenser.js';

export interface FleetOptions {
  readonly url: string;
  readonly dispensers: readonly Credentials[];
  /** The same seed gives the same behaviour. */
  readonly seed: number;
  /** How fast time runs until the gateway tells its own. */
  readonly speed?: number;
  readonly connectsPerSecond?: number;
  /** What they speak; the house's own words by default. */
  readonly dialect?: Dialect;
  /** Where the fleet's clock stands until the gateway tells its own; now by default. */
  readonly startsAt?: Date;
  readonly onError?: (error: Error, deviceId: string) => void;
}

export interface FleetCounts extends ConnectionCounts {
  readonly dispensers: number;
  readonly unacknowledged: number;
}

export interface RunningFleet {
  stop(): Promise<void>;
  counts(): FleetCounts;
}

const tickMilliseconds = 200;

/** Every dispenser looks what is due by now. */
class Rounds {
  private afterwards: (() => void)[] = [];
  private isLooking = false;
  private isStopped = false;

  constructor(
    private readonly clock: FleetClock,
    private readonly dispensers: readonly SimulatedDispenser[],
  ) {}

  look(): void {
    this.isLooking = false;
    if (this.isStopped) return;
    const now = this.clock.now();
    for (const dispenser of this.dispensers) dispenser.look(now);
    const told = this.afterwards;
    this.afterwards = [];
    for (const tell of told) tell();
  }

  /** A time told to ten thousand dispensers is one look, not ten thousand. */
  soon(afterwards?: () => void): void {
    if (afterwards) this.afterwards.push(afterwards);
    if (this.isLooking) return;
    this.isLooking = true;
    setImmediate(() => this.look());
  }

  stop(): void {
    this.isStopped = true;
  }
}

/** Connects every dispenser, at a bounded rate; resolves when each has tried once. One timer drives them all. */
export async function startFleet(options: FleetOptions): Promise<RunningFleet> {
  const { url, seed, speed = 1, connectsPerSecond = 100, startsAt = new Date(), onError = () => {} } = options;
  const { dialect = defaultDialect } = options;
  const clock = new FleetClock(startsAt.getTime(), speed);
  const counts: ConnectionCounts = { connected: 0, published: 0, duplicates: 0, heartbeats: 0, commands: 0 };
  const dispensers: SimulatedDispenser[] = [];
  const rounds = new Rounds(clock, dispensers);
  const fleet: Fleet = {
    url,
    seed,
    bootId: Math.floor(Date.now() / 1000),
    counts,
    dialect,
    onError,
    lookSoon: () => rounds.soon(),
    now: () => clock.now(),
    speed: () => clock.speed,
    follow: (sync, done) => {
      clock.follow(Date.parse(sync.now), sync.speed);
      rounds.soon(done);
    },
  };

  const ticker = every(
    tickMilliseconds,
    () => rounds.look(),
    (error) => onError(error, 'fleet'),
  );
  const stop = async () => {
    rounds.stop();
    clearInterval(ticker);
    await Promise.all(dispensers.map((dispenser) => dispenser.stop()));
  };

  const tried: Promise<void>[] = [];
  for (const who of options.dispensers) {
    const dispenser = new SimulatedDispenser(fleet, who);
    dispensers.push(dispenser);
    tried.push(dispenser.start());
    if (tried.length % 10 === 0) await pause(10_000 / connectsPerSecond);
  }
  await Promise.all(tried);
  return {
    stop,
    counts: () => ({
      ...counts,
      dispensers: dispensers.length,
      unacknowledged: dispensers.reduce((sum, dispenser) => sum + dispenser.unacknowledged, 0),
    }),
  };
}
