import type { LadderPlan } from '../ladders/ladder.rules.js';
import type { Routing } from '../teams/routing.rules.js';
import { type Alert, isLive } from './alert.rules.js';
import { asItIs, rungFact, taskFact, whose } from './case-facts.rules.js';
import {
  type Acts,
  type Case,
  type Circumstances,
  climbs,
  type Decided,
  inTurn,
  type Step,
  stays,
  tells,
  when,
  withAlert,
  withClimb,
  withTask,
  writes,
} from './case-state.rules.js';
import { LIFE } from './case-life.rules.js';
import { doseLadder, isBatteryTooShort, type Opened } from './climbing/course.rules.js';
import { type Climb, climbInstead, fired, hold, isLast, postpone, start, stop } from './climbing/climb.rules.js';
import { priorityFor } from '../devices/telemetry.rules.js';
import { type Asked, newTask, type Task } from './task.rules.js';
import { withdraws } from './work/work-steps.rules.js';

type Ask = Omit<Asked, 'rung' | 'routing'>;

/** What a ladder is set out on with. */
export interface SetOut {
  readonly ladder: LadderPlan;
  readonly opened: Opened;
}

/** How a case climbs its ladder. */
export type ClimbAction =
  /** It is worked out whether anybody is asked about it, and how urgent it is. */
  | { readonly do: 'begin'; readonly opened: Opened; readonly shadow: boolean }
  | ({ readonly do: 'set-out' } & SetOut)
  /** A more urgent word brought a more urgent ladder. */
  | ({ readonly do: 'change-ladder' } & SetOut)
  /** Its deadline came: it goes on as something more urgent. */
  | ({ readonly do: 'turn' } & SetOut)
  /** It goes on where another stands that has been followed as this very dose. */
  | { readonly do: 'take-position'; readonly from: Climb }
  /** A district is not flooded with what can wait. */
  | { readonly do: 'postpone'; readonly given: number }
  /** There is nothing to climb for any more. */
  | { readonly do: 'stop' }
  | {
      readonly do: 'rung';
      readonly index: number;
      readonly routing: Routing | null;
      /** What is asked of whom it found; null where it asks nobody. */
      readonly ask: Ask | null;
      /** Something was done that is worth waiting for. */
      readonly reached: boolean;
    }
  | { readonly do: 'shadow-rung'; readonly index: number; readonly routing: Routing | null }
  | { readonly do: 'remind'; readonly commandId: string };

export const CLIMB: Acts<ClimbAction> = {
  begin: (of, { opened, shadow }, now, known) => {
    if (!isLive(of.alert.state)) return stays(of);
    return inTurn(
      of,
      when(() => shadow, withAlert({ shadow: true }), writes({ kind: 'shadow_began', data: {} })),
      when(() => isBatteryTooShort(opened), grows({ priority: 'P2' }, 'battery_too_short', null, now, known)),
    );
  },

  'set-out': (of, { ladder, opened }, now) => {
    if (!isLive(of.alert.state)) return stays(of);
    if (of.climb) return inTurn(of, climbs);
    const climb = start(ladder, opened);
    // It may be with somebody who had the work before it was known, or under another.
    return inTurn({ ...of, climb: restsWith(of.alert) ? hold(climb, now) : climb }, climbs);
  },

  'change-ladder': (of, { ladder, opened }, now) =>
    inTurn(
      of,
      withClimb((climb) => climbInstead(climb, start(ladder, opened), now)),
    ),

  turn: (of, { ladder, opened }, now, known) => {
    const becomes = of.climb?.becomes;
    if (!becomes || !isClimbing(of)) return stays(of);
    return inTurn(
      of,
      grows(urgencyOf(opened, becomes), 'not_solved_in_time', becomes, now, known),
      withClimb(() => start(ladder, opened)),
      climbs,
    );
  },

  'take-position': (of, { from }, now) => {
    if (!isLive(of.alert.state)) return stays(of);
    const climb: Climb = { ...from, alertId: of.alert.id, deadlineAt: null, becomes: null };
    return stays({ ...of, climb: restsWith(of.alert) ? hold(climb, now) : climb });
  },

  postpone: (of, { given }, now) =>
    isClimbing(of)
      ? inTurn(
          of,
          withClimb((climb) => postpone(climb, now)),
          writes({ kind: 'turn_postponed', data: { given } }),
        )
      : stays(of),

  stop: (of, _action, now) =>
    inTurn(
      of,
      withClimb((climb) => stop(climb, now)),
    ),

  rung: (of, { index, routing, ask, reached }, now, known) => {
    const rung = of.climb?.rungs[index];
    if (!rung || !isClimbing(of)) return stays(of);
    const told = tells(({ alert }) =>
      rungFact(goesOn ? 'escalation.rung_skipped' : 'escalation.rung_fired', alert, index, rung, routing),
    );
    const goesOn = !reached && !isLast(of.climb, index);
    if (goesOn) return inTurn(of, writes({ kind: 'rung_skipped', data: { rung: index, ...routeOf(routing) } }), told);
    return inTurn(
      of,
      ask && routing ? asks(ask, index, routing, now, known) : stays,
      withClimb((climb) => fired(climb, index, now)),
      told,
    );
  },

  'shadow-rung': (of, { index, routing }, now, known) => {
    const rung = of.climb?.rungs[index];
    if (!rung || !isClimbing(of)) return stays(of);
    const last = isLast(of.climb, index);
    const reached = routing === null || isReached(routing);
    const { actions } = rung;
    const data = { rung: index, reached, actions: [...actions], team: teamOf(routing), ...routeOf(routing) };
    return inTurn(
      of,
      writes({ kind: 'rung_shadowed', data }),
      tells(({ alert }) => rungFact('escalation.rung_shadowed', alert, index, rung, routing)),
      when(
        () => reached || last,
        withClimb((climb) => fired(climb, index, now)),
      ),
      // There is nobody to close it.
      when(
        () => last,
        (after) => LIFE.close(after, { do: 'close', how: { kind: 'shadow_ended', data: {} } }, now, known) as Decided,
      ),
    );
  },

  remind: (of, { commandId }) =>
    isClimbing(of) ? inTurn(of, writes({ kind: 'reminder_asked', data: { commandId } })) : stays(of),
};

