import type { Fact, FactData } from '../../platform/facts/fact.js';
import { isLive } from '../alert.rules.js';
import { type Deed, taskFact, type TaskSaid } from '../case-facts.rules.js';
import {
  type Case,
  type Circumstances,
  climbs,
  type Decided,
  inTurn,
  type Refused,
  type Step,
  stays,
  tells,
  when,
  withClimb,
  writes,
} from '../case-state.rules.js';
import { jumpTo, resume, visitAfter } from '../climbing/climb.rules.js';
import type { LogEvent, ReleasedOver } from '../log/log.rules.js';
import { type Actor, type Decision, isRefusal, type Refusal, release, type Task } from '../task.rules.js';
import { handsTo, staysHere } from './places.rules.js';
import { asksAnew, closes, follows } from './work-steps.rules.js';

interface Hand {
  readonly by: Actor | null;
  readonly text?: string | null;
  /** The fact of it; `said` is what is told of every hand. */
  readonly tell: (task: Task, said: (common: TaskSaid) => FactData['task.claimed'], deed: Deed) => Fact;
  readonly said: (task: Task) => LogEvent;
  readonly then: readonly Step[];
}

/** Somebody's hand on the work shows on the alert, and holds the ladder or lets it go. */
export function hand(
  of: Case,
  decide: (task: Task) => Decision,
  { by, text = null, tell, said, then }: Hand,
): Decided | Refused {
  const decision = of.task ? decide(of.task) : gone(of);
  if (isRefusal(decision)) return decision;
  if (!decision.changed) return stays(of);
  const before = of.task!;
  const handled = { by: by?.id ?? null, previousHolder: before.claimedBy };
  return inTurn(
    { ...of, task: decision.task },
    writes(said(decision.task), { by, text, ofTask: true }),
    tells(({ task }) => tell(task!, (common) => ({ ...common, ...handled, mode: task!.mode }), { by, before })),
    ...then,
  );
}

/** By whom, or over what, it was given back. */
interface GivenBack {
  readonly by?: Actor | null;
  readonly rule?: ReleasedOver | null;
  readonly text?: string | null;
}

/** Back to the queue; work whose alert closed meanwhile is nobody's any more and closes too. */
export function giveBack(
  of: Case,
  { by = null, rule = null, text = null }: GivenBack,
  now: Date,
  known: Circumstances,
): Decided | Refused {
  return hand(of, (task) => release(task, by), {
    by,
    text,
    tell: (task, told, deed) => taskFact('task.released', task, (common) => ({ ...told(common), rule }), deed),
    said: () => ({ kind: 'released', data: { rule } }),
    then: [
      follows('open'),
      when(({ alert }) => !isLive(alert.state), closes(now, of.alert.state)),
      withClimb((climb) => resume(climb, now)),
      when(({ task }) => task !== null && task.movedAt !== null, staysHere, handsTo(known.districtId), asksAnew(now)),
    ],
  });
}

/** Where there is nothing left on the ladder to go there for, the calls go on. */
export const goesOnAsVisit =
  (now: Date, known: Circumstances): Step =>
  (of) => {
    const visit = of.climb && visitAfter(of.climb);
    if (visit === null) return stays(of);
    const released = giveBack(of, { rule: 'two_calls_unanswered' }, now, known);
    return inTurn(
      of,
      'refused' in released ? stays : () => released,
      withClimb((climb) => jumpTo(climb, visit, now)),
      climbs,
    );
  };

/** Nobody has it to do any more. */
export const gone = ({ ended }: Case): Refusal => ({ refused: 'closed', state: ended.at(-1)?.state ?? 'superseded' });
