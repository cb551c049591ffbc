import { Problem } from '../errors/problem.js';
import type { SheetMistake } from './sheet.rules.js';

/** As many mistakes are told of one list; whoever has more of them has one that repeats. */
export const MOST_MISTAKES = 1_000;

/** 422 that names the line and the field of each mistake, as a dry run does. */
export const refusedSheet = (mistakes: readonly SheetMistake[]): Problem =>
  new Problem(
    422,
    'Unprocessable Content',
    `The list has ${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}; nothing of it was done.`,
    { errors: mistakes.slice(0, MOST_MISTAKES) },
  );
