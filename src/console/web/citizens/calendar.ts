const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof WEEK)[number];

/** As dates are written in the language of the page. */
const localeOf = ({ lang }: HTMLElement): string => (lang === 'en' ? 'en-GB' : lang);
const locale = (): string => localeOf(document.documentElement);
const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(), options);

/** Of an instant, on the clocks where she lives: `Tue 10 Mar`. */
export const sayDay = (at: string, zone: string): string =>
  dates({ weekday: 'short', day: 'numeric', month: 'short', timeZone: zone }).format(new Date(at));

/** Of a date such as `2026-03-10`. */
export const sayDate = (date: string): string => sayDay(date, 'UTC');

/** `Mon, Wed and Fri`, in the order of the week. */
export function sayWeekdays(days: readonly Weekday[]): string {
  const names = dates({ weekday: 'short', timeZone: 'UTC' });
  // The first of January 2024 was a Monday.
  const said = WEEK.filter((day) => days.includes(day)).map((day) =>
    names.format(Date.UTC(2024, 0, 1 + WEEK.indexOf(day))),
  );
  return new Intl.ListFormat(locale()).format(said);
}

/** A language tag in words; one that nobody here knows shows itself. */
export const sayLanguage = (tag: string): string =>
  new Intl.DisplayNames(locale(), { type: 'language' }).of(tag) ?? tag;
