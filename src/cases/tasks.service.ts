import { Injectable } from '@nestjs/common';
import { type Alert, type Cause, isLive, type Outcome } from './alert.rules.js';
import { AlertsService } from './alerts.service.js';
import type { Priority } from '../devices/telemetry.rules.js';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Routing } from '../teams/routing.rules.js';
import {
  type Actor,
  claim,
  closeItself,
  type Decision,
  isFor,
  isRefusal,
  keep,
  type Mode,
  note,
  raise,
  type Refusal,
  release,
  resolve,
  start,
  STAYS,
  takeOver,
  type Task,
  type TaskKind,
  whoElseHas,
  type Withdrawn,
} from './task.rules.js';
import { type TaskFilter, TasksStore } from './tasks.store.js';
import type { LogEvent, ReleasedOver } from './log.rules.js';

export type Acted = { readonly task: Task; readonly facts: Fact[] } | Refusal;

/** What a rung asks of a team. */
export interface Ask {
  readonly kind: TaskKind;
  readonly rung: number;
  readonly routing: Routing;
  readonly dueAt: Date;
  /** When the shift ends that is asked. */
  readonly shiftEndsAt: Date | null;
}

/** What somebody did to a task, and what is told of it. */
interface Done {
  readonly by: Actor | null;
  readonly said: LogEvent;
  /** What she wrote. */
  readonly text?: string | null;
  readonly type: string;
  readonly state: 'open' | 'claimed' | 'in-progress';
}

/** The door to the work: one task a live alert, one team, one owner. */
@Injectable()
export class TasksService {
  constructor(
    readonly store: TasksStore,
    private readonly alerts: AlertsService,
  ) {}

  find(tx: Turn['tx'], id: string): Promise<Task | null> {
    return this.store.find(tx, id);
  }

  lock(tx: Turn['tx'], id: string): Promise<Task | null> {
    return this.store.lock(tx, id);
  }

  /** By due time, the soonest first. */
  list(tx: Turn['tx'], filter: TaskFilter, limit: number): Promise<Task[]> {
    return this.store.list(tx, filter, limit);
  }

  /** The citizen's tasks, newest first, from below the instant and id given. */
  ofCitizen(tx: Turn['tx'], citizenId: string, before: readonly [Date, string], limit: number): Promise<Task[]> {
    return this.store.listOf(tx, citizenId, before, limit);
  }

  /** The open work of a team, by due time; all of it where no limit is given. */
  openOfTeam(tx: Turn['tx'], teamId: string, limit: number | null): Promise<Task[]> {
    return this.store.openOf(tx, teamId, limit);
  }

  /** Asks a team. An unclaimed earlier task is superseded; the same work with the same team is widened or asked again. */
  async ask(turn: Turn, alert: Alert, ask: Ask): Promise<Fact[]> {
    const task = newTask(alert, ask, turn.now);
    const held = await this.store.insertOrLockOpen(turn.tx, task);
    if (!held) return this.noteAsked(turn, task, ask);
    if (held.claimedBy !== null) return [];
    if (held.teamId === task.teamId && held.kind === task.kind) return this.askAgain(turn, held, alert, ask);
    const facts = await this.supersede(turn, held, 'later_step');
    await this.store.insert(turn.tx, task);
    return [...facts, ...this.noteAsked(turn, task, ask)];
  }

  claim(turn: Turn, task: Task, by: Actor): Promise<Acted> {
    const said = { kind: 'claimed', data: { task: task.kind } } as const;
    return this.act(turn, task, claim(task, by, turn.now), { by, said, type: 'task.claimed', state: 'claimed' });
  }

  /** Its holder gives it back. */
  release(turn: Turn, task: Task, by: Actor, text: string | null): Promise<Acted> {
    return this.giveBack(turn, task, by, null, text);
  }

  /** It goes back although nobody gave it back. */
  takeBack(turn: Turn, task: Task, over: ReleasedOver): Promise<Acted> {
    return this.giveBack(turn, task, null, over, null);
  }

  /** Back to the queue; work whose alert closed meanwhile is nobody's any more and closes too. */
  private async giveBack(
    turn: Turn,
    task: Task,
    by: Actor | null,
    rule: ReleasedOver | null,
    text: string | null,
  ): Promise<Acted> {
    const said = { kind: 'released', data: { rule } } as const;
    const done = { by, said, type: 'task.released', text, state: 'open' } as const;
    const acted = await this.act(turn, task, release(task, by), done);
    if ('refused' in acted || acted.facts.length === 0) return acted;
    const alert = await this.alerts.store.find(turn.tx, task.alertId);
    const closed = alert && !isLive(alert.state) && closeItself(acted.task, turn.now);
    if (!closed || closed === 'tell-holder') return acted;
    const saved = await this.store.save(turn.tx, closed);
    return { task: saved, facts: [...acted.facts, taskFact('task.auto_resolved', saved, { reason: alert.state })] };
  }

