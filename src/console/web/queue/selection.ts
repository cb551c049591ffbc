import { batch, computed, signal } from '@preact/signals';
import { api, ApiError } from '../api.js';
import { handled } from './handled.js';
import type { LogEntry, Task } from '../model.js';
import { notify } from '../notices/notices.js';
import { findRow, isLoaded, lastRead, mine, rows } from './queue.js';
import { pressed } from '../offline/outbox.js';
import { asPressed } from '../offline/pressed.js';
import { session } from '../session/session.js';
import { texts } from '../texts.js';

export const selectedId = signal<string | null>(null);
/** On a phone the opened task covers the list. */
export const isOpened = signal(false);
export const log = signal<LogEntry[] | null>(null);
/** The selected task as last read by itself. */
const whole = signal<Task | null>(null);

interface Opened {
  readonly task: Task;
  readonly log: LogEntry[];
}

const MOST_OPENED = 30;
/** What was opened last, as it was read then: for when it cannot be read. */
export const opened = signal<ReadonlyMap<string, Opened>>(new Map());

export const recall = (again: readonly Opened[]): void => {
  opened.value = new Map(again.map((each) => [each.task.id, each]));
};

function note(task: Task, entries: LogEntry[]): void {
  const others = [...opened.peek()].filter(([id]) => id !== task.id);
  opened.value = new Map([...others, [task.id, { task, log: entries }] as const].slice(-MOST_OPENED));
}

/** With what was pressed without an answer as if it were done. Nothing until it was read: meanwhile there is its row. */
export const selectedTask = computed(() => {
  const reader = session.value;
  return asRead.value && reader ? asPressed(asRead.value, pressed.value, reader) : asRead.value;
});

const asRead = computed(() => {
  const id = selectedId.value;
  const has = (task: Task) => task.id === id;
  const read = whole.value?.id === id ? whole.value : null;
  const hers = mine.value.find(has);
  // How the citizen is reached stands on the task itself, and in no list.
  if (hers) return read ? { ...hers, contacts: read.contacts } : hers;
  return handled.value.find(has) ?? read;
});

/** The live task that took the place of a selected one that is gone. */
export const successor = computed(() => {
  const gone = selectedTask.value;
  if (!gone?.citizenId || findRow(gone.id)) return null;
  return rows.value.find(({ citizenId, type }) => citizenId === gone.citizenId && type === gone.alert.type) ?? null;
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

/** Selects a task of the list, or whichever has this id. */
export function select(id: string | null): void {
  stay();
  if (selectedId.value === id) return;
  log.value = null;
  // It may leave her hands while it is open: then it is shown as it was, until it is read anew.
  whole.value = mine.value.find((task) => task.id === id) ?? null;
  selectedId.value = id;
}

/** On a phone in the place of the list. */
export function openTask(id: string): void {
  select(id);
  isOpened.value = true;
}

/** Shows a task that the list may no longer hold. */
export function open(task: Task): void {
  select(task.id);
  whole.value ??= task;
  isOpened.value = true;
}

let readingOf: string | null = null;

/** Reads the selected task, and its history. */
export async function readSelected(): Promise<void> {
  const id = selectedId.value;
  if (!id || !isLoaded.value || isPassing.value || readingOf === id) return;
  // The history is there, and what was read was of other tasks.
  if (log.value && lastRead.value && !lastRead.value.includes(id)) return;
  readingOf = id;
  try {
    const task = await api.task(id);
    if (selectedId.value !== id) return;
    whole.value = task;
    const alert = await api.alert(task.alertId);
    if (selectedId.value !== id) return;
    log.value = alert.log ?? [];
    note(task, log.value);
  } catch (error) {
    if (selectedId.value !== id) return;
    const last = opened.peek().get(id);
    if (last && !isGone(error)) whole.value = last.task;
    log.value ??= last?.log ?? [];
    if (selectedTask.value || findRow(id) || !isGone(error)) return;
    // An address of a task that there is not, or not for her.
    notify(texts.notice.gone, 'warning');
    select(null);
    isOpened.value = false;
  } finally {
    readingOf = null;
  }
}

const isGone = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
