import { batch, signal } from '@preact/signals';
import { readKept } from './session/kept-settings.js';
import { chooseLanguage } from '../../words/asked.js';
import type { Words } from '../../words/en.js';
import { type Language, speak, type Voice } from '../../words/speech.js';

export type { Language } from '../../words/speech.js';

/** The same words in each language: each a file of its own, read when somebody wants that language. */
type Catalogue<W> = Readonly<Record<Language, () => Promise<W>>>;

/** The browser's; English where there is no page, as beside a spec. */
export const languageOfBrowser = (): Language => chooseLanguage('document' in globalThis ? navigator.languages : []);

/** The one the page is in. */
export const language = signal<Language>(readKept().language ?? languageOfBrowser());
let wanted = language.value;

/** Reads a catalogue in another language, and answers how its words take the place of those shown. */
const opened: ((to: Language) => Promise<() => void>)[] = [];

/** The words of a catalogue in the language of the page: whoever reads one is drawn anew when the language is another. */
export async function openCatalogue<W extends object>(catalogue: Catalogue<W>): Promise<W> {
  let spoken = language.value;
  const words = signal<W>(await catalogue[spoken]());
  while (spoken !== language.value) {
    spoken = language.value;
    words.value = await catalogue[spoken]();
  }
  opened.push((to) => catalogue[to]().then((read) => () => void (words.value = read)));
  return new Proxy(words.peek(), { get: (_, section) => Reflect.get(words.value, section) as unknown });
}

/** Every word of the page but those of the pages that bring their own. */
export const texts = await openCatalogue<Words>({
  en: () => import('../../words/en.js').then(({ en }) => en),
  da: () => import('../../words/da.js').then(({ da }) => da),
  nb: () => import('../../words/nb.js').then(({ nb }) => nb),
});

/** How the page speaks, with the clocks of a zone. */
export const voice = (zone?: string): Voice => speak(language.value, texts, zone);

/** Without a reload. One that cannot be read, as of a page from before an upgrade, leaves it as it is; of two the later holds. */
export async function changeLanguage(to: Language): Promise<void> {
  wanted = to;
  if (to === language.value) return;
  const read = await Promise.all(opened.map((each) => each(to))).catch(() => null);
  if (!read || wanted !== to) return;
  batch(() => {
    language.value = to;
    for (const show of read) show();
  });
}
