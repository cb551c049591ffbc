import { endOf, type Pause, pauseInForce } from '../../citizens/pause.rules.js';
import { callOff, type Dose, recall } from '../dose.rules.js';
import { planDoses, type PlannedDose, type Schedule } from './schedule.rules.js';

/** When the service rests for a citizen: without consent always, and in the pauses that count. */
export interface Absences {
  readonly consent: boolean;
  readonly pauses: readonly Pause[];
}

export interface Revision extends Schedule {
  readonly revision: number;
}

export interface LaidOut extends PlannedDose {
  readonly revision: number;
  /** The service rests when it is due: nobody expects it. */
  readonly isOff: boolean;
}

export const isResting = ({ consent, pauses }: Absences, at: Date): boolean =>
  !consent || pauseInForce(pauses, at) !== null;

/** The doses of a citizen with `dueAt` in [from, until), in order, by all that is known of the plan. In pieces it gives what it gives at once. */
export const layOut = (
  revisions: readonly Revision[],
  absences: Absences,
  from: Date,
  until: Date,
  graceMinutes: number,
): LaidOut[] =>
  revisions
    .flatMap((one) =>
      planDoses(one, from, until, graceMinutes).map((dose) => ({
        ...dose,
        revision: one.revision,
        isOff: isResting(absences, dose.dueAt),
      })),
    )
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());

export interface Differences {
  readonly drop: readonly Dose[];
  readonly change: readonly Dose[];
  readonly add: readonly LaidOut[];
  /** Of those that change: called off before, and wanted again. */
  readonly wantedAgain: readonly Dose[];
}

/**
 * What makes the doses that are held those of a fresh layout from `now` on: held are all whose window is open or that lie ahead. What
 * was heard of a dose stays with it. One that is due keeps what it was laid out as, and is called off or watched as the service rests or
 * goes on.
 */
export function differences(
  held: readonly Dose[],
  laidOut: readonly LaidOut[],
  absences: Absences,
  now: Date,
): Differences {
  const wanted = new Map(laidOut.map((dose) => [dose.dueAt.getTime(), dose]));
  const drop: Dose[] = [];
  const kept: [before: Dose, after: Dose][] = [];
  const taken = new Set<number>();
  const rests = isResting(absences, now);
  for (const dose of [...held].sort((a, b) => Number(isUntouched(a)) - Number(isUntouched(b)))) {
    const at = dose.dueAt.getTime();
    const asked = wanted.get(at);
    const isDue = dose.dueAt <= now;
    if (!isDue && isUntouched(dose) && (!asked || taken.has(at))) {
      drop.push(dose);
      continue;
    }
    taken.add(at);
    const isOff = isDue ? rests || isResting(absences, dose.dueAt) : (asked?.isOff ?? isResting(absences, dose.dueAt));
    const laid = !isDue && isUntouched(dose) ? asAsked(dose, asked!) : dose;
    kept.push([dose, isOff ? callOff(laid, now) : recall(laid, now)]);
  }
  const changed = kept.filter(([before, after]) => !isSame(before, after));
  return {
    drop,
    change: changed.map(([, after]) => after),
    add: laidOut.filter(({ dueAt }) => !taken.has(dueAt.getTime())),
    wantedAgain: changed
      .filter(([before, after]) => before.cancelledAt && !after.cancelledAt)
      .map(([, after]) => after),
  };
}

/** Called off by what was undone since, and nobody can watch them any more: their windows closed. A pause that counts excuses what it touched. */
export const passedUnwatched = (held: readonly Dose[], { consent, pauses }: Absences, since: Date, now: Date): Dose[] =>
  held.filter(
    ({ state, dueAt, windowClosesAt, deadlineAt }) =>
      state === 'cancelled' &&
      deadlineAt > since &&
      windowClosesAt <= now &&
      consent &&
      !pauses.some((pause) => pause.begunAt !== null && pause.from < deadlineAt && endOf(pause) > dueAt),
  );

/** Nothing was heard of it, and nobody was alarmed. */
const isUntouched = ({ state, evidence, alarmedAt }: Dose): boolean =>
  (state === 'scheduled' || state === 'cancelled') && evidence.length === 0 && alarmedAt === null;

const asAsked = (dose: Dose, { revision, slot, windowClosesAt, deadlineAt, criticality }: LaidOut): Dose => ({
  ...dose,
  revision,
  slot,
  windowClosesAt,
  deadlineAt,
  criticality,
});

const isSame = (a: Dose, b: Dose): boolean =>
  a.state === b.state &&
  a.revision === b.revision &&
  a.slot === b.slot &&
  a.criticality === b.criticality &&
  a.windowClosesAt.getTime() === b.windowClosesAt.getTime() &&
  a.deadlineAt.getTime() === b.deadlineAt.getTime();
