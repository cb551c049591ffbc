type Cell = string | number | boolean | Date | null;

/** RFC 4180: one header line, then a line for each row. A text that a spreadsheet would run as a formula is made harmless. */
export function toCsv(columns: readonly string[], rows: readonly Readonly<Record<string, Cell | undefined>>[]): string {
  const lines = rows.map((row) => columns.map((column) => written(row[column] ?? null)).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell !== 'string') return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
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
