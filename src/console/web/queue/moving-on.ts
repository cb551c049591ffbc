import { signal } from '@preact/signals';
import { openForm } from '../task/forms.js';
import { isLeaving } from '../task/leaving.js';
import { isOpened, passBy, selectedId } from './selection.js';
import { shownRows, showWhatWaits } from './shown.js';
import { afterLeaving } from './sort.js';

const FRAMES = 20;

/** Where she was led when she let one go. */
export const wentOnTo = signal<string | null | undefined>(undefined);

let goTo: (index: number) => void = () => undefined;

/** How the list comes to a row that is not in the document. */
export function leadToRows(lead: (index: number) => void): () => void {
  goTo = lead;
  return () => (goTo = () => undefined);
}

/** From what is about to leave the list to the next in it; what waited to be shown is, since she did something herself. */
export function goOn(): void {
  showWhatWaits();
  const ids = shownRows.value.map(({ id }) => id);
  const next = afterLeaving(ids, selectedId.value, (id) => !isLeaving(id));
  isOpened.value = false;
  if (next !== selectedId.value) passBy(next);
  wentOnTo.value = next;
  focusRow(next);
}

/** Back to the list, to the row one came from. */
export function closeTask(): void {
  isOpened.value = false;
  focusRow(selectedId.value);
}

/** Puts the focus on a row, wherever in the list it is. Whoever works with the keys is never without a place: the row, else the list. */
export function focusRow(id: string | null): void {
  const index = shownRows.peek().findIndex((row) => row.id === id);
  requestAnimationFrame(() => {
    // A key that came meanwhile has opened a form, which has the focus.
    if (isOpened.peek() && openForm.peek()?.taskId === selectedId.peek()) return;
    if (index < 0) return document.getElementById('tasks-heading')?.focus();
    if (!rowOf(id)) goTo(index);
    focusWhenThere(id, FRAMES);
  });
}

function focusWhenThere(id: string | null, frames: number): void {
  const row = rowOf(id);
  if (row) row.focus();
  else if (frames > 0) requestAnimationFrame(() => focusWhenThere(id, frames - 1));
}

const rowOf = (id: string | null) => document.getElementById(`row-${id}`);
