import type { Task, TaskAlert } from './model.js';
import { texts } from './texts.js';

/** Stands for many dispensers at once. */
export const INCIDENT = 'gateway.fleet_outage';

/** What many dispensers of a district say cannot be used, for one reason. */
const UNUSABLE_INCIDENT = 'gateway.unusable_telemetry';

/** Clock time `08:00` in the team's zone; the browser's zone where none is given. */
export const formatTime = (at: string, zone?: string): string => formatIn(zone).time.format(new Date(at));

/** Day and clock time where the day is not today's. */
export function formatMoment(at: string, now: number, zone?: string): string {
  const { day } = formatIn(zone);
  const then = day.format(new Date(at));
  return then === day.format(new Date(now)) ? formatTime(at, zone) : `${then} ${formatTime(at, zone)}`;
}

/** Making one is slow, and a long list asks for thousands. */
const formats = new Map<string | undefined, { time: Intl.DateTimeFormat; day: Intl.DateTimeFormat }>();

function formatIn(timeZone: string | undefined) {
  const made = formats.get(timeZone) ?? {
    time: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }),
    day: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone }),
  };
  formats.set(timeZone, made);
  return made;
}

/**
 * What happened, in plain words. It repeats what the dispenser said and no more:
 * a dispenser knows what left it, never what was taken.
 */
export function describeAlert(alert: TaskAlert, zone?: string): string {
  const { lastSeenAt, ageMinutes, codes, deviceCount, inUse, from, unreadable, cause, causes } = alert.detail ?? {};
  const since = lastSeenAt ? formatTime(lastSeenAt, zone) : null;
  const marks = [
    alert.dose?.criticality === 'time-critical' ? texts.criticality['time-critical'] : null,
    since && alert.type === 'connectivity.offline' ? texts.noContactSince(since) : null,
    codes?.length ? (texts.which[alert.type]?.(codes.join(', ')) ?? null) : null,
    deviceCount ? texts.ofDispensers(deviceCount, inUse) : null,
    unreadable ? texts.unreadable : null,
    ...(causes ? Object.keys(causes) : [alert.type === UNUSABLE_INCIDENT ? cause : null]),
    alert.type === 'coverage.gap' && from ? texts.fromTime(formatMoment(from, Date.parse(alert.openedAt), zone)) : null,
    ageMinutes ? texts.toldLate(formatAge(ageMinutes)) : null,
    alert.unmatched ? texts.unmatched : null,
    alert.occurrences > 1 ? texts.again(alert.occurrences) : null,
  ].filter((mark) => mark != null);
  const what = sayWhat(alert, since, zone);
  return marks.length ? `${what} (${marks.join(', ')})` : what;
}

const formatAge = (minutes: number): string =>
  minutes < 60 ? texts.left.minutes(minutes) : texts.left.hours(Math.floor(minutes / 60), minutes % 60);

function sayWhat(alert: TaskAlert, lastSeen: string | null, zone?: string): string {
  const { type, dose } = alert;
  const slot = dose ? formatTime(dose.dueAt, zone) : texts.aDose;
  if (type === 'dose.unconfirmed' && lastSeen)
    return isInContact(alert) ? texts.unconfirmedInContact(slot) : texts.unconfirmedSince(slot, lastSeen);
  return nameType(type, slot);
}

/** In contact, or heard after the window closed: it is not out of reach, it said nothing of this dose. */
const isInContact = ({ dose, detail }: TaskAlert) =>
  detail?.connected === true ||
  Boolean(dose && detail?.lastSeenAt && Date.parse(detail.lastSeenAt) > Date.parse(dose.windowClosesAt));

/** The words for a type of alert or event; one that nobody here knows shows itself. */
export const nameType = (type: string, slot: string = texts.aDose): string =>
  texts.what[type]?.(slot) ?? texts.condition[type] ?? texts.event[type] ?? type;

/** What else is wrong, followed under the alert: in words for a citizen, as a number for an incident. */
export function describeUnder({ under = [], cameThrough }: TaskAlert): string[] {
  if (typeof cameThrough === 'number') return [texts.row.under(countAlarms(under)), texts.row.cameThrough(cameThrough)];
  return under.map(({ type }) => texts.row.also(lowerFirst(nameType(type))));
}

/** How many alarms stand under an incident; the incidents of its parts are no alarms of anybody. */
export const countAlarms = (under: NonNullable<TaskAlert['under']>): number =>
  under.reduce((sum, { type, count }) => (type === INCIDENT ? sum : sum + count), 0);

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** Whom the task is about: a citizen, else a dispenser, a district, or the gateway itself. */
export function nameCitizen(
  { citizen, alert }: Pick<Task, 'citizen' | 'alert'>,
  district: string | null = null,
): string {
  if (citizen) return citizen.displayName;
  if (alert?.deviceId) return texts.aDispenser(alert.deviceId);
  if (district) return texts.aDistrict(district);
  if (alert?.districtId) return texts.beyondDistricts;
  return alert?.type.startsWith('gateway.') ? texts.theGateway : texts.noCitizen;
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

const OF_EQUIPMENT = ['device-fixed', 'refilled', 'false-alarm'];

/** The outcomes to choose from, the likely ones first. */
export function orderOutcomes({ kind, alert }: Pick<Task, 'kind' | 'alert'>): string[] {
  const likely = alert.dose ? [kind === 'visit' ? 'taken-at-visit' : 'taken-after-call'] : OF_EQUIPMENT;
  const all = Object.keys(texts.outcome);
  return [...likely, ...all.filter((code) => !likely.includes(code))];
}

/** The word for a code; an unknown code shows itself. */
export function wordFor(words: Record<string, string>, code: string | null | undefined): string {
  if (!code) return texts.detail.unknown;
  return words[code] ?? words[code.replaceAll(/[ _]/g, '-')] ?? code;
}

export const formatDistance = (meters: number) => texts.detail.km((meters / 1000).toFixed(1));
