import type { LadderName } from '../devices/telemetry.rules.js';
import type { TaskKind } from '../tasks/task.rules.js';
import { KIND_OF_WORK } from './kind-of-work.rules.js';
import type { HumanAction, Ladder, Rung } from './ladder.rules.js';

/** Where an alert stands on its ladder. The rungs are a copy: later edits do not change a running case. */
export interface Escalation {
  readonly alertId: string;
  readonly ladderName: LadderName;
  readonly rungs: readonly Rung[];
  readonly claimTimeoutSeconds: number;
  readonly claimReminderSeconds: number | null;
  /** T: rungs count from here; moved on by the time a claim held the ladder. */
  readonly startsAt: Date;
  /** The rung that fired last. */
  readonly rung: number | null;
  readonly nextRung: number | null;
  readonly nextRungAt: Date | null;
  readonly heldSince: Date | null;
  readonly stoppedAt: Date | null;
}

export interface Opened {
  readonly alertId: string;
  readonly alertType: string;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  readonly holdMinutes: number;
}

/** How long after a dose was due its ladder starts when nobody reported a miss (domain section "Ladders"). */
const MINUTES_AFTER_DUE: Partial<Record<LadderName, number>> = { 'time-critical-dose': 30, 'standard-dose': 60 };
/** How often the last rung asks again until somebody claims. */
const REPEAT_SECONDS = 10 * 60;

/** Puts an alert on its ladder. A miss that the dispenser reports starts now; silence starts at the time the ladder is told from. */
export function start(ladder: Omit<Ladder, 'version'>, opened: Opened): Escalation {
  const startsAt = startOf(ladder.name, opened);
  return {
    alertId: opened.alertId,
    ladderName: ladder.name,
    rungs: ladder.rungs,
    claimTimeoutSeconds: ladder.claimTimeoutSeconds,
    claimReminderSeconds: ladder.claimReminderSeconds,
    startsAt,
    rung: null,
    nextRung: 0,
    nextRungAt: timeOf(ladder.rungs, 0, startsAt),
    heldSince: null,
    stoppedAt: null,
  };
}

function startOf(name: LadderName, { alertType, openedAt, dueAt, holdMinutes }: Opened): Date {
  if (alertType === 'dose.unconfirmed' && dueAt) {
    const told = dueAt.getTime() + (MINUTES_AFTER_DUE[name] ?? 0) * 60_000;
    return new Date(Math.max(told, openedAt.getTime()));
  }
  return new Date(openedAt.getTime() + holdMinutes * 60_000);
}

/** The rung to fire now: the highest whose time has come, so that after downtime nobody is asked in vain; null when none is due. */
export function dueRung(escalation: Escalation, now: Date): number | null {
  const { nextRung, nextRungAt, rungs, startsAt } = escalation;
  if (nextRung === null || nextRungAt === null || nextRungAt > now || escalation.heldSince || escalation.stoppedAt)
    return null;
  let due = nextRung;
  while (due + 1 < rungs.length && timeOf(rungs, due + 1, startsAt) <= now) due++;
  return due;
}

export const isLast = (escalation: Escalation, rung: number): boolean => rung === escalation.rungs.length - 1;

/** After a rung asked somebody: the next one's time, or the last one again. */
export function fired(escalation: Escalation, rung: number, now: Date): Escalation {
  if (isLast(escalation, rung)) {
    return { ...escalation, rung, nextRung: rung, nextRungAt: new Date(now.getTime() + REPEAT_SECONDS * 1000) };
  }
  return {
    ...escalation,
    rung,
    nextRung: rung + 1,
    nextRungAt: timeOf(escalation.rungs, rung + 1, escalation.startsAt),
  };
}

/** A claim holds the ladder. */
export const hold = (escalation: Escalation, now: Date): Escalation =>
  escalation.stoppedAt || escalation.heldSince ? escalation : { ...escalation, heldSince: now, nextRungAt: null };

/** The claim ended without a result: the ladder goes on where it stood, with the time that was left. */
export function resume(escalation: Escalation, now: Date): Escalation {
  const { heldSince, nextRung } = escalation;
  if (escalation.stoppedAt || !heldSince) return escalation;
  const startsAt = new Date(escalation.startsAt.getTime() + now.getTime() - heldSince.getTime());
  if (nextRung === null) return { ...escalation, heldSince: null, startsAt };
  const planned = timeOf(escalation.rungs, nextRung, startsAt);
  return { ...escalation, heldSince: null, startsAt, nextRungAt: planned > now ? planned : now };
}

/** Asks the current rung again at once: what was set aside is nobody's work any more. */
export function fireAgain(escalation: Escalation, now: Date): Escalation {
  if (escalation.stoppedAt) return escalation;
  const resumed = resume(escalation, now);
  return { ...resumed, heldSince: null, nextRung: resumed.rung ?? 0, nextRungAt: now };
}

/** It was reported again as more urgent, by a reported miss: what waits for its start need not wait any longer. */
export function hurry(escalation: Escalation, now: Date): Escalation {
  if (escalation.rung !== null || escalation.stoppedAt || escalation.heldSince || escalation.startsAt <= now)
    return escalation;
  return { ...escalation, startsAt: now, nextRungAt: timeOf(escalation.rungs, 0, now) };
}

export const stop = (escalation: Escalation, now: Date): Escalation => ({
  ...escalation,
  nextRung: null,
  nextRungAt: null,
  heldSince: null,
  stoppedAt: escalation.stoppedAt ?? now,
});

/** When a claim made now is reminded of and when it ends. */
export function claimTimers(escalation: Escalation, now: Date): { remindAt: Date | null; claimExpiresAt: Date } {
  const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
  const { claimReminderSeconds, claimTimeoutSeconds } = escalation;
  return {
    remindAt: claimReminderSeconds === null ? null : after(claimReminderSeconds),
    claimExpiresAt: after(claimTimeoutSeconds),
  };
}

const timeOf = (rungs: readonly Rung[], index: number, startsAt: Date): Date =>
  new Date(startsAt.getTime() + rungs[index]!.afterSeconds * 1000);

/** What a rung's action is as work. */
export function taskKind(action: HumanAction, alertType: string): TaskKind {
  if (KIND_OF_WORK[alertType]) return KIND_OF_WORK[alertType];
  if (action === 'operations') return 'technical';
  return action === 'visit' && alertType.startsWith('supply.') ? 'refill' : action;
}
