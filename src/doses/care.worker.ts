import { Injectable } from '@nestjs/common';
import { IngestService } from '../ingest/ingest.service.js';
import { DRAIN_QUEUE, type WaitingLine } from '../journal/journal.rules.js';
import { JournalService } from '../journal/journal.service.js';
import { realNow } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Line } from '../platform/facts/line.js';
import { Log } from '../platform/logging/log.js';
import { Queues } from '../platform/queue/queues.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { laneOf } from './settle.rules.js';
import { LINES_AT_ONCE, SettlingService } from './settling.service.js';

const CARE_QUEUE = 'care';
const SUBJECTS_AT_ONCE = 200;
/** What was heard waits no longer than this before the next of it is looked at, however many more are being heard. */
const GIVE_WAY_MS = 500;

/** Wakes up for new lines in the journal, settles them, and gives each citizen's lines their turn on the line. */
@Injectable()
export class CareWorker {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly ingest: IngestService,
    private readonly journal: JournalService,
    private readonly line: Line,
    private readonly queues: Queues,
    private readonly settling: SettlingService,
    private readonly log: Log,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add(
      { name: 'drain', role: 'worker', look: () => this.drain() },
      { name: 'care', role: 'worker', look: () => this.careForOverdue() },
    );
  }

  async start(isWorker: boolean): Promise<void> {
    const handle = async (): Promise<void> => void (await this.drain());
    // A second one beside it would take the processor from those who wait for an acknowledgement.
    await this.queues.open({ name: DRAIN_QUEUE, concurrency: 1, handle }, isWorker);
    await this.queues.open(
      {
        name: CARE_QUEUE,
        concurrency: this.config.care.concurrency,
        handle: ({ lane }) => this.careForLane(String(lane)),
      },
      isWorker,
    );
  }

  /**
   * Settles what has been heard so far; answers how many lines it took. What is heard meanwhile is left to the next wake-up: many
   * lines in one turn cost a fraction of what they do one by one.
   */
  async drain(): Promise<number> {
    let total = 0;
    let lanes = await this.database.read((tx) => this.journal.lines.lanesHeard(tx));
    while (lanes.length > 0) {
      const full: number[] = [];
      for (const lane of lanes) {
        await this.ingest.lull(GIVE_WAY_MS);
        const taken = await this.drainLane(lane);
        total += taken;
        if (taken >= LINES_AT_ONCE) full.push(lane);
      }
      lanes = full;
    }
    return total;
  }

  private async drainLane(lane: number): Promise<number> {
    const { taken, citizenIds } = await this.line.transact((turn) => this.settling.drain(turn, lane));
    this.queues.wakeSoon(
      CARE_QUEUE,
      [...new Set(citizenIds.map(laneOf))].map((lane) => ({ key: lane, ids: { lane } })),
    );
    return taken;
  }

  /** Looks once at the citizens of a lane; whoever comes to it meanwhile has the lane woken once more. */
  private async careForLane(lane: string): Promise<void> {
    const citizenIds = await this.database.read((tx) => this.settling.waitingIn(tx, lane));
    for (const citizenId of citizenIds) await this.care(citizenId);
  }

  /** Gives the citizen's waiting lines their turn, one message each; one that fails does not hold up the next. */
  async care(citizenId: string): Promise<void> {
    const lines = await this.database.read((tx) => this.settling.waitingFor(tx, citizenId));
    for (const line of lines) {
      try {
        await this.line.transact(async (turn) => ({
          facts: await this.settling.care(turn, citizenId, line.number),
          result: undefined,
        }));
      } catch (error) {
        this.log.error(
          { line: line.number, type: line.type, attempt: line.attempts + 1, error: (error as Error).message },
          'a message failed on the line',
        );
        await this.noteFailure(citizenId, line, error as Error);
      }
    }
  }

  /** Parks what failed too often, and alarms over it; when the alarm fails as well it is parked all the same. */
  private async noteFailure(citizenId: string, line: WaitingLine, failure: Error): Promise<void> {
    const note = (alarm: boolean): Promise<void> =>
      this.line.transact(async (turn) => ({
        facts: await this.settling.noteFailure(turn, citizenId, line, failure, alarm),
        result: undefined,
      }));
    try {
      await note(true);
    } catch (error) {
      this.log.error(
        { line: line.number, error: (error as Error).message },
        'a message was parked, and no operations alert could be opened over it',
      );
      await note(false);
    }
  }

  /** What the queue should have woken us for, and what is due another try. */
  private async careForOverdue(): Promise<number> {
    const overdue = await this.database.read((tx) =>
      this.journal.lines.overdueSubjects(tx, realNow(), SUBJECTS_AT_ONCE),
    );
    return this.sweeps.each(overdue, async (citizenId) => {
      await this.care(citizenId);
      return 1;
    });
  }
}
