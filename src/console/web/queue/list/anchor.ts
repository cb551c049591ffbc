/** A row, and from where to where it goes on the page. */
export interface Placed {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** How far what is looked at has moved on the page: the first row that was to be seen and is still there. */
export function anchorOf(before: readonly Placed[], now: readonly Placed[], top: number): number {
  const startOf = new Map(now.map(({ id, start }) => [id, start]));
  const anchor = before.find(({ id, end }) => end > top && startOf.has(id));
  return anchor ? startOf.get(anchor.id)! - anchor.start : 0;
}
