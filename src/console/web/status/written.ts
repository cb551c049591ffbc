import { type Figures, figuresIn } from '../../../words/figures.js';
import { language } from '../texts.js';

/** How days and shares are written on the page. */
export const written = (): Figures => figuresIn(language.value);
