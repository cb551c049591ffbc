import { CsvError, parse } from 'csv-parse/sync';
import type { FieldError } from '../errors/field-errors.rules.js';

/** What a list that somebody made in a spreadsheet may look like. */
export interface SheetShape {
  /** The names that may stand in its header; large and small letters are the same. */
  readonly columns: readonly string[];
  /** Those of them that must. */
  readonly needed: readonly string[];
  readonly mostRows: number;
}

/** One row below the header. */
export interface SheetRow {
  /** Counted from 0, as in `rows[3].deviceId`. */
  readonly index: number;
  /** Where it begins in the file, counted from 1, the header and empty lines with it. */
  readonly line: number;
  /** By the names of the columns, without blanks around them; an empty cell is left out. */
  readonly cells: Readonly<Record<string, string>>;
}

/** What kind of mistake it is, so that it can be said in any language; `other` is said by its message alone. */
export const MISTAKE_CODES = [
  'no-such-column',
  'column-missing',
  'column-twice',
  'column-unnamed',
  'too-many-rows',
  'too-many-cells',
  'quotes',
  'control-characters',
  'empty',
  'not-one-of',
  'not-written-so',
  'no-number',
  'too-large',
  'too-small',
  'stands-already',
  'not-yours',
  'out-of-use',
  'other',
] as const;
export type MistakeCode = (typeof MISTAKE_CODES)[number];

export interface SheetMistake extends FieldError {
  readonly line: number;
  readonly code: MistakeCode;
  /** What may stand there, the limit, or the line where it stands already. */
  readonly expects: string | null;
}

/** What was read, and what could not be; nothing is to be done with a list that has mistakes. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly mistakes: readonly SheetMistake[];
}

/**
 * Reads a list with a header (RFC 4180) as spreadsheets write them: by commas, semicolons or tabs, also said above the header (`sep=;`),
 * with or without a byte order mark, whatever ends the lines, with separators and line ends within quotes. Rows without a word are
 * passed over.
 */
export function readSheet(text: string, shape: SheetShape): Sheet {
  const records = readRecords(text.replace(/\r\n?/g, '\n'), shape.mostRows + 2);
  if ('mistake' in records) return { rows: [], mistakes: [records.mistake] };
  const [header = { line: 1, cells: [] }, ...below] = records;
  const names = namesIn(header.cells, shape.columns);
  const mistakes = headerMistakes(names, header.line, shape);
  if (mistakes.length > 0) return { rows: [], mistakes };
  if (below.length > shape.mostRows) {
    const line = below[shape.mostRows]!.line;
    const message = `has more than ${shape.mostRows} rows`;
    return {
      rows: [],
      mistakes: [{ path: 'rows', line, message, code: 'too-many-rows', expects: `${shape.mostRows}` }],
    };
  }
  const rows = below.map(({ line, cells }, index) => ({ index, line, cells: byName(names, cells) }));
  return { rows, mistakes: below.flatMap((record, index) => recordMistakes(names, record, index)) };
}

/** A mistake in one row, or in a field of it. */
export const mistakeIn = (
  { index, line }: Pick<SheetRow, 'index' | 'line'>,
  field: string | null,
  message: string,
  code: MistakeCode = 'other',
  expects: string | null = null,
): SheetMistake => ({
  path: field === null ? `rows[${index}]` : `rows[${index}].${field}`,
  line,
  message,
  code,
  expects,
});

/** A row as it stands in the file, and where it begins. */
interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function readRecords(text: string, most: number): Line[] | { mistake: SheetMistake } {
  const [told, separator = separatorOf(text)] = TOLD.exec(text) ?? [''];
  const found: Line[] = [];
  let readTo = 0;
  try {
    // Its line is left empty, so that those below keep their numbers.
    parse(told === '' ? text : `\n${text.slice(told.length)}`, {
      bom: true,
      delimiter: separator,
      record_delimiter: '\n',
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: most,
      on_record: (cells: string[], { lines }) => {
        readTo = lines;
        found.push({ line: lines - cells.reduce((count, cell) => count + cell.split('\n').length - 1, 0), cells });
        return null;
      },
    });
    return found;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Where one is never closed, the last line says nothing.
    const line = error.code === 'CSV_QUOTE_NOT_CLOSED' ? readTo + 1 : Number(error.lines ?? readTo + 1);
    return { mistake: { path: 'rows', line, message: QUOTES, code: 'quotes', expects: null } };
  }
}

const QUOTES =
  'has a quotation mark that ends nothing, or is not ended; one within a cell is written twice, and the cell in quotes';

/** What some spreadsheets write above the header, and others want there. */
const TOLD = /^\uFEFF?"?sep=([,;\t])"?;*\n/i;

/** As the header has it: no name of a column holds any of these. */
const separatorOf = (text: string): string => /[,;\t]/.exec(/^.*\S.*$/m.exec(text)?.[0] ?? '')?.[0] ?? ',';

/** The names of the columns as they are known; one that is not known as it stands. */
function namesIn(header: readonly string[], columns: readonly string[]): string[] {
  const known = new Map(columns.map((name) => [name.toLowerCase(), name]));
  const last = header.findLastIndex((name) => name !== '');
  return header.slice(0, last + 1).map((name) => known.get(name.toLowerCase()) ?? name);
}

/** Of a list without a header each word of its first row is one. */
const MOST_STRANGE = 10;

function headerMistakes(names: readonly string[], line: number, { columns, needed }: SheetShape): SheetMistake[] {
  const about = (code: MistakeCode, message: string, expects: string): SheetMistake => ({
    ...{ path: 'header', line, message },
    ...{ code, expects },
  });
  const all = columns.join(', ');
  const may = columns.filter((name) => !needed.includes(name)).join(', ');
  const missing = needed.filter((name) => !names.includes(name));
  const strange = [...new Set(names)].filter((name) => !columns.includes(name)).slice(0, MOST_STRANGE);
  const twice = columns.filter((name) => names.filter((each) => each === name).length > 1);
  return [
    ...missing.map((name) =>
      about('column-missing', `must name the column ${name}${may && `, and may name ${may}`}`, name),
    ),
    ...strange.map((name) =>
      name === ''
        ? about('column-unnamed', 'has a column without a name', all)
        : about('no-such-column', `has no column ${name.slice(0, 64)}; it may name ${all}`, all),
    ),
    ...twice.map((name) => about('column-twice', `names the column ${name} twice`, name)),
  ];
}

const byName = (names: readonly string[], cells: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, i) => [name, cells[i]?.trim() ?? ''] as const).filter(([, cell]) => cell !== ''));

/** What postgres keeps in no text, and what no word has in it; the ends of lines and tabs a cell may have. */
const CONTROL = /[^\P{Cc}\n\t]/u;

function recordMistakes(names: readonly string[], { line, cells }: Line, index: number): SheetMistake[] {
  const beyond = cells.slice(names.length).some((cell) => cell !== '');
  return [
    ...(beyond ? [mistakeIn({ index, line }, null, 'has more cells than the header has names', 'too-many-cells')] : []),
    ...names
      .filter((_, i) => CONTROL.test(cells[i] ?? ''))
      .map((name) => mistakeIn({ index, line }, name, 'must hold no control characters', 'control-characters')),
  ];
}
