import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Absence } from '../citizens/absence.rules.js';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { type Alert, isAboutDose, isLive, type Report } from './alert.rules.js';
import type { SetOut } from './case-climb.rules.js';
import { CaseDecisions, type Done } from './case-decisions.service.js';
import { taskFact } from './case-facts.rules.js';
import { opens, opensAgain, tellsAttached } from './case-life.rules.js';
import type { Case, Refused } from './case-state.rules.js';
import type { WorkAction } from './case-work.rules.js';
import type { Action } from './case.rules.js';
import { CasesStore } from './cases.store.js';
import { heldBy } from './climbing/lead.rules.js';
import type { LogEvent } from './log/log.rules.js';
import { StepRunner } from './climbing/step-runner.service.js';
import { isOpenTask, type Task } from './task.rules.js';
import { moveWork } from './work/move-work.rules.js';

export type Acted = { readonly task: Task; readonly facts: Fact[] } | Refused;

/** A case of which it is known whether anybody is asked about it. */
export interface Begun extends SetOut {
  readonly case: Case;
  readonly facts: Fact[];
}

/** The door to what needs a human, once: opened, asked about, taken and closed here, and in one place only. */
@Injectable()
export class CasesService {
  constructor(
    private readonly store: CasesStore,
    private readonly decisions: CaseDecisions,
    private readonly steps: StepRunner,
  ) {}

  /** Does it to a case; what is due on its ladder by then is asked in the same turn. */
  async act(turn: Turn, alertId: string, action: Action): Promise<Fact[] | Refused> {
    const of = await this.store.lock(turn.tx, alertId);
    return of ? this.actOn(turn, of, action) : [];
  }

  /** The same for what nobody may refuse. */
  async do(turn: Turn, alertId: string, action: Action): Promise<Fact[]> {
    const facts = await this.act(turn, alertId, action);
    return 'refused' in facts ? [] : facts;
  }

  /** Somebody, or time, does it to the work about a case. */
  async work(
    turn: Turn,
    taskId: string,
    action: WorkAction,
    agree: (task: Task) => void = () => {},
  ): Promise<Acted | null> {
    const found = await this.store.lockWith(turn.tx, taskId);
    if (!found) return null;
    agree(found.task);
    if (!isOpenTask(found.task.state)) return { refused: 'closed', state: found.task.state };
    const facts = await this.actOn(turn, found.of, action);
    return 'refused' in facts ? facts : { task: (await this.store.findTask(turn.tx, taskId))!, facts };
  }

  /** Opens a case, or adds to the one that is live for the key. `notes` are written down with it. */
  async report(turn: Turn, said: Report, notes: readonly LogEvent[] = []): Promise<Fact[]> {
    const last = await this.store.lockLast(turn.tx, said.key, heldBy(said.type, said.citizenId));
    if (last && isLive(last.alert.state)) return this.repeat(turn, last, said, notes);
    const opened = opens(last?.alert ?? null, { said, notes }, newId(), turn.now);
    return this.decisions.keep(turn, opened, null).facts;
  }

  /** What waited for silence to last need not wait for a reported miss; and a more urgent word may bring a more urgent ladder. */
  private async repeat(turn: Turn, of: Case, said: Report, notes: readonly LogEvent[]): Promise<Fact[]> {
    const reported = await this.decisions.must(turn, of, { do: 'report', said, notes });
    const { alert, climb } = reported.case;
    if (!isAboutDose(alert.type) || alert.type === 'dose.unconfirmed') return this.climbing(turn, reported);
    let last = reported;
    if (said.priority < of.alert.priority && climb && alert.ladderName !== climb.ladderName) {
      const { ladder, opened } = await this.steps.plan(turn, reported.case);
      const from = { ...opened, openedAt: turn.now };
      last = await this.decisions.must(turn, reported.case, { do: 'change-ladder', ladder, opened: from });
    }
    const hurried = await this.decisions.must(turn, last.case, { do: 'hurry' });
    return this.climbing(turn, { ...hurried, facts: [...reported.facts, ...hurried.facts] });
  }

  /** What closed over something is undone, and it still stands; whoever is still at its work goes on with it under the new one. */
  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is to be a rejection, as of its neighbours
  async openAgain(
    turn: Turn,
    closed: Case,
    because: { readonly type: string; readonly districtId: string | null },
  ): Promise<Fact[]> {
    const again = opensAgain(closed, because, newId(), turn.now);
    const facts = this.decisions.keep(turn, again.opened, null).facts;
    this.decisions.keep(turn, again.closed, closed);
    if (closed.task?.claimedBy) facts.push(...this.moveWork(turn, closed, again.opened.case));
    return facts;
  }

