import type { LogEntry, Task, TaskAlert } from './model.js';
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

function sayWhat(alert: TaskAlert, lastSeen: string | null, zone?: string): string {
  const { type, dose } = alert;
  const slot = dose ? formatTime(dose.dueAt, zone) : texts.aDose;
  if (type === 'dose.unconfirmed' && lastSeen)
    return isInContact(alert) ? texts.unconfirmedInContact(slot) : texts.unconfirmedSince(slot, lastSeen);
  return nameType(type, slot);
}

/** Heard after the window closed: it is not out of reach, it said nothing of this dose. */
const isInContact = ({ dose, detail }: TaskAlert) =>
  Boolean(dose && detail?.lastSeenAt && Date.parse(detail.lastSeenAt) > Date.parse(dose.windowClosesAt));

const nameType = (type: string, slot: string) => texts.what[type]?.(slot) ?? texts.condition[type] ?? type;

/** One entry of the handling log: what was done, and in words what its codes say. */
export function describeEntry(
  { entry, text, data }: LogEntry,
  alert: TaskAlert,
  zone?: string,
): { what: string; text: string | null } {
  const action = String(data?.action ?? '');
  const what = texts.did[action] ?? wordFor(texts.entry, entry);
  const words = [
    sayEntry(entry, action, text ?? null, data ?? {}, alert, zone),
    isCode(entry, action, data) ? null : text,
  ];
  return { what, text: words.filter(Boolean).join(': ') || null };
}

function sayEntry(
  entry: string,
  action: string,
  text: string | null,
  data: Record<string, unknown>,
  { dose }: TaskAlert,
  zone?: string,
): string | null {
  if (entry === 'reported' && text) return nameType(text, dose ? formatTime(dose.dueAt, zone) : texts.aDose);
  if (entry === 'cause') return wordFor(texts.cause, String(data.cause));
  if (entry === 'call-attempt') return data.answered === false ? texts.callUnanswered : texts.callAnswered;
  if (action === 'task.started') return wordFor(texts.kind, text);
  if (typeof data.outcome === 'string') return wordFor(texts.outcome, data.outcome);
  if (data.reason === 'dispensed-late')
    return texts.dispensedLate(formatTime(String(data.effectiveAt), zone), formatTime(String(data.reportedAt), zone));
  return null;
}

/** Whether the entry's text is a code that its words have said already. */
const isCode = (entry: string, action: string, data: LogEntry['data']) =>
  entry === 'reported' || action === 'task.started' || data?.reason === 'dispensed-late';

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
