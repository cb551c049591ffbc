import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import type { Delay, PendingEntry } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { codeOf, HELD, isAboutMessage } from '../../platform/database/trouble.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Log } from '../../platform/logging/log.js';
import { Seldom } from '../../platform/logging/seldom.js';
import { afterFailure, type Failure } from './failure.rules.js';

/** While one message or another succeeds within so long, the house is not what fails them all. */
const LATELY_MS = 10_000;
const LINES_A_MINUTE = 20;

/** What becomes of entries whose message failed: tried again, for as long as it takes where nothing is wrong with them, else parked. */
@Injectable()
export class FailuresService {
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  private lastSuccessAt = 0;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly citizens: CitizensService,
    private readonly journal: JournalService,
    private readonly bus: FactBus,
    private readonly log: Log,
  ) {}

  noteSuccess(): void {
    this.lastSuccessAt = realNow().getTime();
  }

  /** The message of an entry failed. */
  async note(citizenId: string, entry: PendingEntry, error: unknown): Promise<void> {
    const failure = this.judge(entry, error);
    this.say(entry, failure, error);
    if (failure.step === 'again') return this.tryAgain(entry, failure, error, false);
    if (failure.step === 'parked') return this.park(citizenId, entry, failure, error);
    await this.delay([entry], failure, error);
    if (failure.step === 'apart' && !entry.apart) await this.show(entry, error);
  }

  /** Somebody holds the citizen: none of these entries could be tried. */
  async noteHeld(entries: readonly PendingEntry[], error: unknown): Promise<void> {
    for (const entry of entries) {
      const failure = this.judge(entry, error);
      this.say(entry, failure, error);
      await this.delay([entry], failure, error);
      if (failure.step === 'apart' && !entry.apart) await this.show(entry, error);
    }
  }

  /** The same for whatever waits for the citizen and was not delayed before. */
  delaySubject(citizenId: string, error: unknown): Promise<void> {
    const failure = this.judge({ attempts: 0, delays: 0, apart: false }, error);
    return this.database.commitAtOnce((tx) =>
      this.journal.entries.delaySubject(tx, citizenId, delayOf(failure, error)),
    );
  }

  /** Whether it is known that somebody holds the citizen. */
  isHeldUp(citizenId: string): Promise<boolean> {
    return this.database.autocommit((tx) => this.journal.entries.isHeldUp(tx, citizenId, HELD));
  }

  /** The citizen is free again. Answers how many entries come sooner for it. */
  hurry(citizenId: string): Promise<number> {
    return this.database.commitAtOnce((tx) => this.journal.entries.hurry(tx, citizenId, HELD, realNow()));
  }

  private judge(entry: Pick<PendingEntry, 'attempts' | 'delays' | 'apart'>, error: unknown): Failure {
    const othersGoOn = realNow().getTime() - this.lastSuccessAt < LATELY_MS;
    return afterFailure(entry, isAboutMessage(error), this.config.care.attempts, othersGoOn);
  }

  private async tryAgain(entry: PendingEntry, { afterMs }: Failure, error: unknown, park: boolean): Promise<void> {
    const lookAt = new Date(realNow().getTime() + afterMs);
    await this.database.commitAtOnce((tx) =>
      this.journal.entries.noteFailure(tx, entry.number, textOf(error), lookAt, park),
    );
  }

  private async delay(entries: readonly PendingEntry[], failure: Failure, error: unknown): Promise<void> {
    const numbers = entries.map(({ number }) => number);
    await this.database.commitAtOnce((tx) => this.journal.entries.delay(tx, numbers, delayOf(failure, error)));
  }

  /** Where a person sees it, unless it has had its effect meanwhile; that it waits does not depend on it. */
  private async show(entry: PendingEntry, error: unknown): Promise<void> {
    try {
      await this.bus.transact(async (turn) => {
        const waits = await this.journal.entries.holdWaiting(turn.tx, entry.number);
        const entries = waits ? [entry] : [];
        return {
          facts: await this.journal.quarantine(turn, entries, 'waiting', () => codeOf(error)),
          result: undefined,
        };
      });
    } catch (failure) {
      this.log.warn({ line: entry.number, error: codeOf(failure) }, 'a message that waits could not be shown');
    }
  }

  /** With an alarm over it; when that fails as well it is parked all the same, and whoever looks at what is parked raises it later. */
  private async park(
    citizenId: string,
    entry: PendingEntry,
    { failures, afterMs }: Failure,
    error: unknown,
  ): Promise<void> {
    const lookAt = new Date(realNow().getTime() + afterMs);
    const parked = {
      type: 'message.parked' as const,
      subject: String(entry.number),
      deviceId: entry.deviceId,
      citizenId,
      data: { eventType: entry.type, line: entry.number, attempts: failures },
    };
    const parkedIn = async ({ tx }: Turn): Promise<Fact> => ({
      ...parked,
      districtId: (await this.citizens.districtsOf(tx, [citizenId])).get(citizenId) ?? null,
    });
    const park = (alarm: boolean): Promise<void> =>
      this.bus.transact(async (turn) => {
        if (!(await this.journal.entries.noteFailure(turn.tx, entry.number, textOf(error), lookAt, true)))
          return { facts: [], result: undefined };
        const facts = await this.journal.quarantine(turn, [entry], 'parked', () => textOf(error));
        return { facts: alarm ? [...facts, await parkedIn(turn)] : facts, result: undefined };
      });
    try {
      await park(true);
    } catch (failure) {
      await park(false);
      this.log.error(
        { line: entry.number, error: (failure as Error).message },
        'a message was parked, and the operations alert over it comes later',
      );
    }
  }

  private say({ number, type, deviceId }: PendingEntry, { step, failures }: Failure, error: unknown): void {
    const about = { line: number, type, deviceId, failures };
    if (step === 'again' || step === 'parked')
      return this.log.error({ ...about, error: (error as Error).message }, `a message failed on the line: ${step}`);
    this.seldom.say(step, (more) =>
      this.log.warn({ ...about, error: codeOf(error), ...more }, 'a message waits for the house, and is tried again'),
    );
  }
}

const delayOf = ({ failures, afterMs, step }: Failure, error: unknown): Delay => ({
  delays: failures,
  trouble: codeOf(error),
  lookAt: new Date(realNow().getTime() + afterMs),
  apart: step === 'apart',
});

/** An error may quote what it is about, and that may be what the database refuses. */
const textOf = (error: unknown): string =>
  String((error as Partial<Error> | undefined)?.message ?? error)
    .replaceAll('\0', '')
    .toWellFormed();
