import type { Language } from '../platform/http/language.js';
import { da } from './da.js';
import { en, type Words } from './en.js';
import { nb } from './nb.js';

export type { Language } from '../platform/http/language.js';

const WORDS: Readonly<Record<Language, Words>> = { en, da, nb };
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
  readonly list: (items: readonly string[]) => string;
  /** `2.4 km` */
  readonly distance: (meters: number) => string;
}

const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

const voices = new Map<string, Voice>();

/** The zone of whoever reads where none is given. Making one is slow, and a long list asks for thousands. */
export function voiceOf(language: Language, zone?: string): Voice {
  const key = `${language} ${zone}`;
  const known = voices.get(key);
  if (known) return known;
  const made = makeVoice(language, zone);
  voices.set(key, made);
  return made;
}

function makeVoice(language: Language, timeZone: string | undefined): Voice {
  const locale = LOCALES[language];
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone });
  const calendar = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone });
  const kilometres = new Intl.NumberFormat(locale, { ...ONE_DECIMAL, style: 'unit', unit: 'kilometer' });
  const lists = new Intl.ListFormat(locale);
  const time = (at: string): string => clock.format(new Date(at));
  return {
    language,
    words: WORDS[language],
    time,
    moment(at, beside) {
      const day = calendar.format(new Date(at));
      return day === calendar.format(new Date(beside)) ? time(at) : `${day} ${time(at)}`;
    },
    list: (items) => lists.format(items),
    distance: (meters) => kilometres.format(meters / 1000),
  };
}
