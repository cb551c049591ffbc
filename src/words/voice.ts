import type { Language } from '../platform/http/language.js';
import { da } from './da.js';
import { en, type Words } from './en.js';
import { nb } from './nb.js';
import { speak, type Voice } from './speech.js';

export type { Language, Voice } from './speech.js';

/** Every language at once, for the service; the page reads the one it is shown in. */
const WORDS: Readonly<Record<Language, Words>> = { en, da, nb };

export const voiceOf = (language: Language, zone?: string): Voice => speak(language, WORDS[language], zone);
