import { Injectable } from '@nestjs/common';
import { type Alert, conditionKey, isLive } from '../alert.rules.js';
import type { Case } from '../case-state.rules.js';
import { CasesService } from '../cases.service.js';
import { JournalService } from '../../journal/journal.service.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact, FactOf } from '../../platform/facts/fact.js';
import type { Task } from '../task.rules.js';
import { heldBy } from '../climbing/lead.rules.js';
import { type StoodFor, stoodFor } from './stood-for.rules.js';

/** What an alert that stands in for others is known by, for its citizen or, where that cannot be written, its dispenser. */
export const STANDS_IN = 'alarm.waiting';

/**
 * Ends what stood in for an alarm that could not have its effect: nobody gets the same twice. Work that nobody took ends with it; work
 * somebody has goes on under the alarm itself; and what a person has dealt with already is not asked about again.
 */
@Injectable()
export class StandInsService {
  constructor(
    private readonly cases: CasesService,
    private readonly journal: JournalService,
  ) {}

  /** A line that had waited long has had its effect; the alerts it opened are there, and nobody has been asked about them yet. */
  async conclude(turn: Turn, fact: FactOf<'alarm.came_through'>): Promise<Fact[]> {
    const { citizenId = null, deviceId = null } = fact;
    const { line } = fact.data;
    const facts: Fact[] = [];
    for (const key of [conditionKey(citizenId, null, STANDS_IN), conditionKey(null, deviceId, STANDS_IN)]) {
      const last = await this.cases.lockLast(turn, key, null);
      const stood = last && stoodFor(last.alert);
      if (!stood || !isAmong(stood, line)) continue;
      const own = await this.ownAlerts(turn, citizenId, line, last);
      if (isLive(last.alert.state)) facts.push(...(await this.end(turn, { standIn: last, stood }, own)));
      else if (last.alert.state === 'resolved' && wasTold(stood, line))
        facts.push(...(await this.spare(turn, last.alert, own)));
    }
    return facts;
  }

  /** Whose row it takes to act on a task. */
  async rowFor({ tx }: Turn, { alertId, citizenId }: Pick<Task, 'alertId' | 'citizenId'>): Promise<string | null> {
    const alert = await this.cases.find(tx, alertId);
    return alert && heldBy(alert.type, citizenId);
  }

  /** What the line itself is about. */
  private async ownAlerts(turn: Turn, citizenId: string | null, line: number, standIn: Case): Promise<Case[]> {
    const live = citizenId === null ? [] : await this.cases.lockLiveOf(turn, citizenId);
    return live.filter(({ alert }) => alert.id !== standIn.alert.id && alert.evidence.includes(line));
  }

  /** With the last line that it stood for. */
  private async end(
    turn: Turn,
    { standIn, stood }: { readonly standIn: Case; readonly stood: StoodFor },
    own: readonly Case[],
  ): Promise<Fact[]> {
    if (await this.journal.entries.isAnyLeft(turn.tx, stood)) return [];
    const moved = this.handOn(turn, standIn, own);
    const alertIds = own.map(({ alert }) => alert.id);
    const how = { kind: 'came_through', data: { alertIds } } as const;
    return [...moved, ...(await this.cases.do(turn, standIn.alert.id, { do: 'close', how }))];
  }

  /** Whoever has the work goes on with it under the alarm itself. */
  private handOn(turn: Turn, standIn: Case, [alarm]: readonly Case[]): Fact[] {
    if (!alarm || !standIn.task?.claimedBy || alarm.task?.claimedBy) return [];
    return this.cases.moveWork(turn, standIn, alarm);
  }

  /** It was dealt with while it waited: its alerts are written down, and over at once. */
  private async spare(turn: Turn, { id: alertId, outcome }: Alert, own: readonly Case[]): Promise<Fact[]> {
    const facts: Fact[] = [];
    const opened = own.filter(
      ({ alert: { openedAt, occurrences } }) => openedAt.getTime() === turn.now.getTime() && occurrences === 1,
    );
    const how = { kind: 'dealt_with', data: { alertId, outcome } } as const;
    for (const { alert } of opened) facts.push(...(await this.cases.do(turn, alert.id, { do: 'close', how })));
    return facts;
  }
}

const isAmong = ({ fromLine, upToLine }: StoodFor, line: number): boolean => fromLine <= line && line <= upToLine;

/** Only of what somebody was told it can be said that it was dealt with. */
const wasTold = ({ lines }: StoodFor, line: number): boolean => lines?.includes(line) ?? true;
