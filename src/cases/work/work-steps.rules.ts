import type { Priority } from '../../devices/telemetry.rules.js';
import { type Alert, type Cause, isLive, type Outcome } from '../alert.rules.js';
import { aboutAlert, alertFact, saidOfAlert, taskFact } from '../case-facts.rules.js';
import { climbs, inTurn, type Step, stays, tells, withAlert, withClimb, withTask } from '../case-state.rules.js';
import { claimTimers, fireAgain, hold, stop } from '../climbing/climb.rules.js';
import { type Actor, closeItself, raise, type Withdrawn } from '../task.rules.js';
import { handsTo, staysHere } from './places.rules.js';

const FOLLOWED = { open: 'alert.released', claimed: 'alert.claimed', 'in-progress': 'alert.started' } as const;

/** Somebody's hand on the task shows on the alert. */
export const follows =
  (state: keyof typeof FOLLOWED): Step =>
  (of) =>
    !isLive(of.alert.state) || of.alert.state === state
      ? stays(of)
      : inTurn(
          of,
          withAlert({ state }),
          tells(({ alert }) => ({ type: FOLLOWED[state], ...aboutAlert(alert), data: saidOfAlert(alert) })),
        );

/** A claim holds the ladder, and has an end of its own. */
export const holds =
  (now: Date): Step =>
  (of) =>
    inTurn(
      of,
      withClimb((climb) => hold(climb, now)),
      renews(now),
    );

export const renews =
  (now: Date): Step =>
  (of) =>
    of.climb && of.task?.claimedBy ? inTurn(of, withTask(claimTimers(of.climb, now))) : stays(of);

/** The rung it stands on asks anew, whoever is there now. */
export const asksAnew =
  (now: Date): Step =>
  (of) =>
    inTurn(
      of,
      withClimb((climb) => fireAgain(climb, now)),
      climbs,
    );

/** Closed by a person, or with what it was followed under. */
export const resolved =
  (outcome: Outcome, cause: Cause, besides: Partial<Alert>, now: Date): Step =>
  (of) =>
    inTurn(
      of,
      withAlert({ state: 'resolved', resolvedAt: now, outcome, cause, ...besides }),
      tells(({ alert }) => alertFact('alert.resolved', alert, (common) => ({ ...common, outcome, cause }))),
      withClimb((climb) => stop(climb, now)),
    );

/** What was open is no more. */
export const ends: Step = (of) => stays(of.task ? { ...of, task: null, ended: [...of.ended, of.task] } : of);

/** The alert is over: its work closes with it, unless somebody is at it. */
export const closes =
  (now: Date, reason: string): Step =>
  (of) => {
    const closed = of.task && closeItself(of.task, now);
    if (!closed || closed === 'tell-holder') return stays(of);
    return inTurn(
      { ...of, task: closed },
      tells(({ task }) => taskFact('task.auto_resolved', task!, (common) => ({ ...common, reason }))),
      ends,
    );
  };

/** Nobody need do it any more. */
export const withdraws =
  (reason: Withdrawn, now: Date, districtId: string | null, by: Actor | null = null): Step =>
  (of) => {
    if (!of.task) return stays(of);
    const over = { state: 'superseded', resolvedAt: now, remindAt: null, claimExpiresAt: null } as const;
    const before = of.task;
    const isMoved = before.movedAt !== null;
    return inTurn(
      of,
      withTask(over),
      tells(({ task }) => taskFact('task.superseded', task!, (common) => ({ ...common, reason }), { by, before })),
      isMoved ? staysHere : stays,
      ends,
      isMoved ? handsTo(districtId) : stays,
    );
  };

/** The alert became more urgent, and so does the work; the queue shows it. */
export const raises =
  (priority: Priority): Step =>
  (of) => {
    const raised = of.task && raise(of.task, priority);
    if (!of.task || !raised) return stays(of);
    const from = of.task.priority;
    return inTurn(
      { ...of, task: raised },
      tells(({ task }) => taskFact('task.raised', task!, (common) => ({ ...common, from }))),
    );
  };
