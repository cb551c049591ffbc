import { stringify } from 'csv-stringify/sync';

export const LOCALES = ['da', 'nb', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

type Cell = string | number | boolean | Date | null;

/** What a spreadsheet set up for the language takes for a new column, and for a decimal. */
const WRITTEN: Readonly<Record<Locale, { readonly delimiter: string; readonly decimal: string }>> = {
  da: { delimiter: ';', decimal: ',' },
  nb: { delimiter: ';', decimal: ',' },
  en: { delimiter: ',', decimal: '.' },
};

/**
 * RFC 4180 with a byte order mark, without which a spreadsheet spoils every letter that is not English: one header line, then a line
 * for each row. A text that a spreadsheet would run as a formula is made harmless.
 */
export function toCsv(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, Cell | undefined>>[],
  locale: Locale,
): string {
  const { delimiter, decimal } = WRITTEN[locale];
  const number = (value: number) => ({ value: String(value).replace('.', decimal), escape_formulas: false });
  return stringify([...rows], {
    columns: [...columns],
    header: true,
    bom: true,
    delimiter,
    record_delimiter: 'windows',
    escape_formulas: true,
    quoted_match: /[\r\n]/,
    cast: { number, date: (at) => at.toISOString(), boolean: (is) => String(is) },
  });
}

/** An object with objects in it as one row: `{ claim: { p50: 3 } }` has the column `claimP50`. */
export function flatten(row: object): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]: [string, unknown]): [string, Cell][] => {
      if (value === null || typeof value !== 'object' || value instanceof Date) return [[name, value as Cell]];
      return Object.entries(flatten(value)).map(([inner, cell]) => [
        `${name}${inner.charAt(0).toUpperCase()}${inner.slice(1)}`,
        cell,
      ]);
    }),
  );
}
