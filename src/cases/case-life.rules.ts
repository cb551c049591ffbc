import type { Priority } from '../devices/telemetry.rules.js';
import {
  type Alert,
  type Cause,
  isAboutDose,
  isLive,
  mayRest,
  type Outcome,
  openAgain,
  type Report,
  report,
  whyNotShelve,
} from './alert.rules.js';
import { alertFact, asItIs, taskFact } from './case-facts.rules.js';
import {
  type Acts,
  type Case,
  climbs,
  type Decided,
  inTurn,
  type Step,
  stays,
  tells,
  when,
  withAlert,
  withClimb,
  writes,
} from './case-state.rules.js';
import { hold, hurry, stop } from './climbing/climb.rules.js';
import { type Closing, factOfClosing, type LogEvent, type UnshelvedOver } from './log/log.rules.js';
import { type Actor, whoElseHas } from './task.rules.js';
import { asksAnew, closes, raises, resolved, withdraws } from './work/work-steps.rules.js';

type Grown = Extract<LogEvent, { kind: 'grew' }>['data'];

/** What becomes of a case by what is heard, by time, and by what it is followed under. */
export type LifeAction =
  /** It is told of again. */
  | { readonly do: 'report'; readonly said: Report; readonly notes?: readonly LogEvent[] }
  /** A miss was reported of what waited for silence to last. */
  | { readonly do: 'hurry' }
  /** More is known of it, and nobody is told. */
  | { readonly do: 'add'; readonly more: Known; readonly said?: LogEvent }
  | { readonly do: 'grow'; readonly to: Growth; readonly why: Pick<Grown, 'rule' | 'ladder'> }
  /** By what happened, and not by a person. */
  | { readonly do: 'close'; readonly how: Closing; readonly more?: Known }
  | { readonly do: 'shelve'; readonly by: Actor; readonly until: Date; readonly reason: string }
  | { readonly do: 'unshelve' }
  /** From here the parent stands for it. */
  | { readonly do: 'attach'; readonly parent: Alert; readonly until: Date | null }
  /** Stands for itself again. */
  | { readonly do: 'detach' }
  /** What was done for the parent put this right too. */
  | { readonly do: 'resolve-with'; readonly outcome: Outcome; readonly cause: Cause };

type Known = Partial<
  Pick<Alert, 'occurrences' | 'lastSeenAt' | 'detail' | 'evidence' | 'closedBecause' | 'closedBecauseId'>
>;
type Growth = { readonly priority: Priority } & Partial<Pick<Alert, 'doseId' | 'dose'>>;

export const LIFE: Acts<LifeAction> = {
  report: (of, { said, notes = [] }, now) => {
    if (!isLive(of.alert.state)) return stays(of);
    const { alert, louder } = report(of.alert, said, of.alert.id, now);
    return inTurn(
      { ...of, alert },
      reported(said, notes),
      tells(() =>
        alertFact('alert.repeated', alert, (common) => ({ ...common, occurrences: alert.occurrences, louder })),
      ),
      leavesShelf(now),
      raises(alert.priority),
    );
  },

  hurry: (of, _action, now) => {
    if (!isLive(of.alert.state)) return stays(of);
    return of.alert.attached
      ? inTurn(of, detaches(now))
      : inTurn(
          of,
          withClimb((climb) => hurry(climb, now)),
          climbs,
        );
  },

  add: (of, { more, said }) => inTurn(of, withAlert(more), said ? writes(said) : stays),

  grow: (of, { to, why }, now) => {
    if (!isLive(of.alert.state)) return stays(of);
    const priority = to.priority < of.alert.priority ? to.priority : of.alert.priority;
    return inTurn(
      of,
      withAlert({ ...to, priority }),
      writes({ kind: 'grew', data: { priority, ...why } }),
      tells(({ alert }) => alertFact('alert.grew', alert, asItIs)),
      leavesShelf(now),
      raises(priority),
    );
  },

  close: (of, { how, more = {} }, now) => {
    if (!isLive(of.alert.state)) return stays(of);
    const told = factOfClosing(how);
    return inTurn(
      of,
      withAlert({ ...more, state: 'auto-resolved', resolvedAt: now }),
      writes(how),
      tells(({ alert }) => alertFact('alert.auto_resolved', alert, (common) => ({ ...common, ...told }))),
      tellsHolder(told.reason),
      withClimb((climb) => stop(climb, now)),
      closes(now, told.reason),
    );
  },

  shelve: (of, { by, until, reason }, now, { districtId }) => {
    const why = whyNotShelve(of.alert, until, now);
    if (why === 'state') return { refused: 'state', state: of.alert.state };
    if (why) return { refused: 'wrong', ...why };
    const held = of.task && whoElseHas(of.task, by);
    if (held) return held;
    const shelvedUntil = until.toISOString();
    return inTurn(
      of,
      withAlert({ state: 'shelved', shelvedUntil: until, shelvedReason: reason }),
      writes({ kind: 'shelved', data: { shelvedUntil } }, { by, text: reason }),
      tells(({ alert }) => alertFact('alert.shelved', alert, (common) => ({ ...common, until: shelvedUntil }))),
      // Nobody is asked meanwhile.
      withdraws('shelved', now, districtId, by),
      withClimb((climb) => hold(climb, now)),
    );
  },

  unshelve: (of, _action, now) =>
    of.alert.state === 'shelved' ? inTurn(of, comesFromShelf('time_over', now)) : stays(of),

  attach: (of, { parent, until }, now, { districtId }) => {
    // What somebody has stays hers.
    if (!isLive(of.alert.state) || of.task?.claimedBy) return stays(of);
    return inTurn(
      of,
      // What is on the shelf stays there, however long its parent stands.
      withAlert({ parentId: parent.id, attached: true, attachedUntil: until }),
      when(({ alert }) => alert.state !== 'shelved', withAlert({ state: 'open' })),
      tellsAttached(parent),
      withdraws(isAboutDose(parent.type) ? 'under_dose' : 'under_incident', now, districtId),
      withClimb((climb) => hold(climb, now)),
    );
  },

  detach: (of, _action, now) => (isLive(of.alert.state) && of.alert.attached ? inTurn(of, detaches(now)) : stays(of)),

  'resolve-with': (of, { outcome, cause }, now) => {
    if (!isLive(of.alert.state)) return stays(of);
    return inTurn(
      of,
      writes({ kind: 'resolved_with_parent', data: { outcome, cause } }),
      resolved(outcome, cause, {}, now),
      tellsHolder('resolved'),
      closes(now, 'resolved'),
    );
  },
};

