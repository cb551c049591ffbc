import { chooseLanguage } from '../../words/asked.js';
import type { Words } from '../../words/en.js';
import { type Language, voiceOf } from '../../words/voice.js';

/** The one in use: the browser's; English where there is no page, as beside a spec. */
export const language: Language = chooseLanguage('document' in globalThis ? navigator.languages : []);

/** Every word of the page. */
export const texts: Words = voiceOf(language).words;
