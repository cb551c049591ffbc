import { z } from 'zod';
import { Problem } from '../errors/problem.js';
import { MISTAKE_CODES, type SheetMistake } from './sheet.rules.js';

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

/** A mistake as a dry run tells it. */
export const sheetMistake = z.object({
  path: z.string().meta({ description: 'as `rows[3].deviceId`, rows counted from 0; or `header`' }),
  line: z.number().int().meta({ description: 'of the file, counted from 1' }),
  message: z.string(),
  code: z.enum(MISTAKE_CODES),
  expects: z
    .string()
    .nullable()
    .meta({ description: 'what may stand there, the limit, or the line where it stands already' }),
});

/** A list may be tried out first. */
export const triedOut = z
  .stringbool()
  .default(false)
  .meta({ description: 'only says what would become of each, and every mistake' });
