import type { ExpectedDose } from '../model.js';

/** How a dose stands in the week: what its dispenser could tell of it. */
export type Mark = 'dispensed' | 'late' | 'in-advance' | 'missed' | 'unconfirmed' | 'waiting' | 'cancelled';

export interface Day {
  /** Such as `2026-03-10`, on the clocks of where she lives. */
  readonly date: string;
  readonly doses: readonly ExpectedDose[];
}

const DAYS = 7;
const DAY_MILLIS = 86_400_000;

export function markOf({ state, lateSeconds }: Pick<ExpectedDose, 'state' | 'lateSeconds'>): Mark {
  switch (state) {
    case 'dispensed':
    case 'retrieved':
      return lateSeconds === null ? 'dispensed' : 'late';
    case 'dispensed-in-advance':
      return 'in-advance';
    case 'scheduled':
    case 'due':
      return 'waiting';
    default:
      return state;
  }
}

/** The day it is there and the six before it, each with its doses by when they were due. */
export function weekOf(doses: readonly ExpectedDose[], now: number, zone: string): readonly Day[] {
  const dateOf = datesOf(zone);
  const today = Date.parse(dateOf(now));
  const inOrder = doses.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  return Array.from({ length: DAYS }, (_, n) => {
    const date = new Date(today - (DAYS - 1 - n) * DAY_MILLIS).toISOString().slice(0, 10);
    return { date, doses: inOrder.filter(({ dueAt }) => dateOf(Date.parse(dueAt)) === date) };
  });
}

/** As dates are written where nobody reads them. */
function datesOf(zone: string): (at: number) => string {
  const calendar = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: zone,
  });
  return (at) => calendar.format(at);
}

/**
 * About when the dispenser is empty, by how many doses a day had that had any: of a plan of every other day that is rather too soon than
 * too late. Null where nothing is known of it.
 */
export function emptyAt(dosesRemaining: number | null, week: readonly Day[], now: number): number | null {
  const counts = week.map(({ doses }) => doses.filter(({ state }) => state !== 'cancelled').length).filter(Boolean);
  if (dosesRemaining === null || counts.length === 0) return null;
  const aDay = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return now + (dosesRemaining / aDay) * DAY_MILLIS;
}

/** The first dose that is not over: due, or still to come. */
export const nextDose = (doses: readonly ExpectedDose[], now: number): ExpectedDose | null =>
  doses
    .filter(
      ({ state, windowClosesAt }) =>
        markOf({ state, lateSeconds: null }) === 'waiting' && Date.parse(windowClosesAt) > now,
    )
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0] ?? null;
