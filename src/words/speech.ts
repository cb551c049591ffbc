import type { Language } from '../platform/http/language.js';
import type { Words } from './en.js';

export type { Language } from '../platform/http/language.js';

/** As a language is written where it is spoken. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', da: 'da-DK', nb: 'nb-NO' };

/** What is said in a language, and how times are, on the clocks of a zone. */
export interface Voice {
  readonly language: Language;
  readonly words: Words;
  /** `08:00` */
  readonly time: (at: string) => string;
  /** The day before it where it is not that of the other moment. */
  readonly moment: (at: string, beside: string) => string;
  /** `Tue 10 Mar` */
  readonly day: (at: string) => string;
  readonly list: (items: readonly string[]) => string;
  /** `2.4 km` */
  readonly distance: (meters: number) => string;
}

const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const voices = new Map<string, Voice>();

/** The zone of whoever reads where none is given. Making one is slow, and a long list asks for thousands. */
export function speak(language: Language, words: Words, zone?: string): Voice {
  const key = `${language} ${zone}`;
  const known = voices.get(key);
  if (known) return known;
  const made = makeVoice(language, words, zone);
  voices.set(key, made);
  return made;
}

function makeVoice(language: Language, words: Words, timeZone: string | undefined): Voice {
  const locale = LOCALES[language];
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone });
  const calendar = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone });
  const week = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone });
  const kilometres = new Intl.NumberFormat(locale, { ...ONE_DECIMAL, style: 'unit', unit: 'kilometer' });
  const lists = new Intl.ListFormat(locale);
  const time = (at: string): string => clock.format(new Date(at));
  return {
    language,
    words,
    time,
    moment(at, beside) {
      const day = calendar.format(new Date(at));
      return day === calendar.format(new Date(beside)) ? time(at) : `${day} ${time(at)}`;
    },
    day: (at) => week.format(new Date(at)),
    list: (items) => lists.format(items),
    distance: (meters) => kilometres.format(meters / 1000),
  };
}
