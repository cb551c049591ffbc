import { batch, computed, signal } from '@preact/signals';
import { api, ApiError } from '../api.js';
import { handled } from './handled.js';
import type { LogEntry, Task } from '../model.js';
import { notify } from '../notices/notices.js';
import { isLoaded, tasks } from './queue.js';
import { texts } from '../texts.js';

export const selectedId = signal<string | null>(null);
/** On a phone the opened task covers the list. */
export const isOpened = signal(false);
export const log = signal<LogEntry[] | null>(null);
/** The selected task as last read by itself, once it has left the queue. */
const departed = signal<Task | null>(null);

export const selectedTask = computed(() => {
  const id = selectedId.value;
  const has = (task: Task) => task.id === id;
  return tasks.value.find(has) ?? handled.value.find(has) ?? (departed.value?.id === id ? departed.value : null);
});

/** The live task that took the place of a selected one that is gone. */
export const successor = computed(() => {
  const gone = selectedTask.value;
  if (!gone || tasks.value.some((task) => task.id === gone.id)) return null;
  return tasks.value.find((task) => task.alertId === gone.alertId) ?? null;
});

/** Whoever goes along the list with the keys looks at nobody's record but where she stays. */
const STAYS_MILLIS = 700;
export const isPassing = signal(false);
let staying: ReturnType<typeof setTimeout> | undefined;

export function passBy(id: string | null): void {
  batch(() => {
    select(id);
    isPassing.value = true;
  });
  staying = setTimeout(stay, STAYS_MILLIS);
}

export function stay(): void {
  clearTimeout(staying);
  isPassing.value = false;
}

export function select(id: string | null): void {
  stay();
  if (selectedId.value === id) return;
  log.value = null;
  // It may leave the queue while it is open: then it is shown as it was, until it is read anew.
  departed.value = [...tasks.value, ...handled.value].find((task) => task.id === id) ?? null;
  selectedId.value = id;
}

/** Shows a task that the list may no longer hold. */
export function open(task: Task): void {
  select(task.id);
  departed.value ??= task;
  isOpened.value = true;
}

let readingOf: string | null = null;

/** Reads the history of the selected task, and the task itself where the queue does not hold it. */
export async function readSelected(): Promise<void> {
  const id = selectedId.value;
  if (!id || !isLoaded.value || isPassing.value || readingOf === id) return;
  readingOf = id;
  try {
    const task = tasks.value.find((each) => each.id === id) ?? (await api.task(id));
    const alert = await api.alert(task.alertId);
    if (selectedId.value !== id) return;
    departed.value = task;
    log.value = alert.log ?? [];
  } catch (error) {
    if (selectedId.value !== id) return;
    log.value ??= [];
    if (selectedTask.value || !isGone(error)) return;
    // An address of a task that there is not, or not for her.
    notify(texts.notice.gone, 'warning');
    select(null);
    isOpened.value = false;
  } finally {
    readingOf = null;
  }
}

const isGone = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
