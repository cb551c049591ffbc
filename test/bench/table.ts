/** Lines of equal columns; numbers to the right, words to the left. */
export function formatTable(heads: string[], rows: (string | number | null)[][]): string {
  const cells = [heads, ...rows.map((row) => row.map(inWords))];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isNumeric = heads.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (row: string[]): string =>
    row
      .map((cell, column) =>
        isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}

/** A number as a reader wants it: 98,600, 13.3, 0.045. */
export function inWords(value: string | number | null): string {
  if (value === null || Number.isNaN(value)) return '-';
  if (typeof value === 'string') return value;
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return Number(value.toPrecision(3)).toString();
}
