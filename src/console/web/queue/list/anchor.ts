/** A row, and from where to where it goes on the page. */
export interface Placed {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** How far what is looked at has moved on the page: the first row that was to be seen and is still there, which now begins there. */
export function anchorOf(before: readonly Placed[], startOf: (id: string) => number | undefined, top: number): number {
  for (const { id, start, end } of before) {
    const now = end > top ? startOf(id) : undefined;
    if (now !== undefined) return now - start;
  }
  return 0;
}
