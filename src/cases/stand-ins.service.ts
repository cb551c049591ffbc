import { Injectable } from '@nestjs/common';
import { type Alert, conditionKey, isLive } from './alert.rules.js';
import { AlertsService } from './alerts.service.js';
import { JournalService } from '../journal/journal.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Task } from './task.rules.js';
import { TasksService } from './tasks.service.js';
import { heldBy } from './lead.rules.js';

/** What an alert that stands in for others is known by, for its citizen or, where that cannot be written, its dispenser. */
export const STANDS_IN = 'alarm.waiting';

/** The lines that an alert stands in for. */
export interface StoodFor {
  readonly citizenId: string;
  readonly deviceId: string;
  readonly fromLine: number;
  readonly upToLine: number;
  /** Which of them somebody was told of, as far as it is known. */
  readonly lines?: readonly number[];
}

/**
 * Ends what stood in for an alarm that could not have its effect: nobody gets the same twice. Work that nobody took ends with it; work
 * somebody has goes on under the alarm itself; and what a person has dealt with already is not asked about again.
 */
@Injectable()
export class StandInsService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly journal: JournalService,
    private readonly tasks: TasksService,
  ) {}

  /** A line that had waited long has had its effect; the alerts it opened are there, and nobody has been asked about them yet. */
  async conclude(turn: Turn, fact: Fact): Promise<Fact[]> {
    const { citizenId = null, deviceId = null } = fact;
    const line = Number(fact.data.line);
    const facts: Fact[] = [];
    for (const key of [conditionKey(citizenId, null, STANDS_IN), conditionKey(null, deviceId, STANDS_IN)]) {
      const last = await this.alerts.store.lockLast(turn.tx, key);
      if (!last || !standsFor(last, line)) continue;
      const own = await this.ownAlerts(turn, citizenId, line, last);
      if (isLive(last.state)) facts.push(...(await this.end(turn, last, own)));
      else if (last.state === 'resolved' && wasToldOf(last, line)) facts.push(...(await this.spare(turn, last, own)));
    }
    return facts;
  }

  /** Whose row it takes to act on a task. */
  async rowFor({ tx }: Turn, { alertId, citizenId }: Pick<Task, 'alertId' | 'citizenId'>): Promise<string | null> {
    const alert = await this.alerts.store.find(tx, alertId);
    return alert && heldBy(alert.type, citizenId);
  }

  /** What the line itself is about. */
  private async ownAlerts({ tx }: Turn, citizenId: string | null, line: number, standIn: Alert): Promise<Alert[]> {
    const live = citizenId === null ? [] : await this.alerts.store.lockLiveOf(tx, citizenId);
    return live.filter(({ id, evidence }) => id !== standIn.id && evidence.includes(line));
  }

  /** With the last line that it stood for. */
  private async end(turn: Turn, standIn: Alert, own: readonly Alert[]): Promise<Fact[]> {
    if (await this.journal.entries.isAnyLeft(turn.tx, stoodFor(standIn))) return [];
    const moved = await this.handOn(turn, standIn, own);
    const alertIds = own.map(({ id }) => id);
    return [...moved, ...(await this.alerts.closeItself(turn, standIn, { kind: 'came_through', data: { alertIds } }))];
  }

  /** Whoever has the work goes on with it under the alarm itself. */
  private async handOn(turn: Turn, standIn: Alert, [alarm]: readonly Alert[]): Promise<Fact[]> {
    if (!alarm) return [];
    const task = await this.tasks.store.lockOpenFor(turn.tx, standIn.id);
    if (!task?.claimedBy) return [];
    const other = await this.tasks.store.lockOpenFor(turn.tx, alarm.id);
    if (other?.claimedBy) return [];
    const facts = other ? await this.tasks.withdraw(turn, other, 'has_holder') : [];
    return [...facts, ...(await this.tasks.moveTo(turn, task, alarm))];
  }

  /** It was dealt with while it waited: its alerts are written down, and over at once. */
  private async spare(turn: Turn, standIn: Alert, own: readonly Alert[]): Promise<Fact[]> {
    const facts: Fact[] = [];
    const opened = own.filter(
      ({ openedAt, occurrences }) => openedAt.getTime() === turn.now.getTime() && occurrences === 1,
    );
    const data = { alertId: standIn.id, outcome: standIn.outcome };
    for (const alert of opened)
      facts.push(...(await this.alerts.closeItself(turn, alert, { kind: 'dealt_with', data })));
    return facts;
  }
}

const stoodFor = ({ detail }: Alert): StoodFor => detail as unknown as StoodFor;

function standsFor(alert: Alert, line: number): boolean {
  const { fromLine, upToLine } = stoodFor(alert);
  return fromLine <= line && line <= upToLine;
}

/** Only of what somebody was told it can be said that it was dealt with. */
const wasToldOf = (alert: Alert, line: number): boolean => stoodFor(alert).lines?.includes(line) ?? true;
