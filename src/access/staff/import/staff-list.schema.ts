import { z } from 'zod';
import { type CheckedRow, checkRows, repeated } from '../../../platform/csv/checked-rows.rules.js';
import { readSheet, type SheetMistake } from '../../../platform/csv/sheet.rules.js';
import { createStaffSchema } from '../account.schema.js';
import { readUsername } from '../../sessions/password.rules.js';

const COLUMNS = ['username', 'displayName', 'roles', 'teams'];
const NEEDED = ['username', 'displayName', 'roles'];

/** Several words of one cell: `nurse; lead`, `nurse|lead`. */
const words = (cell = ''): string[] =>
  cell
    .split(/[;|,\n]/)
    .map((word) => word.trim())
    .filter(Boolean);

export interface ListedStaff {
  readonly username: string;
  readonly displayName: string;
  readonly roles: z.output<typeof createStaffSchema>['roles'];
  /** By name or id; null where the row says nothing of them. */
  readonly teams: readonly string[] | null;
}

const { username, displayName, roles } = createStaffSchema.shape;

const listedStaff = z
  .object({
    username: username.transform((text) => readUsername(text) ?? text),
    displayName,
    roles: z.string().transform(words).pipe(roles),
    teams: z.string().transform(words).nullable().default(null),
  })
  .transform((row): ListedStaff => row);

interface StaffList {
  readonly rows: readonly CheckedRow<ListedStaff>[];
  readonly mistakes: readonly SheetMistake[];
}

/** Reads a CSV of people; each row is judged as where one account is opened by itself. */
export function readStaffList(text: string, mostRows: number): StaffList {
  const { rows, mistakes } = checkRows(readSheet(text, { columns: COLUMNS, needed: NEEDED, mostRows }), listedStaff);
  const twice = repeated(rows, 'username', (row) => row.username);
  const again = new Set(twice.map(({ line }) => line));
  return {
    rows: rows.filter(({ line }) => !again.has(line)),
    mistakes: [...mistakes.map(inColumn), ...twice],
  };
}

/** `roles.0` stands in the column of roles. */
const inColumn = (mistake: SheetMistake): SheetMistake => ({ ...mistake, path: mistake.path.replace(/\.\d+$/, '') });