  takeOver(turn: Turn, task: Task, by: Actor, text: string | null): Promise<Acted> {
    const said = { kind: 'taken_over', data: {} } as const;
    const done = { by, said, type: 'task.taken_over', text, state: 'claimed' } as const;
    return this.act(turn, task, takeOver(task, by, turn.now), done);
  }

  keep(turn: Turn, task: Task, by: Actor): Promise<Acted> {
    const state = task.state === 'in-progress' ? 'in-progress' : 'claimed';
    return this.act(turn, task, keep(task, by), { by, said: { kind: 'kept', data: {} }, type: 'task.kept', state });
  }

  /** The shift goes on, or another one has begun that the work is with. */
  async stayUntil(turn: Turn, task: Task, shiftEndsAt: Date | null): Promise<Fact[]> {
    await this.store.save(turn.tx, { ...task, shiftEndsAt });
    return [];
  }

  /** The holder's shift is over: release or keep? No answer is a release, unless the work has begun. */
  async askHandOver(turn: Turn, task: Task, releaseAt: Date | null): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...task, shiftEndsAt: null, releaseAt });
    const until = releaseAt?.toISOString() ?? null;
    this.alerts.log(turn, aboutTask(task), { kind: 'hand_over_asked', data: { releaseAt: until } });
    return [taskFact('task.hand_over_asked', saved, { claimedBy: task.claimedBy, releaseAt: until })];
  }

  start(turn: Turn, task: Task, mode: Mode, by: Actor): Promise<Acted> {
    const said = { kind: 'started', data: { mode } } as const;
    const done = { by, said, type: 'task.started', state: 'in-progress' } as const;
    return this.act(turn, task, start(task, mode, by, turn.now), done);
  }

  async log(
    turn: Turn,
    task: Task,
    entry: 'call-attempt' | 'conversation' | 'note',
    answered: boolean | undefined,
    text: string | null,
    by: Actor,
  ): Promise<Acted> {
    const decision = note(task, entry, answered, by);
    if (isRefusal(decision)) return decision;
    const saved = decision.changed ? await this.store.save(turn.tx, decision.task) : task;
    const data = answered === undefined ? {} : { answered };
    this.alerts.log(turn, aboutTask(task), { kind: WRITTEN_AS[entry], data }, by, text);
    return {
      task: saved,
      facts: [
        taskFact('task.logged', saved, {
          entry,
          answered: answered ?? null,
          unansweredCalls: saved.unansweredCalls,
          by: by.id,
          theirs: isFor(task, by),
        }),
      ],
    };
  }

  async resolve(
    turn: Turn,
    task: Task,
    outcome: Outcome,
    cause: Cause,
    text: string | null,
    by: Actor,
  ): Promise<Acted> {
    const decision = resolve(task, outcome, cause, text, by, turn.now);
    if (isRefusal(decision)) return decision;
    const saved = await this.store.save(turn.tx, decision.task);
    const facts = await this.alerts.resolve(turn, task.alertId, outcome, cause, by, task.id, text);
    return { task: saved, facts: [taskFact('task.resolved', saved, { outcome, cause, by: by.id }), ...facts] };
  }

  /** The alert is more urgent than it was, and the queue shows it. */
  async raiseWithAlert(turn: Turn, fact: Fact): Promise<Fact[]> {
    const task = await this.store.lockOpenFor(turn.tx, fact.subject);
    const raised = task && raise(task, fact.data.priority as Priority);
    if (!task || !raised) return [];
    return [taskFact('task.raised', await this.store.save(turn.tx, raised), { from: task.priority })];
  }

  /** The alert is over: its task closes with it, unless somebody is on the way, who is told instead. */
  async closeWithAlert(turn: Turn, fact: Fact): Promise<Fact[]> {
    const task = await this.store.lockOpenFor(turn.tx, fact.subject);
    const closed = task && closeItself(task, turn.now);
    if (!task || !closed) return [];
    const told = task.claimedBy ? this.tellHolder(turn, task, fact.data.reason ?? null) : [];
    if (closed === 'tell-holder') return told;
    const saved = await this.store.save(turn.tx, closed);
    return [...told, taskFact('task.auto_resolved', saved, { reason: fact.data.reason ?? null })];
  }

  private tellHolder(turn: Turn, task: Task, reason: unknown): Fact[] {
    const state = task.state === 'in-progress' ? 'in-progress' : 'claimed';
    this.alerts.log(turn, aboutTask(task), {
      kind: 'holder_told',
      data: { state, holder: task.claimedByName ?? '' },
    });
    return [taskFact('task.holder_told', task, { reason, claimedBy: task.claimedBy })];
  }

  /** Who has the work about the alert, if somebody else than the one who asks does. */
  async whoElseHas(turn: Turn, alertId: string, by: Pick<Actor, 'id'>) {
    const task = await this.store.lockOpenFor(turn.tx, alertId);
    return task && whoElseHas(task, by);
  }

  /** The alert rests on the shelf: nobody is asked meanwhile. */
  async shelveWithAlert(turn: Turn, fact: Fact): Promise<Fact[]> {
    const task = await this.store.lockOpenFor(turn.tx, fact.subject);
    return task ? this.supersede(turn, task, 'shelved') : [];
  }

  /** The work goes on under another alert of the citizen, with whoever has it. */
  async moveTo(turn: Turn, task: Task, alert: Alert): Promise<Fact[]> {
    const state = task.state === 'in-progress' ? 'in-progress' : task.claimedBy ? 'claimed' : 'open';
    const saved = await this.store.save(turn.tx, { ...task, alertId: alert.id, priority: alert.priority });
    const said = { kind: 'work_moved', data: { fromAlertId: task.alertId, state } } as const;
    this.alerts.log(turn, { alertId: alert.id, taskId: task.id }, said);
    return [
      taskFact('task.moved', saved, { fromAlertId: task.alertId }),
      ...(await this.alerts.follow(turn, alert.id, state)),
    ];
  }

  /** An alert is there again that had closed by mistake: whoever is still at its work goes on with it under the new one. */
  async takeAlong(turn: Turn, { subject, data }: Fact): Promise<Fact[]> {
    if (typeof data.previousAlertId !== 'string') return [];
    const task = await this.store.lockOpenFor(turn.tx, data.previousAlertId);
    const alert = task?.claimedBy ? await this.alerts.store.lock(turn.tx, subject) : null;
    return task && alert ? this.moveTo(turn, task, alert) : [];
  }

  /** Nobody need do these any more; what somebody has taken stays theirs. */
  async withdrawMany(turn: Turn, alertIds: readonly string[], reason: Withdrawn): Promise<Fact[]> {
    const open = await this.store.supersedeUnclaimed(turn.tx, alertIds, turn.now);
    return open.map((task) => taskFact('task.superseded', task, { reason }));
  }

  /** Nobody need do it any more. */
  withdraw(turn: Turn, task: Task, reason: Withdrawn): Promise<Fact[]> {
    return this.supersede(turn, task, reason);
  }

  /** Where it is is where it belongs. */
  async stayHere(turn: Turn, task: Task): Promise<void> {
    await this.store.save(turn.tx, { ...task, ...STAYS, districtId: task.routing.districtId ?? task.districtId });
  }

  /** It stays with its holder, and those who get it next see that. */
  async goNext(turn: Turn, task: Task, nextTeamId: string | null, nextDistrictId: string | null): Promise<Fact[]> {
    if (task.movedAt && task.nextTeamId === nextTeamId && task.nextDistrictId === nextDistrictId) return [];
    const next = { nextTeamId, nextDistrictId };
    const saved = await this.store.save(turn.tx, { ...task, ...next, movedAt: task.movedAt ?? turn.now });
    this.alerts.log(turn, aboutTask(task), { kind: 'readdressed', data: next });
    const held = { ...next, claimedBy: task.claimedBy };
    const facts = [taskFact('task.readdressed', saved, held)];
    if (nextDistrictId !== task.districtId)
      facts.push(taskFact('task.expected', { ...saved, districtId: nextDistrictId }, held));
    return facts;
  }

  /** The citizen is back: it goes nowhere. */
  async comeBack(turn: Turn, task: Task): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...task, ...STAYS });
    this.alerts.log(turn, aboutTask(task), { kind: 'came_back', data: {} });
    return [taskFact('task.readdressed', saved, { ...STAYS, claimedBy: task.claimedBy })];
  }

  /** Whoever it goes to has it. */
  async arrive(turn: Turn, task: Task): Promise<void> {
    const { nextTeamId: teamId, nextDistrictId } = task;
    await this.store.save(turn.tx, { ...task, ...STAYS, teamId, districtId: nextDistrictId ?? task.districtId });
  }

  /** When a claim is reminded of, and when it ends. */
  setTimers(turn: Turn, id: string, remindAt: Date | null, claimExpiresAt: Date | null): Promise<void> {
    return this.store.setTimers(turn.tx, id, remindAt, claimExpiresAt);
  }

  async remindHolder(turn: Turn, task: Task): Promise<Fact[]> {
    await this.store.setTimers(turn.tx, task.id, null, task.claimExpiresAt);
    return [taskFact('task.holder_reminded', task, { claimExpiresAt: task.claimExpiresAt?.toISOString() ?? null })];
  }

  private noteAsked(turn: Turn, task: Task, { rung, kind, routing }: Ask): Fact[] {
    this.alerts.log(turn, aboutTask(task), { kind: 'asked', data: { rung, kind, ...askedOf(routing) } });
    return [taskFact('task.created', task)];
  }

  private async askAgain(turn: Turn, held: Task, alert: Alert, { rung, routing, shiftEndsAt }: Ask): Promise<Fact[]> {
    const audience = routing.audience === 'district' ? 'district' : held.audience;
    const widened = audience !== held.audience;
    const saved = await this.store.save(turn.tx, {
      ...held,
      rung,
      routing,
      audience,
      districtId: routing.districtId ?? held.districtId,
      shiftEndsAt,
      priority: alert.priority,
    });
    this.alerts.log(turn, aboutTask(held), { kind: 'asked_again', data: { rung, audience, ...askedOf(routing) } });
    return [taskFact(widened ? 'task.widened' : 'task.reminded', saved)];
  }

  private async supersede(turn: Turn, task: Task, reason: Withdrawn): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, {
      ...task,
      state: 'superseded',
      resolvedAt: turn.now,
      remindAt: null,
      claimExpiresAt: null,
    });
    return [taskFact('task.superseded', saved, { reason })];
  }

  private async act(
    turn: Turn,
    task: Task,
    decision: Decision,
    { by, said, text = null, type, state }: Done,
  ): Promise<Acted> {
    if (isRefusal(decision)) return decision;
    if (!decision.changed) return { task, facts: [] };
    const saved = await this.store.save(turn.tx, decision.task);
    this.alerts.log(turn, aboutTask(task), said, by, text);
    const followed = await this.alerts.follow(turn, task.alertId, state);
    return {
      task: saved,
      facts: [
        taskFact(type, saved, { by: by?.id ?? null, previousHolder: task.claimedBy, mode: saved.mode }),
        ...followed,
      ],
    };
  }
}

