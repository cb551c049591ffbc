import { Injectable } from '@nestjs/common';
import { CALM_MINUTES } from '../ingest/budget.rules.js';
import { Broker } from '../ingest/embedded/broker.js';
import { CommandSender } from '../ingest/command-sender.js';
import { IngestService } from '../ingest/ingest.service.js';
import { Presence } from '../ingest/presence/presence.js';
import { JournalProcessor } from '../doses/processing/journal-processor.worker.js';
import { offlineAt, type SilenceLimits } from '../devices/devices.service.js';
import { Clock } from '../platform/clock/clock.js';
import { ClockService } from '../platform/clock/clock.service.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { HELD_STATES, OPEN_STATES } from '../cases/task.rules.js';
import { isOneOf, rows } from '../platform/database/sql.js';
import { Followers } from '../platform/facts/followers.js';
import { Sweeps } from '../platform/queue/sweeps.js';

/** No longer than a dispenser has to report a miss: what the demo's dispensers live through is said before it is taken as passed. */
export const LIVED_STEP_MS = 4 * 60_000;

/** Moves the house's clock forward as if the time had passed: it stops at everything that falls due, in order. */
@Injectable()
export class TimeTravel {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly clockService: ClockService,
    private readonly database: Database,
    private readonly followers: Followers,
    private readonly sweeps: Sweeps,
    private readonly broker: Broker,
    private readonly commandSender: CommandSender,
    private readonly ingest: IngestService,
    private readonly presence: Presence,
    private readonly processor: JournalProcessor,
  ) {}

  /** From here on time runs so fast, for the house and for every dispenser that listens. */
  async runAt(speed: number): Promise<void> {
    await this.clockService.moveTo(this.clock.now(), speed);
    await this.tellDispensers();
  }

  /**
   * Answers when everything that fell due up to then has run. Meanwhile time runs no faster than ours: else it would never end.
   * For dispensers that live by the house's time it passes in such steps while one of them listens.
   */
  async forwardTo(target: Date, stepMs = Infinity): Promise<void> {
    const { speed } = this.clock;
    if (speed > 1) await this.runAt(1);
    try {
      await this.sweeps.still(() => this.travelTo(target, stepMs));
    } finally {
      if (speed > 1) await this.runAt(speed);
    }
  }

  private async travelTo(target: Date, stepMs: number): Promise<void> {
    await this.settle();
    for (;;) {
      const now = this.clock.now();
      const atMost = this.broker.listening().length > 0 ? now.getTime() + stepMs : Infinity;
      const next = await this.nextStop(now, new Date(Math.min(atMost, target.getTime())), target);
      if (next === null) break;
      await this.clockService.moveTo(next);
      await this.tellDispensers();
      await this.settle();
    }
    if (this.clock.now() < target) await this.clockService.moveTo(target);
    await this.tellDispensers();
    await this.settle();
  }

  /** Waits until nothing is on its way: what dispensers said is in the journal, has had its effect, and nothing more is due. */
  async settle(): Promise<void> {
    for (;;) {
      await this.ingest.idle();
      await this.presence.settled();
      await this.processor.processBulk();
      // What the line writes while the sweeps look, they may not have seen.
      const wasHeard = await this.isAllHeard();
      await this.sweeps.runUntilQuiet();
      if (wasHeard && (await this.isAllHeard())) break;
    }
    await this.followers.settled();
  }

  /** What was set apart is not waited for: it may be long. */
  private async isAllHeard(): Promise<boolean> {
    const [row] = await this.database.autocommit((tx) =>
      rows<{ waiting: boolean }>(
        tx,
        `SELECT EXISTS (SELECT 1 FROM journal_batch)
                OR EXISTS (SELECT 1 FROM journal_pending WHERE "stage" <> 'parked' AND NOT "apart") AS "waiting"`,
      ),
    );
    return !row!.waiting && this.ingest.depth === 0;
  }

  private async nextStop(now: Date, limit: Date, target: Date): Promise<Date | null> {
    const { devices, outage } = this.config;
    const [row] = await this.database.autocommit((tx) =>
      rows<{ at: Date | null }>(tx, nextDue(devices), [now, limit, outage.announceSeconds, outage.atRiskMinutes]),
    );
    return row?.at ?? (limit < target ? limit : null);
  }

  /** Dispensers that listen hear the new time and report what happened meanwhile before it is taken as passed. */
  private async tellDispensers(): Promise<void> {
    const listening = this.broker.listening();
    if (listening.length > 0) await this.commandSender.tellTimeAndWait(listening);
  }
}