/** Nobody holds its ladder, and there is something to climb for. */
const isClimbing = (of: Case): of is Case & { readonly climb: Climb } =>
  isLive(of.alert.state) && of.climb !== null && of.climb.heldSince === null && of.climb.stoppedAt === null;

export const isReached = ({ chosenTeamId, assigneeId }: Routing): boolean =>
  chosenTeamId !== null || assigneeId !== null;

const grows =
  (
    to: Growth,
    rule: 'battery_too_short' | 'not_solved_in_time',
    ladder: Climb['ladderName'] | null,
    now: Date,
    known: Circumstances,
  ): Step =>
  (of) =>
    LIFE.grow(of, { do: 'grow', to, why: { rule, ladder } }, now, known) as Decided;

type Growth = Parameters<(typeof LIFE)['grow']>[1]['to'];

/** An unclaimed earlier task is superseded; the same work with the same team is widened or asked again. */
const asks =
  (ask: Ask, index: number, routing: Routing, now: Date, { districtId }: Circumstances): Step =>
  (of) => {
    const { task } = of;
    if (task && task.claimedBy !== null) return stays(of);
    if (task?.teamId === routing.chosenTeamId && task.kind === ask.kind) return asksAgain(of, index, routing, ask);
    const { kind } = ask;
    return inTurn(
      of,
      withdraws('later_step', now, districtId),
      (after) => stays({ ...after, task: newTask(after.alert, { ...ask, rung: index, routing }, now) }),
      writes({ kind: 'asked', data: { rung: index, kind, ...askedOf(routing) } }, { ofTask: true }),
      tells((after) => taskFact('task.created', after.task!, asItIs)),
    );
  };

function asksAgain(of: Case, rung: number, routing: Routing, { shiftEndsAt }: Ask): Decided {
  const held = of.task!;
  const audience = wider(held.audience, routing.audience);
  const assigneeId = audience === 'person' ? routing.assigneeId : null;
  const districtId = routing.districtId ?? held.districtId;
  return inTurn(
    of,
    withTask({ rung, routing, audience, assigneeId, districtId, shiftEndsAt, priority: of.alert.priority }),
    writes({ kind: 'asked_again', data: { rung, audience, ...askedOf(routing) } }, { ofTask: true }),
    tells(({ task }) => {
      if (audience === held.audience) return taskFact('task.reminded', task!, asItIs);
      // Whoever was asked alone hears that the others are too.
      return taskFact('task.widened', task!, asItIs, { by: null, before: whose(task!) === null ? held : task! });
    }),
  );
}

const WIDTHS = ['person', 'team', 'district'] as const;

/** What more were asked for is theirs from then on, and no longer one person's in particular. */
const wider = (a: Task['audience'], b: Task['audience']): Task['audience'] =>
  WIDTHS.indexOf(a) < WIDTHS.indexOf(b) ? b : a;

/** Nobody else is asked while somebody has it, it is on the shelf, or another stands for it. */
const restsWith = ({ state, attached }: Alert): boolean => state !== 'open' || attached;

/** What an alert grows to when its ladder turns into another. */
function urgencyOf({ nextDose }: Opened, becomes: Climb['ladderName']): Growth {
  if (!nextDose || becomes !== doseLadder(nextDose.criticality)) return { priority: 'P2' };
  const { id, dueAt, windowClosesAt, criticality } = nextDose;
  const dose = { dueAt: dueAt.toISOString(), windowClosesAt: windowClosesAt.toISOString(), criticality };
  return { priority: priorityFor('dose.missed', criticality) ?? 'P2', doseId: id, dose };
}

/** Who was asked, by the name it has now. */
const askedOf = (routing: Routing) => ({ teamId: routing.chosenTeamId, team: teamOf(routing), rule: routing.rule });

const teamOf = (routing: Routing | null): string | null =>
  routing?.candidates.find(({ teamId }) => teamId === routing.chosenTeamId)?.name ?? null;

const routeOf = (routing: Routing | null) => ({
  rule: routing?.rule ?? null,
  teams: routing?.candidates.length ?? 0,
  routing: routing && { ...routing },
});
