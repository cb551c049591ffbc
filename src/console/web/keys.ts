import { signal } from '@preact/signals';
import { claim } from './task/actions.js';
import { filter, shownTasks } from './queue/queue.js';
import { handled } from './queue/handled.js';
import { isOpened, passBy, selectedId, selectedTask, stay } from './queue/selection.js';
import { stepSelection } from './queue/sort.js';

export const keysShown = signal(false);

/** Keys for the whole page; typing in a field, and keys with a modifier, are left alone. */
export function hearKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const act = actions[event.key];
  if (!act || (keysShown.value && event.key !== '?')) return;
  if (event.key.startsWith('Arrow') && isReadingDetail(event.target)) return;
  if (act(event) !== false) event.preventDefault();
}

const actions: Record<string, (event: KeyboardEvent) => unknown> = {
  ArrowDown: () => step(1),
  j: () => step(1),
  ArrowUp: () => step(-1),
  k: () => step(-1),
  c: () => {
    const task = selectedTask.value;
    if (task?.state === 'open') void claim(task);
  },
  Enter: (event) => {
    if ((event.target as Element).closest('button, a, summary') || !selectedId.value) return false;
    stay();
    isOpened.value = true;
  },
  Escape: () => {
    if (!isOpened.value) return false;
    closeTask();
  },
  '?': () => void (keysShown.value = !keysShown.value),
};

/** Back to the list, to the row one came from. */
export function closeTask(): void {
  isOpened.value = false;
  focusRow(selectedId.value);
}

function step(by: 1 | -1): void {
  const shown = filter.value === 'handled' ? handled.value : shownTasks.value;
  const id = stepSelection(
    shown.map((task) => task.id),
    selectedId.value,
    by,
  );
  passBy(id);
  focusRow(id);
}

function focusRow(id: string | null): void {
  if (!id) return;
  requestAnimationFrame(() => document.getElementById(`row-${id}`)?.focus());
}

/** There the arrows scroll. */
const isReadingDetail = (target: EventTarget | null) => target instanceof Element && target.closest('.detail') !== null;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, select, textarea, dialog *');
}
