import type { ComponentType } from 'preact';
import { Frame } from '../frame.js';
import { type Part, parts } from '../parts.js';

/** The page, for who may see that part: nothing is asked for whoever may not. */
export const Gate = ({ part, page: Page }: { part: Part; page: ComponentType }) =>
  parts.value.includes(part) ? <Page /> : <Frame part={part}>{null}</Frame>;