/** Everything that waits for its time, in any room. */
const nextDue = (limits: SilenceLimits): string => `SELECT min("at") AS "at" FROM (
  SELECT min("deadlineAt") AS "at" FROM dose WHERE NOT "settled" AND "deadlineAt" > $1 AND "deadlineAt" <= $2
  UNION ALL SELECT min("nextRungAt") FROM escalation WHERE "nextRungAt" > $1 AND "nextRungAt" <= $2
  UNION ALL SELECT min("nextTryAt") FROM delivery WHERE "nextTryAt" > $1 AND "nextTryAt" <= $2
  UNION ALL SELECT min("restsUntil") FROM push_subscription WHERE "restsUntil" > $1 AND "restsUntil" <= $2
  UNION ALL SELECT min(least("remindAt", "claimExpiresAt")) FROM task WHERE ${isOneOf('"state"', HELD_STATES)} AND least("remindAt", "claimExpiresAt") > $1 AND least("remindAt", "claimExpiresAt") <= $2
  UNION ALL SELECT min("shiftEndsAt") FROM task WHERE ${isOneOf('"state"', OPEN_STATES)} AND "shiftEndsAt" > $1 AND "shiftEndsAt" <= $2
  UNION ALL SELECT min("releaseAt") FROM task WHERE ${isOneOf('"state"', OPEN_STATES)} AND "releaseAt" > $1 AND "releaseAt" <= $2
  UNION ALL SELECT min("shelvedUntil") FROM alert WHERE "state" = 'shelved' AND "shelvedUntil" > $1 AND "shelvedUntil" <= $2
  UNION ALL SELECT min("until") FROM own_shift WHERE NOT "isOver" AND "until" > $1 AND "until" <= $2
  UNION ALL SELECT min("attachedUntil") FROM alert WHERE "attached" AND "attachedUntil" > $1 AND "attachedUntil" <= $2
  UNION ALL SELECT min("from") FROM pause WHERE "begunAt" IS NULL AND "from" > $1 AND "from" <= $2
  UNION ALL SELECT min("until") FROM pause WHERE "endedAt" IS NULL AND "until" > $1 AND "until" <= $2
  UNION ALL SELECT min("at") FROM citizen, unnest(ARRAY[("temporaryAddress" ->> 'from')::timestamptz, ("temporaryAddress" ->> 'until')::timestamptz]) AS "at"
    WHERE "temporaryAddress" IS NOT NULL AND "at" > $1 AND "at" <= $2
  UNION ALL SELECT min("plannedUntil") FROM schedule WHERE "plannedUntil" > $1 AND "plannedUntil" <= $2
  UNION ALL SELECT min("sendAt") FROM schedule WHERE "sendAt" > $1 AND "sendAt" <= $2
  UNION ALL SELECT min("endsAt") FROM assignment WHERE "endsAt" > $1 AND "endsAt" <= $2
  UNION ALL SELECT min("beginsAt") FROM assignment WHERE "beginsAt" > $1 AND "beginsAt" <= $2
  UNION ALL SELECT min("lastAt") + make_interval(mins => ${CALM_MINUTES}) FROM chatter
    WHERE "lastAt" > $1 - make_interval(mins => ${CALM_MINUTES}) AND "lastAt" <= $2 - make_interval(mins => ${CALM_MINUTES})
  UNION ALL SELECT min("lookAt") FROM condition WHERE "lookAt" > $1 AND "lookAt" <= $2
  UNION ALL SELECT min(o."at") FROM (SELECT ${offlineAt(limits)} AS "at" FROM device_health h JOIN device d ON d."deviceId" = h."deviceId") o
    WHERE o."at" > $1 AND o."at" <= $2
  UNION ALL SELECT min("at") FROM ingest_outage, unnest(ARRAY["watchFrom", "offlineFrom", "downSince" + make_interval(secs => $3),
    "downSince" + make_interval(mins => $4)]) AS "at" WHERE "at" > $1 AND "at" <= $2
) due`;
