import { isLeaving } from '../task/leaving.js';
import { shownTasks } from './queue.js';
import { isOpened, passBy, selectedId } from './selection.js';
import { afterLeaving } from './sort.js';

/** From what is about to leave the list to the next in it. */
export function goOn(): void {
  const ids = shownTasks.value.map(({ id }) => id);
  const next = afterLeaving(ids, selectedId.value, (id) => !isLeaving(id));
  isOpened.value = false;
  if (next !== selectedId.value) passBy(next);
  focusRow(next);
}

/** Whoever works with the keys is never without a place: the row, else the list. */
export function focusRow(id: string | null): void {
  requestAnimationFrame(() =>
    (document.getElementById(`row-${id}`) ?? document.getElementById('tasks-heading'))?.focus(),
  );
}
