import { describeAlert as sayAlert, type SaidAlert } from '../../words/alert.js';
import { nameType as sayType } from '../../words/names.js';
import type { Task, TaskAlert } from './model.js';
import type { Ending } from './task/endings.js';
import { texts, voice } from './texts.js';

/** Stands for many dispensers at once. */
export const INCIDENT = 'gateway.fleet_outage';

/** Clock time `08:00` in the team's zone; the browser's zone where none is given. */
export const formatTime = (at: string, zone?: string): string => voice(zone).time(at);

/** Day and clock time where the day is not today's. */
export const formatMoment = (at: string, now: number, zone?: string): string =>
  voice(zone).moment(at, new Date(now).toISOString());

/** What happened, in plain words. */
export const describeAlert = (alert: SaidAlert, zone?: string): string => sayAlert(alert, voice(zone));

/** The words for a type of alert or event; one that nobody here knows shows itself. */
export const nameType = (type: string): string => sayType(type, texts);

/** What else is wrong, followed under the alert: in words for a citizen, as a number for an incident. */
export function describeUnder({ under = [], cameThrough }: TaskAlert): string[] {
  if (typeof cameThrough === 'number') return [texts.row.under(countAlarms(under)), texts.row.cameThrough(cameThrough)];
  return under.map(({ type }) => texts.row.also(lowerFirst(nameType(type))));
}

/** How many alarms stand under an incident; the incidents of its parts are no alarms of anybody. */
export const countAlarms = (under: NonNullable<TaskAlert['under']>): number =>
  under.reduce((sum, { type, count }) => (type === INCIDENT ? sum : sum + count), 0);

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

interface Subject {
  readonly citizen: Pick<NonNullable<Task['citizen']>, 'displayName'> | null;
  readonly alert: Pick<TaskAlert, 'type' | 'deviceId' | 'districtId'>;
}

/** Whom the task is about: a citizen, else a dispenser, a district, or the gateway itself. */
export function nameCitizen({ citizen, alert }: Subject, district: string | null = null): string {
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

/** What decides how it may end. */
export const endingOf = ({ kind, alert }: Pick<Task, 'kind' | 'alert'>): Ending => ({ kind, type: alert.type });

/** The word for a code; an unknown code shows itself. */
export function wordFor(words: Record<string, string>, code: string | null | undefined): string {
  if (!code) return texts.detail.unknown;
  return words[code] ?? words[code.replaceAll(/[ _]/g, '-')] ?? code;
}

export const formatDistance = (meters: number): string => voice().distance(meters);
