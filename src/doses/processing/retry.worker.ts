import { Injectable } from '@nestjs/common';
import type { PendingEntry } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { realNow } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Held } from '../../platform/database/held.js';
import { workingOn } from '../../platform/logging/about.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { FailuresService } from './failures.service.js';
import { SingleProcessor } from './single-processor.service.js';

const ENTRIES_A_LOOK = 200;
const AT_ONCE = 4;
/** After a lock on a whole table there may be thousands: while they succeed a look goes on for so long. */
const LOOK_MS = 3_000;
/** Parked by a version before: looked for so often. */
const JUDGE_EVERY_MS = 30_000;

/** Tries what the house failed before, beside the lanes: whoever it takes long with keeps nobody waiting but others like it. */
@Injectable()
export class RetryWorker {
  private judgedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly journal: JournalService,
    private readonly bus: FactBus,
    private readonly failures: FailuresService,
    private readonly single: SingleProcessor,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'again', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const until = realNow().getTime() + LOOK_MS;
    for (let total = await this.judgeParked(); ;) {
      const { found, done } = await this.tryDelayed();
      total += done;
      if (found < ENTRIES_A_LOOK || done === 0 || realNow().getTime() >= until) return total;
    }
  }

  private async tryDelayed(): Promise<{ found: number; done: number }> {
    const delayed = await this.database.autocommit((tx) => this.journal.entries.delayed(tx, realNow(), ENTRIES_A_LOOK));
    const bySubject = Map.groupBy(delayed, ({ subject }) => subject);
    const tryAgain = (subject: string): Promise<number> => this.tryAgain(subject, bySubject.get(subject)!);
    const done = await this.sweeps.each([...bySubject.keys()], tryAgain, AT_ONCE);
    return { found: delayed.length, done };
  }

  /** A citizen's entries, one message each; while somebody holds the citizen none of them is tried. Answers how many succeeded. */
  private async tryAgain(subject: string, entries: readonly PendingEntry[]): Promise<number> {
    let done = 0;
    for (const [i, entry] of entries.entries()) {
      try {
        await workingOn({ entry: entry.number }, () =>
          this.bus.transact(async (turn) => ({
            facts: await this.single.process(turn, subject, entry.number, 'none'),
            result: undefined,
          })),
        );
        this.failures.noteSuccess();
        done++;
      } catch (error) {
        if (error instanceof Held) {
          await this.failures.noteHeld(entries.slice(i), error);
          break;
        }
        await workingOn({ entry: entry.number }, () => this.failures.note(subject, entry, error));
      }
    }
    if (done > 0) await this.failures.hurry(subject);
    return done;
  }

  private async judgeParked(): Promise<number> {
    const now = realNow().getTime();
    if (now - this.judgedAt < JUDGE_EVERY_MS) return 0;
    const judged = await this.bus.transact(async (turn) => ({
      facts: [],
      result: await this.journal.judgeParked(turn, ENTRIES_A_LOOK),
    }));
    this.judgedAt = now;
    return judged;
  }
}
