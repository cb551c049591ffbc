export const TIMELINE_KINDS = ['dose', 'alert', 'task', 'command', 'pause'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One thing in a citizen's timeline; `at` is when it was due, opened, made, asked or begun. */
export interface TimelineItem {
  readonly at: Date;
  readonly kind: TimelineKind;
  readonly id: string;
  readonly data: object;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Where a timeline begins that shows everything before an instant. */
export const before = (at: Date): readonly [Date, string] => [at, FIRST_ID];

/** Joins what each room told, newest first; what came before `from` is left out. Ids make the order of one instant certain. */
export function merge(told: readonly (readonly TimelineItem[])[], from: Date | null): TimelineItem[] {
  return told
    .flat()
    .filter(({ at }) => from === null || at >= from)
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
}
