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

interface Calendar {
  readonly holidays: Holidays;
  /** What was worked out of it, by year. */
  readonly years: Map<string, ReadonlySet<string>>;
}

/** By zone, in small letters. */
const CALENDARS = new Map(
  [
    { country: 'DK', elsewhere: [] },
    { country: 'NO', elsewhere: ['Arctic/Longyearbyen', 'Atlantic/Jan_Mayen'] },
  ].flatMap(({ country, elsewhere }) => {
    const calendar: Calendar = { holidays: new Holidays(country), years: new Map() };
    return [...calendar.holidays.getTimezones(), ...elsewhere].map((zone) => [zone.toLowerCase(), calendar] as const);
  }),
);

/**
 * Whether a date is a public holiday where the zone is: in Denmark and Norway by law (`public` in date-holidays), elsewhere none; what
 * the municipality says of a day goes before that.
 */
export function isHoliday(zone: string, ownDays: readonly OwnDay[], date: string): boolean {
  const own = ownDays.find((day) => day.date === date);
  if (own) return own.holiday;
  const calendar = CALENDARS.get(zone.toLowerCase());
  return calendar !== undefined && holidaysOf(calendar, date.slice(0, 4)).has(date);
}

function holidaysOf({ holidays, years }: Calendar, year: string): ReadonlySet<string> {
  const known = years.get(year);
  if (known) return known;
  const days = holidays.getHolidays(Number(year)).filter(({ type }) => type === 'public');
  const found = new Set(days.map(({ date }) => date.slice(0, 10)));
  years.set(year, found);
  return found;
}
