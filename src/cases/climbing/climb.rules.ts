import type { LadderName, Priority } from '../../devices/telemetry.rules.js';
import { firstInstant, localDate } from '../../teams/local-time.rules.js';
import { asksAtOnce, type Course, courseOf, type Opened } from './course.rules.js';
import { rungsFor } from './kind-of-work.rules.js';
import type { LadderPlan, Rung } from '../../ladders/ladder.rules.js';

/** Where an alert stands on its ladder. The rungs are a copy: later edits do not change a running case. */
export interface Climb {
  readonly alertId: string;
  readonly ladderName: LadderName;
  readonly rungs: readonly Rung[];
  readonly claimTimeoutSeconds: number;
  readonly claimReminderSeconds: number | null;
  /** T: rungs count from here; moved on by the time a claim held the ladder. */
  readonly startsAt: Date;
  /** What the shares of the rungs are of; when it comes the case turns into what it becomes, if anything. */
  readonly deadlineAt: Date | null;
  readonly becomes: LadderName | null;
  /** Where this is set nobody is asked between 22 and 7, local time there. */
  readonly nightZone: string | null;
  /** The rung that fired last. */
  readonly rung: number | null;
  readonly nextRung: number | null;
  readonly nextRungAt: Date | null;
  readonly heldSince: Date | null;
  readonly stoppedAt: Date | null;
}

/** How often the last rung asks again until somebody claims. */
const REPEAT_SECONDS = 10 * 60;

/** Puts an alert on its ladder, on the course that the circumstances give it. */
export function start(ladder: LadderPlan, opened: Opened): Climb {
  const course: Course = courseOf(ladder.name, opened);
  const started: Climb = {
    alertId: opened.alertId,
    ladderName: ladder.name,
    rungs: rungsFor(opened, ladder.rungs),
    claimTimeoutSeconds: ladder.claimTimeoutSeconds,
    claimReminderSeconds: ladder.claimReminderSeconds,
    ...course,
    rung: null,
    nextRung: 0,
    nextRungAt: null,
    heldSince: null,
    stoppedAt: null,
  };
  const first = asksAtOnce(opened) ? started.startsAt : timeOf(started, 0);
  return { ...started, nextRungAt: nextLook(started, first) };
}

/** Nobody solved it by its deadline: it goes on as something more urgent. */
export const turnsNow = ({ becomes, deadlineAt, heldSince, stoppedAt }: Climb, now: Date): boolean =>
  becomes !== null && deadlineAt !== null && deadlineAt <= now && !heldSince && !stoppedAt;

export const isDue = (climb: Climb, now: Date): boolean => dueRung(climb, now) !== null || turnsNow(climb, now);

/** The rung to fire now: the highest whose time has come, so that after downtime nobody is asked in vain; null when none is due. */
export function dueRung(climb: Climb, now: Date): number | null {
  const { nextRung, nextRungAt, rungs } = climb;
  if (nextRung === null || nextRungAt === null || nextRungAt > now || climb.heldSince || climb.stoppedAt) return null;
  let due = nextRung;
  while (due + 1 < rungs.length && timeOf(climb, due + 1) <= now) due++;
  return due;
}

export const isLast = (climb: Climb, rung: number): boolean => rung === climb.rungs.length - 1;

/** After a rung asked somebody: the next one's time, or the last one again. */
export function fired(climb: Climb, rung: number, now: Date): Climb {
  if (isLast(climb, rung)) {
    const again = outsideNight(climb.nightZone, new Date(now.getTime() + REPEAT_SECONDS * 1000));
    return { ...climb, rung, nextRung: rung, nextRungAt: nextLook(climb, again) };
  }
  return { ...climb, rung, nextRung: rung + 1, nextRungAt: nextLook(climb, timeOf(climb, rung + 1)) };
}

/** A claim holds the ladder. */
export const hold = (climb: Climb, now: Date): Climb =>
  climb.stoppedAt || climb.heldSince ? climb : { ...climb, heldSince: now, nextRungAt: null };

/** The claim ended without a result: the ladder goes on where it stood, with the time that was left. */
export function resume(climb: Climb, now: Date): Climb {
  const { heldSince, nextRung } = climb;
  if (climb.stoppedAt || !heldSince) return climb;
  const startsAt = new Date(climb.startsAt.getTime() + now.getTime() - heldSince.getTime());
  if (nextRung === null) return { ...climb, heldSince: null, startsAt };
  const planned = timeOf({ ...climb, startsAt }, nextRung);
  const next = planned > now ? planned : outsideNight(climb.nightZone, now);
  return { ...climb, heldSince: null, startsAt, nextRungAt: nextLook(climb, next) };
}

