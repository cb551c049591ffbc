import type { House } from './house.js';
import { closesByItself, withErrorListener } from './platform/emitters.js';
import { Log } from './platform/logging/log.js';
import { Metrics } from './platform/metrics/metrics.js';
import { say } from './run.js';

/** What was begun has so long to be finished; what is acknowledged is safe already. */
const DRAIN_MS = 8_000;
const MOST_TOLD = 10;

/**
 * The last to hear of an error that nobody caught: it tells and counts it, lets the house drain for some seconds, and ends the process
 * with exit code 1, so that a supervisor starts it anew. Nobody knows any more what holds in such a process, so it never goes on.
 */
export class LastResort {
  /** Resolves with the first such error; whoever keeps the house open closes it then. */
  readonly fallen: Promise<Error>;
  private fall!: (error: Error) => void;
  private told = 0;
  private house: House | null = null;

  constructor() {
    this.fallen = new Promise((resolve) => (this.fall = resolve));
    // A reader of what we write may go away.
    for (const stream of [process.stdout, process.stderr]) withErrorListener(stream, closesByItself);
    process.on('uncaughtException', (error: unknown, origin) =>
      this.hear(error instanceof Error ? error : new Error(String(error)), origin),
    );
  }

  get hasHeard(): boolean {
    return this.told > 0;
  }

  /** From now on the house's own log and metrics are told. */
  watch(house: House): void {
    this.house = house;
    house.app
      .get(Metrics)
      .gauge('uncaught_errors', 'Errors that nobody caught; the process ends after the first', (gauge) =>
        gauge.set(this.told),
      );
  }

  private hear(error: Error, origin: NodeJS.UncaughtExceptionOrigin): void {
    if (this.told === 0) setTimeout(() => process.exit(1), DRAIN_MS);
    this.told += 1;
    if (this.told <= MOST_TOLD) this.tell(error, origin);
    this.fall(error);
  }

  private tell({ message, stack }: Error, origin: NodeJS.UncaughtExceptionOrigin): void {
    const words = 'nobody caught this: the process drains and ends, to be started anew';
    try {
      if (!this.house) return say(`${words}: ${stack ?? message}`);
      this.house.app.get(Log).error({ origin, error: message, stack }, words);
    } catch {
      say(`${words}: ${stack ?? message}`);
    }
  }
}