const aboutTask = ({ id, alertId }: Pick<Task, 'id' | 'alertId'>) => ({ alertId, taskId: id });

/** Who was asked, by the name it has now. */
const askedOf = ({ chosenTeamId, rule, candidates }: Routing) => ({
  teamId: chosenTeamId,
  team: candidates.find(({ teamId }) => teamId === chosenTeamId)?.name ?? null,
  rule,
});

const WRITTEN_AS = { 'call-attempt': 'call_attempted', conversation: 'talked', note: 'noted' } as const;

function newTask(alert: Alert, { kind, rung, routing, dueAt, shiftEndsAt }: Ask, now: Date): Task {
  return {
    id: newId(),
    alertId: alert.id,
    citizenId: alert.citizenId,
    kind,
    state: 'open',
    priority: alert.priority,
    teamId: routing.chosenTeamId,
    districtId: routing.districtId ?? alert.districtId,
    assigneeId: routing.assigneeId,
    audience: routing.audience,
    dueAt,
    createdAt: now,
    claimedBy: null,
    claimedByName: null,
    claimedAt: null,
    remindAt: null,
    claimExpiresAt: null,
    shiftEndsAt,
    releaseAt: null,
    startedAt: null,
    mode: null,
    unansweredCalls: 0,
    resolvedAt: null,
    outcome: null,
    cause: null,
    note: null,
    rung,
    routing,
    ...STAYS,
    version: 1,
  };
}

function taskFact(type: string, task: Task, more: Record<string, unknown> = {}): Fact {
  const { id, alertId, citizenId, districtId, kind, state, priority, teamId, audience, rung } = task;
  return {
    type,
    subject: id,
    citizenId,
    districtId,
    data: { alertId, kind, state, priority, teamId, audience, rung, ...(task.movedAt && { moved: true }), ...more },
  };
}
