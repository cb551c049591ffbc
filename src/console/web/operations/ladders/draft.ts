import type { Ladder, Rung, ToSet } from './asks.js';

type SetRung = ToSet['rungs'][number];

export const ACTIONS = [
  'repeat-reminder',
  'notify-relative',
  'call',
  'screen-call',
  'visit',
  'operations',
] as const satisfies readonly Rung['actions'][number][];

export const RECIPIENTS = [
  'contact-person',
  'e-district',
  'nearest-team',
  'next-nearest-team',
  'all-on-duty',
  'response-centre',
  'shift-lead',
  'manager',
] as const satisfies readonly SetRung['to'][];

/** A step as it is typed: minutes and per cent as they stand in their fields. */
export interface DraftRung {
  readonly after: string;
  /** Empty for none. */
  readonly share: string;
  readonly to: string;
  readonly actions: readonly string[];
}

export interface Draft {
  readonly rungs: readonly DraftRung[];
  readonly claimTimeout: string;
  /** Empty for no reminder. */
  readonly claimReminder: string;
}

const DURATION = /^P(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/;
const USUAL_MINUTES = 15;

/** Of an ISO 8601 duration of fixed length. */
export function secondsOf(duration: string): number {
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (DURATION.exec(duration) ?? [])
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

const minutesOf = (duration: string): string => String(secondsOf(duration) / 60);

export const draftOf = ({ rungs, claimTimeout, claimReminder }: Ladder): Draft => ({
  rungs: rungs.map(({ after, share, to, actions }) => ({
    after: minutesOf(after),
    share: share === undefined ? '' : String(Math.round(share * 1000) / 10),
    to,
    actions: ACTIONS.filter((action) => actions.includes(action)),
  })),
  claimTimeout: minutesOf(claimTimeout),
  claimReminder: claimReminder === null ? '' : minutesOf(claimReminder),
});

/** What is sent: what is no number goes as it was typed, so that the gateway says which field that is. */
export const asSent = ({ rungs, claimTimeout, claimReminder }: Draft): ToSet => ({
  rungs: rungs.map(({ after, share, to, actions }) => ({
    after: asSeconds(after),
    ...(share.trim() !== '' && { share: numberOf(share) / 100 }),
    to: to as SetRung['to'],
    actions: actions as SetRung['actions'],
  })),
  claimTimeout: asSeconds(claimTimeout),
  claimReminder: claimReminder.trim() === '' ? null : asSeconds(claimReminder),
});

/** With a comma or a point; NaN for what is none. */
export const numberOf = (typed: string): number => (typed.trim() === '' ? NaN : Number(typed.trim().replace(',', '.')));

function asSeconds(minutes: string): number | string {
  const seconds = Math.round(numberOf(minutes) * 60);
  return Number.isFinite(seconds) ? seconds : minutes;
}

/** One after the last, as most are. */
export const oneMore = (rungs: readonly DraftRung[]): DraftRung => ({
  after: String((numberOf(rungs.at(-1)?.after ?? '') || 0) + USUAL_MINUTES),
  share: '',
  to: 'manager',
  actions: ['visit'],
});

export const without = <T>(all: readonly T[], n: number): T[] => all.filter((_, i) => i !== n);
export const replaced = <T>(all: readonly T[], n: number, by: T): T[] => all.map((each, i) => (i === n ? by : each));
export const moved = <T>(all: readonly T[], from: number, to: number): T[] =>
  to < 0 || to >= all.length ? [...all] : without(all, from).toSpliced(to, 0, all[from]!);
