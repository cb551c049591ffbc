import Holidays from 'date-holidays';

/** What a municipality says of a day beside the calendar: one more holiday, or one fewer. */
export interface OwnDay {
  /** YYYY-MM-DD on the wall. */
  readonly date: string;
  readonly name: string | null;
  readonly holiday: boolean;
}

export interface MunicipalityDay extends OwnDay {
  readonly municipalityId: string;
}

const calendars = ['DK', 'NO'].map((country) => new Holidays(country));
const ELSEWHERE: Readonly<Record<string, string>> = {
  'arctic/longyearbyen': 'Europe/Oslo',
  'atlantic/jan_mayen': 'Europe/Oslo',
};
const known = new Map<string, ReadonlySet<string>>();

/**
 * Whether a date is a public holiday where the zone is: in Denmark and Norway by law (`public` in date-holidays), elsewhere none; what
 * the municipality says of a day goes before that.
 */
export function isHoliday(zone: string, ownDays: readonly OwnDay[], date: string): boolean {
  const own = ownDays.find((day) => day.date === date);
  return own ? own.holiday : holidaysOf(zone, date.slice(0, 4)).has(date);
}

function holidaysOf(zone: string, year: string): ReadonlySet<string> {
  const key = `${zone} ${year}`;
  const found = known.get(key) ?? listOf(zone, Number(year));
  if (!known.has(key) && known.size < 1_000) known.set(key, found);
  return found;
}

function listOf(zone: string, year: number): ReadonlySet<string> {
  const place = (ELSEWHERE[zone.toLowerCase()] ?? zone).toLowerCase();
  const calendar = calendars.find((one) => one.getTimezones().some((theirs) => theirs.toLowerCase() === place));
  const days = calendar?.getHolidays(year).filter(({ type }) => type === 'public') ?? [];
  return new Set(days.map(({ date }) => date.slice(0, 10)));
}