  /** The work of one case goes on under another, with whoever has it. */
  moveWork(turn: Turn, from: Case, to: Case): Fact[] {
    const moved = moveWork(from, to, turn.now);
    if (!moved) return [];
    this.store.put(turn.tx, moved.from);
    return this.decisions.keep(turn, moved.to, to).facts;
  }

  /** It is worked out whether anybody is asked about it, and how urgent it is; null where nobody would be. */
  async begin(turn: Turn, alertId: string): Promise<Begun | null> {
    const of = await this.store.lock(turn.tx, alertId);
    if (!of?.alert.ladderName || !isLive(of.alert.state)) return null;
    const { ladder, opened, shadow } = await this.steps.plan(turn, of);
    const done = await this.decisions.must(turn, of, { do: 'begin', opened, shadow });
    return { ladder, opened, case: done.case, facts: done.facts };
  }

  /** Its ladder is copied onto it, and a first rung that is due fires in the same turn. */
  setOut(turn: Turn, { case: { alert }, ladder, opened }: Begun): Promise<Fact[]> {
    return this.do(turn, alert.id, { do: 'set-out', ladder, opened });
  }

  /** Fires what is due on its ladder. */
  climb(turn: Turn, alertId: string): Promise<Fact[]> {
    return this.steps.climb(turn, alertId);
  }

  /** Those that nobody has taken up go under the incident, however many at once; answers which. */
  async attachAll(turn: Turn, incident: Alert, ids: readonly string[]): Promise<{ alertIds: string[]; facts: Fact[] }> {
    const { attached, withdrawn } = await this.store.attachAll(turn.tx, incident, ids, turn.now);
    const told = attached.map((alert) =>
      this.decisions.note(turn, tellsAttached(incident)({ alert, task: null, climb: null, ended: [] })),
    );
    const facts = [
      ...told.flat(),
      ...withdrawn.map((task) =>
        taskFact('task.superseded', task, (common) => ({ ...common, reason: 'under_incident' })),
      ),
    ];
    return { alertIds: attached.map(({ id }) => id), facts };
  }

  lock({ tx }: Turn, alertId: string): Promise<Case | null> {
    return this.store.lock(tx, alertId);
  }

  lockWith({ tx }: Turn, taskId: string) {
    return this.store.lockWith(tx, taskId);
  }

  /** What no citizen's lock keeps apart: two turns that open a case of the key come one after the other. */
  lockKey({ tx }: Turn, key: string): Promise<void> {
    return this.store.lockKey(tx, key);
  }

  /** The live case of the key, or else the last that was closed. */
  lockLast({ tx }: Turn, key: string, citizenId: string | null): Promise<Case | null> {
    return this.store.lockLast(tx, key, citizenId);
  }

  lockLive({ tx }: Turn, key: string, citizenId: string | null): Promise<Case | null> {
    return this.store.lockLive(tx, key, citizenId);
  }

  lockLiveOf({ tx }: Turn, citizenId: string): Promise<Case[]> {
    return this.store.lockLiveOf(tx, citizenId);
  }

  lockUnder({ tx }: Turn, parentId: string): Promise<Case[]> {
    return this.store.lockUnder(tx, parentId);
  }

  lockClosedOver({ tx }: Turn, citizenId: string, absence: Absence): Promise<Case[]> {
    return this.store.lockClosedOver(tx, citizenId, absence);
  }

  find(tx: EntityManager, alertId: string): Promise<Alert | null> {
    return this.store.find(tx, alertId);
  }

  findTask(tx: EntityManager, id: string): Promise<Task | null> {
    return this.store.findTask(tx, id);
  }

  findLive(tx: EntityManager, key: string): Promise<Alert | null> {
    return this.store.findLive(tx, key);
  }

  /** What was done in this turn is written now, for whoever reads it by statements of his own. */
  flush({ tx }: Turn): Promise<void> {
    return this.store.flush(tx);
  }

  private async actOn(turn: Turn, of: Case, action: Action): Promise<Fact[] | Refused> {
    const done = await this.decisions.apply(turn, of, action);
    return 'refused' in done ? done : this.climbing(turn, done);
  }

  private async climbing(turn: Turn, { case: { alert }, facts, climbs }: Done): Promise<Fact[]> {
    return climbs ? [...facts, ...(await this.steps.climb(turn, alert.id))] : facts;
  }
}
