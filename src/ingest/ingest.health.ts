import { Injectable } from '@nestjs/common';
import { JournalService } from '../journal/journal.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Readiness } from '../platform/health/readiness.js';
import type { CheckResult } from '../platform/health/readiness.rules.js';
import { Broker } from './embedded/broker.js';
import { ExternalBroker } from './external/external-broker.js';
import { IngestService } from './ingest.service.js';
import { judgeJournal } from './journal-health.rules.js';
import { Presence } from './presence/presence.js';

/** What was heard longer ago than this and still had no effect is late. */
const LATE_SECONDS = 60;
/** Presence that could not be written so many times in a row is held up. */
const MISSED_ROUNDS = 5;

/** Whether dispensers are heard, and what they say has its effect in time. */
@Injectable()
export class IngestHealth {
  constructor(
    private readonly broker: Broker,
    private readonly external: ExternalBroker,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly ingest: IngestService,
    private readonly journal: JournalService,
    private readonly config: Config,
    private readonly presence: Presence,
    readiness: Readiness,
  ) {
    if (config.roles.includes('gateway')) {
      readiness.add('broker', ['mqtt'], () => this.lookAtBroker());
      readiness.add('journal', ['mqtt'], () => judgeJournal(this.ingest.journalState));
      readiness.add('presence', [], () => this.lookAtPresence());
    }
    readiness.add('ingest', [], () => this.lookAtLag());
  }

  private lookAtBroker(): CheckResult {
    if (this.config.mqtt.brokerUrl !== null) return this.external.health;
    const { isOpen, connected } = this.broker;
    return { ok: isOpen, detail: isOpen ? `open, ${connected} dispensers connected` : 'not open' };
  }

  private lookAtPresence(): CheckResult {
    const { waitingSeconds } = this.presence;
    const ok = waitingSeconds * 1000 <= MISSED_ROUNDS * this.config.ingest.presenceEveryMs;
    const detail = ok ? 'is written' : `who was heard has not been written for ${Math.round(waitingSeconds)} s`;
    return { ok, detail };
  }

  private async lookAtLag(): Promise<CheckResult> {
    const { waiting, oldestReceivedAt } = await this.database.autocommit((tx) => this.journal.entries.countWaiting(tx));
    const seconds = oldestReceivedAt ? this.secondsSince(oldestReceivedAt) : 0;
    const detail = waiting === 0 ? 'nothing waits' : `${waiting} waiting, the oldest for ${seconds} s`;
    return { ok: seconds <= LATE_SECONDS, detail };
  }

  /** In real seconds, however fast the house's clock runs. */
  private secondsSince(at: Date): number {
    const seconds = (this.clock.now().getTime() - at.getTime()) / 1000 / Math.max(1, this.clock.speed);
    return Math.max(0, Math.round(seconds));
  }
}
