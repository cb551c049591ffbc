import { computed, signal } from '@preact/signals';
import { isLeaving } from '../task/leaving.js';
import type { Row } from '../model.js';
import { findRow } from './queue.js';
import { shownRows } from './shown.js';

const marks = signal<ReadonlySet<string>>(new Set());
const isBegun = signal(false);

/** What was marked and is still in the list that is shown, in its order. */
export const marked = computed<readonly Row[]>(() => canBeMarked.value.filter(({ id }) => marks.value.has(id)));

/** What has left it, or is on its way out, is not marked any more. */
export const canBeMarked = computed<readonly Row[]>(() =>
  shownRows.value.filter(({ id }) => findRow(id) && !isLeaving(id)),
);

/** Marks can be set and taken away: she said so, or there are some. */
export const isMarking = computed(() => isBegun.value || marked.value.length > 0);

export const isMarked = (id: string): boolean => marks.value.has(id);

export const beginMarking = (): void => void (isBegun.value = true);

export function toggleMark(id: string): void {
  const all = new Set(marks.value);
  if (!all.delete(id)) all.add(id);
  marks.value = all;
}

export const markAll = (): void => void (marks.value = new Set(canBeMarked.value.map(({ id }) => id)));

/** There are none, and no more are set. */
export function unmarkAll(): void {
  isBegun.value = false;
  marks.value = new Set();
}
