import { batch, signal } from '@preact/signals';
import { readKept } from './session/kept-settings.js';
import { chooseLanguage } from '../../words/asked.js';
import type { Words } from '../../words/en.js';
import { type Language, speak, type Voice } from '../../words/speech.js';

export type { Language } from '../../words/speech.js';

/** Each a file of its own, read when somebody wants that language. */
const CATALOGUES: Readonly<Record<Language, () => Promise<Words>>> = {
  en: () => import('../../words/en.js').then(({ en }) => en),
  da: () => import('../../words/da.js').then(({ da }) => da),
  nb: () => import('../../words/nb.js').then(({ nb }) => nb),
};

/** The browser's; English where there is no page, as beside a spec. */
export const languageOfBrowser = (): Language => chooseLanguage('document' in globalThis ? navigator.languages : []);

/** The one the page is in. */
export const language = signal<Language>(readKept().language ?? languageOfBrowser());
const words = signal<Words>(await CATALOGUES[language.value]());
let wanted = language.value;

/** Every word of the page: whoever reads one is drawn anew when the language is another. */
export const texts = new Proxy({} as Words, { get: (_, section: keyof Words) => words.value[section] });

/** How the page speaks, with the clocks of a zone. */
export const voice = (zone?: string): Voice => speak(language.value, words.value, zone);

/** Without a reload. One that cannot be read, as of a page from before an upgrade, leaves it as it is; of two the later holds. */
export async function changeLanguage(to: Language): Promise<void> {
  wanted = to;
  if (to === language.value) return;
  const read = await CATALOGUES[to]().catch(() => null);
  if (!read || wanted !== to) return;
  batch(() => {
    language.value = to;
    words.value = read;
  });
}