/** What is told of for the first time, or again after it was over. */
export function opens(
  last: Alert | null,
  { said, notes = [] }: { readonly said: Report; readonly notes?: readonly LogEvent[] },
  id: string,
  now: Date,
): Decided {
  const { alert } = report(last && isLive(last.state) ? null : last, said, id, now);
  return inTurn(
    { alert, task: null, climb: null, ended: [] },
    reported(said, notes),
    tells(() =>
      alertFact('alert.opened', alert, (common) => ({ ...common, occurrences: alert.occurrences, louder: false })),
    ),
  );
}

/** What it closed over is undone, and it still stands: asked about as a new alert, that follows this one. */
export function opensAgain(
  closed: Case,
  because: { readonly type: string; readonly districtId: string | null },
  id: string,
  now: Date,
): { readonly closed: Decided; readonly opened: Decided } {
  const alert = openAgain(closed.alert, id, because.districtId, now);
  const data = { previousAlertId: closed.alert.id };
  return {
    closed: inTurn(closed, writes({ kind: 'asked_about_again', data: { because: because.type, alertId: id } })),
    opened: inTurn(
      { alert, task: null, climb: null, ended: [] },
      writes({ kind: 'reopened', data: { because: because.type, ...data } }),
      tells(() =>
        alertFact('alert.opened', alert, (common) => ({ ...common, occurrences: 1, louder: false, ...data })),
      ),
    ),
  };
}

const reported =
  ({ type, line }: Report, notes: readonly LogEvent[]): Step =>
  (of) =>
    inTurn(
      of,
      writes({ kind: 'reported', data: { type, line, occurrences: of.alert.occurrences } }),
      ...notes.map((note) => writes(note)),
    );

/** Nothing that became critical stays on the shelf. */
const leavesShelf =
  (now: Date): Step =>
  (of) =>
    mayRest(of.alert) ? stays(of) : inTurn(of, comesFromShelf('became_critical', now));

/** Off the shelf: the rung it stood on asks again, unless its parent does. */
const comesFromShelf =
  (rule: UnshelvedOver, now: Date): Step =>
  (of) =>
    inTurn(
      of,
      withAlert({ state: 'open', shelvedUntil: null }),
      writes({ kind: 'unshelved', data: { rule } }),
      tells(({ alert }) => alertFact('alert.unshelved', alert, asItIs)),
      standsForItself(now),
    );

const detaches =
  (now: Date): Step =>
  (of) =>
    inTurn(
      of,
      withAlert({ attached: false, attachedUntil: null }),
      writes({ kind: 'detached', data: {} }),
      tells(({ alert }) => alertFact('alert.detached', alert, asItIs)),
      standsForItself(now),
    );

/** What is still on the shelf, or under a parent, is asked about once it is neither. */
const standsForItself = (now: Date): Step =>
  when(({ alert }) => alert.state !== 'shelved' && !alert.attached, asksAnew(now));

/** Work under way is not cancelled behind the nurse's back, and whoever is on the way is told. */
const tellsHolder =
  (reason: string): Step =>
  (of) => {
    if (of.task === null || of.task.claimedBy === null) return stays(of);
    const { state, claimedBy, claimedByName } = of.task;
    const holder = claimedByName ?? '';
    return inTurn(
      of,
      writes(
        { kind: 'holder_told', data: { state: state === 'in-progress' ? state : 'claimed', holder } },
        { ofTask: true },
      ),
      tells(({ task }) => taskFact('task.holder_told', task!, (common) => ({ ...common, reason, claimedBy }))),
    );
  };

/** The same is written down and told of each, however many are attached at once. */
export const tellsAttached =
  (parent: Alert): Step =>
  (of) => {
    const data = { parentId: parent.id, type: parent.type, whose: whoseParent(of.alert, parent) } as const;
    return inTurn(
      of,
      writes({ kind: 'attached', data }),
      tells(({ alert }) => alertFact('alert.attached', alert, (common) => ({ ...common, parentId: parent.id }))),
    );
  };

const whoseParent = (alert: Alert, parent: Alert): 'citizen' | 'district' | 'district_above' => {
  if (parent.citizenId) return 'citizen';
  return alert.districtId === parent.districtId ? 'district' : 'district_above';
};