/** Asks the current rung again at once: what was set aside is nobody's work any more. */
export function fireAgain(climb: Climb, now: Date): Climb {
  if (climb.stoppedAt) return climb;
  const resumed = resume(climb, now);
  return { ...resumed, nextRung: resumed.rung ?? 0, nextRungAt: now };
}

/** The next rung that asks for a visit; null when none does. */
export function visitAfter({ rungs, rung }: Climb): number | null {
  const index = rungs.findIndex(({ actions }, i) => i > (rung ?? -1) && actions.includes('visit'));
  return index < 0 ? null : index;
}

/** The rung fires now, and those above it as long after it as they would have. */
export function jumpTo(climb: Climb, rung: number, now: Date): Climb {
  if (climb.stoppedAt) return climb;
  const ahead = timeOf(climb, rung).getTime() - climb.startsAt.getTime();
  const startsAt = new Date(now.getTime() - ahead);
  return { ...climb, startsAt, heldSince: null, nextRung: rung, nextRungAt: now };
}

/** It was reported again as more urgent, by a reported miss: what waits for its start need not wait any longer. */
export function hurry(climb: Climb, now: Date): Climb {
  if (climb.rung !== null || climb.stoppedAt || climb.heldSince || climb.startsAt <= now) return climb;
  return { ...climb, startsAt: now, nextRungAt: timeOf({ ...climb, startsAt: now }, 0) };
}

/** It became more urgent than its ladder: it climbs the other from its first step; what a claim holds stays held. */
export function climbInstead(climb: Climb, started: Climb, now: Date): Climb {
  if (climb.stoppedAt) return climb;
  return climb.heldSince ? hold(started, now) : started;
}

const CALM_MS = 10 * 60_000;

/** Since when the calm tasks of a district are counted. */
export const calmSince = (now: Date): Date => new Date(now.getTime() - CALM_MS);

/** Whether it waits for a calmer moment: never a P1 or P2, and never what somebody has been asked about already. */
export const waitsForCalm = (priority: Priority, climb: Climb, given: number, most: number): boolean =>
  (priority === 'P3' || priority === 'P4') && climb.rung === null && given >= most;

/** Its turn comes a little later. */
export const postpone = (climb: Climb, now: Date): Climb => ({
  ...climb,
  nextRungAt: new Date(now.getTime() + CALM_MS),
});

export const stop = (climb: Climb, now: Date): Climb => ({
  ...climb,
  nextRung: null,
  nextRungAt: null,
  heldSince: null,
  stoppedAt: climb.stoppedAt ?? now,
});

/** When a claim made now is reminded of and when it ends. */
export function claimTimers(climb: Climb, now: Date): { remindAt: Date | null; claimExpiresAt: Date } {
  const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
  const { claimReminderSeconds, claimTimeoutSeconds } = climb;
  return {
    remindAt: claimReminderSeconds === null ? null : after(claimReminderSeconds),
    claimExpiresAt: after(claimTimeoutSeconds),
  };
}

/** When the work a rung asks for is due: planned work by its deadline, the rest before the next is asked. */
export const taskDueAt = ({ ladderName, deadlineAt }: Climb, nextRungAt: Date): Date =>
  ladderName === 'planned-work' && deadlineAt ? deadlineAt : nextRungAt;

function timeOf({ rungs, startsAt, deadlineAt, nightZone }: Climb, index: number): Date {
  const { afterSeconds, share } = rungs[index]!;
  const toDeadlineMs = deadlineAt && Math.max(0, deadlineAt.getTime() - startsAt.getTime());
  const afterMs = share === undefined || toDeadlineMs === null ? afterSeconds * 1000 : share * toDeadlineMs;
  return outsideNight(nightZone, new Date(startsAt.getTime() + afterMs));
}

/** The deadline is looked at too, when it comes before the rung. */
const nextLook = ({ becomes, deadlineAt }: Climb, rungAt: Date): Date =>
  becomes && deadlineAt && deadlineAt < rungAt ? deadlineAt : rungAt;

/** What would fall between 22 and 7 waits for 7 o'clock. */
export function outsideNight(zone: string | null, at: Date): Date {
  if (zone === null) return at;
  const today = localDate(zone, at);
  const morning = firstInstant(zone, today, '07:00');
  if (at < morning) return morning;
  return at < firstInstant(zone, today, '22:00') ? at : firstInstant(zone, today.add({ days: 1 }), '07:00');
}
