import { z } from 'zod';
import { asFieldErrors } from '../errors/field-errors.rules.js';
import { type MistakeCode, mistakeIn, type Sheet, type SheetMistake, type SheetRow } from './sheet.rules.js';

/** A row whose cells fit. */
export interface CheckedRow<T> extends Pick<SheetRow, 'index' | 'line'> {
  readonly value: T;
}

interface Checked<T> {
  readonly rows: readonly CheckedRow<T>[];
  /** Of all rows, those of the sheet among them, in the order of the file. */
  readonly mistakes: readonly SheetMistake[];
}

/** The rows that fit the schema, which is given the cells as texts, and the mistakes of the others. */
export function checkRows<T>(sheet: Sheet, schema: z.ZodType<T>): Checked<T> {
  const rows: CheckedRow<T>[] = [];
  const mistakes: SheetMistake[] = [...sheet.mistakes];
  const unread = new Set(sheet.mistakes.map(({ line }) => line));
  for (const row of sheet.rows) {
    if (unread.has(row.line)) continue;
    const checked = schema.safeParse(row.cells);
    if (checked.success) rows.push({ index: row.index, line: row.line, value: checked.data });
    else mistakes.push(...checked.error.issues.flatMap((issue) => mistakesOf(issue, row)));
  }
  return { rows, mistakes: mistakes.toSorted((a, b) => a.line - b.line) };
}

/** What must be there once, and stands in several rows: each after the first is a mistake. */
export function repeated<T>(
  rows: readonly CheckedRow<T>[],
  field: string,
  of: (value: T) => string | null,
): SheetMistake[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const word = of(row.value);
    if (word === null) return [];
    const before = first.get(word);
    if (before === undefined) first.set(word, row.line);
    return before === undefined
      ? []
      : [mistakeIn(row, field, `stands on line ${before} already`, 'stands-already', `${before}`)];
  });
}

const NO_NUMBER = 'must be a number';

/** A number as a spreadsheet writes it, with a point or a comma. */
export const numberCell = z
  .string()
  .regex(/^-?\d{1,15}([.,]\d{1,15})?$/, NO_NUMBER)
  .transform((text) => Number(text.replace(',', '.')));

function mistakesOf(issue: z.core.$ZodIssue, row: SheetRow): SheetMistake[] {
  return asFieldErrors(issue).map(({ path, message }) => {
    const field = path === 'body' ? null : path;
    if (issue.code === 'invalid_type' && issue.path.length === 1 && !(path in row.cells))
      return mistakeIn(row, field, 'must not be empty', 'empty');
    return mistakeIn(row, field, message, ...kindOf(issue));
  });
}

/** What kind of mistake it is, and what may stand there. */
function kindOf(issue: z.core.$ZodIssue): [MistakeCode, string | null] {
  if (issue.message === NO_NUMBER) return ['no-number', null];
  if (issue.code === 'invalid_value') return ['not-one-of', issue.values.join(', ')];
  if (issue.code === 'too_big') return ['too-large', String(issue.maximum)];
  if (issue.code === 'too_small') return ['too-small', String(issue.minimum)];
  if (issue.code === 'invalid_format' || issue.code === 'invalid_type') return ['not-written-so', null];
  return ['other', null];
}
