import type { Task, TaskAlert } from './model.js';
import { texts } from './texts.js';

/** Clock time `08:00` in the team's zone; the browser's zone where none is given. */
export function formatTime(at: string, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date(at));
}

/** Day and clock time where the day is not today's. */
export function formatMoment(at: string, now: number, zone?: string): string {
  const day = (instant: Date) =>
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone }).format(instant);
  const then = day(new Date(at));
  return then === day(new Date(now)) ? formatTime(at, zone) : `${then} ${formatTime(at, zone)}`;
}

/**
 * What happened, in plain words. It repeats what the dispenser said and no more:
 * a dispenser knows what left it, never what was taken.
 */
export function describeAlert(alert: TaskAlert, zone?: string): string {
  const lastSeenAt = alert.detail?.lastSeenAt;
  const since = lastSeenAt ? formatTime(lastSeenAt, zone) : null;
  const marks = [
    alert.dose?.criticality === 'time-critical' ? texts.criticality['time-critical'] : null,
    since && alert.type === 'connectivity.offline' ? texts.noContactSince(since) : null,
    alert.unmatched ? texts.unmatched : null,
    alert.occurrences > 1 ? texts.again(alert.occurrences) : null,
  ].filter((mark) => mark !== null);
  const what = sayWhat(alert, since, zone);
  return marks.length ? `${what} (${marks.join(', ')})` : what;
}

function sayWhat({ type, dose }: TaskAlert, lastSeen: string | null, zone?: string): string {
  const slot = dose ? formatTime(dose.dueAt, zone) : texts.aDose;
  if (type === 'dose.unconfirmed' && lastSeen) return texts.unconfirmedSince(slot, lastSeen);
  return texts.what[type]?.(slot) ?? texts.condition[type] ?? type;
}

/** Whom the task is about. */
export function nameCitizen(task: Task): string {
  return task.citizen?.displayName ?? texts.noCitizen;
}

export function formatAddress(task: Task): string {
  if (!task.citizen) return '';
  const { street, city } = task.citizen.address ?? {};
  return [street, city].filter(Boolean).join(', ') || texts.noAddress;
}

/** The holder's name, `You` where it is the reader, nothing where nobody holds it. */
export function nameHolder(task: Task, readerId: string): string | null {
  if (!task.claimedBy) return null;
  return task.claimedBy === readerId ? texts.row.you : (task.claimedByName ?? texts.row.aColleague);
}

/** How the task is reached by default: what its button starts. */
export function chooseMode(kind: string): 'call' | 'screen-call' | 'visit' {
  return kind === 'screen-call' || kind === 'call' ? kind : 'visit';
}

/** The word for a code; an unknown code shows itself. */
export function wordFor(words: Record<string, string>, code: string | null | undefined): string {
  if (!code) return texts.detail.unknown;
  return words[code] ?? words[code.replaceAll(/[ _]/g, '-')] ?? code;
}

export const formatDistance = (meters: number) => texts.detail.km((meters / 1000).toFixed(1));
