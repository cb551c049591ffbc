import type { Language } from '../platform/http/language.js';

/** As the API is asked for them; the page, which shares no code with the service, asks here. */
const ASKED_AS: ReadonlyMap<string, Language> = new Map([
  ['en', 'en'],
  ['da', 'da'],
  ['nb', 'nb'],
  ['nn', 'nb'],
  ['no', 'nb'],
]);

/** The first that the house speaks of those a browser would rather have; English where there is none. */
export function chooseLanguage(asked: readonly string[]): Language {
  const spoken = asked.map((tag) => ASKED_AS.get(tag.toLowerCase().split('-')[0]!));
  return spoken.find((language) => language !== undefined) ?? 'en';
}
