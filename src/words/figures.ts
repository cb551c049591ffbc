import type { Language } from '../platform/http/language.js';

/** How days and shares are written in a language. */
export interface Figures {
  /** `10 Mar 2026`, of a day whatever the zone. */
  readonly date: (day: string) => string;
  /** `Mar 2026` */
  readonly month: (day: string) => string;
  /** `93.1%`: never more than it is. */
  readonly share: (share: number) => string;
}

const known = new Map<Language, Figures>();

/** Making one is slow, and a table asks for hundreds. */
export function figuresIn(language: Language): Figures {
  const made = known.get(language) ?? makeFigures(language);
  known.set(language, made);
  return made;
}

function makeFigures(language: Language): Figures {
  const locale = language === 'en' ? 'en-GB' : language;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, roundingMode: 'floor' });
  return {
    date: (day) => date.format(new Date(day)),
    month: (day) => month.format(new Date(day)),
    share: (share) => shares.format(share),
  };
}
