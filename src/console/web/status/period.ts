/** What of the times is looked at: until somebody had it, spoke to the citizen, or was done. */
export const MEASURES = ['toClaim', 'toContact', 'toResolve'] as const;
export type Measure = (typeof MEASURES)[number];

/** What the figures are of: what a reload and a pasted link restore. Days, ids and codes, never a name. */
export interface Period {
  /** The first day and the last, both in it. */
  readonly from: string;
  readonly to: string;
  /** Empty for all that the reader reaches. */
  readonly districtId: string;
  readonly measure: Measure;
}

export type Stretch = 'day' | 'week' | 'month';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[0-9a-f-]{36}$/;
const DAY_MILLIS = 86_400_000;
const USUAL_DAYS = 30;
/** As far as the gateway reports. */
export const LONGEST_DAYS = 400;

/** What does not fit is as if it were not there: the last thirty days, of everything, until somebody had it. */
export function readPeriod(search: string, today: string): Period {
  const query = new URLSearchParams(search);
  const dayOf = (name: string) => [query.get(name) ?? ''].find((text) => DAY.test(text) && !isNaN(Date.parse(text)));
  const to = dayOf('to') ?? today;
  return {
    from: dayOf('from') ?? addDays(to, 1 - USUAL_DAYS),
    to,
    districtId: ID.exec(query.get('district') ?? '')?.[0] ?? '',
    measure: MEASURES.find((measure) => measure === query.get('of')) ?? 'toClaim',
  };
}

/** With its days even where they are the usual ones: whoever is sent it sees the same. */
export function writePeriod(path: string, { from, to, districtId, measure }: Period): string {
  const more = { ...(districtId && { district: districtId }), ...(measure !== 'toClaim' && { of: measure }) };
  return `${path}?${new URLSearchParams({ from, to, ...more }).toString()}`;
}

/** How many days it has; none or fewer where it ends before it begins. */
export const lengthOf = ({ from, to }: Pick<Period, 'from' | 'to'>): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MILLIS + 1;

/** So that a curve has some ten to fifty points. */
export function stretchOf(period: Pick<Period, 'from' | 'to'>): Stretch {
  const days = lengthOf(period);
  if (days <= 45) return 'day';
  return days <= 200 ? 'week' : 'month';
}

/** The first day of each stretch that the period touches. */
export function stretchesOf(period: Pick<Period, 'from' | 'to'>): string[] {
  const stretch = stretchOf(period);
  const begins: string[] = [];
  for (let day = beginOf(stretch, period.from); day <= period.to; day = after(stretch, day)) begins.push(day);
  return begins;
}

function beginOf(stretch: Stretch, day: string): string {
  if (stretch === 'month') return `${day.slice(0, 7)}-01`;
  return stretch === 'week' ? addDays(day, -((new Date(day).getUTCDay() + 6) % 7)) : day;
}

const after = (stretch: Stretch, day: string): string =>
  stretch === 'month' ? beginOf('month', addDays(day, 31)) : addDays(day, stretch === 'week' ? 7 : 1);

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MILLIS).toISOString().slice(0, 10);

/** From the first midnight to the last on the clocks of a zone, as the gateway is asked for it: `from` in it, `to` no more. */
export function instantsOf({ from, to }: Pick<Period, 'from' | 'to'>, zone?: string): { from: string; to: string } {
  return { from: midnight(from, zone), to: midnight(addDays(to, 1), zone) };
}

/** Which day it is on the clocks of a zone. */
export const dayAt = (at: number, zone?: string): string => wallClock(at, zone).slice(0, 10);

/** A second look, since the first is by the clock of another hour, which may have been moved since. */
function midnight(day: string, zone: string | undefined): string {
  const wanted = Date.parse(day);
  const seen = (at: number) => Date.parse(`${wallClock(at, zone).replace(' ', 'T')}Z`);
  const near = wanted - (seen(wanted) - wanted);
  return new Date(near - (seen(near) - wanted)).toISOString();
}

/** As Swedes write it: `2026-03-29 00:00:00`. */
const wallClock = (at: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(at);
