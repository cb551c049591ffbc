import type { Words } from '../../words/en.js';
import { type Language, voiceOf } from '../../words/voice.js';

/** The one in use. */
export const language: Language = 'en';

/** Every word of the page. */
export const texts: Words = voiceOf(language).words;
