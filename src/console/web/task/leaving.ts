import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { pressed } from '../offline/outbox.js';
import { lettingGo } from '../offline/pressed.js';
import { whenPageIsLeft } from '../addresses/page-left.js';

/** So long what closes or gives back waits where it can be seen, and can be undone: work that is over never begins again. */
export const WAITS_MILLIS = 10_000;

/** What was pressed and has not been sent yet. */
export interface Leaving {
  readonly id: number;
  readonly taskIds: readonly string[];
  /** What will have been done. */
  readonly words: string;
  /** On the clock of `performance.now()`. */
  readonly sentAt: number;
}

interface Waiting extends Leaving {
  readonly send: () => Promise<unknown>;
  readonly undone: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const waiting = signal<readonly Waiting[]>([]);
/** The latest last. */
export const leaving: ReadonlySignal<readonly Leaving[]> = waiting;
let lastId = 0;

/** With which the task is about to leave, if it is. */
export const leavingWith = (taskId: string): Leaving | null =>
  waiting.value.find(({ taskIds }) => taskIds.includes(taskId)) ?? null;

/** Whether it leaves the reader's hands by what was pressed, which can be undone, or has no end yet. */
export const isLeaving = (taskId: string): boolean => leavingIds.value.has(taskId);

/** As one word, which stays the same while they do: then nothing of a long list is drawn anew for what else was pressed. */
const leavingWords = computed(() =>
  [...waiting.value.flatMap(({ taskIds }) => taskIds), ...lettingGo(pressed.value)].join(' '),
);
const leavingIds = computed(() => new Set(leavingWords.value.split(' ')));

/** Sends it when its time is over, unless it is undone; earlier where the page is left. */
export function sendLater(
  taskIds: readonly string[],
  words: string,
  send: () => Promise<unknown>,
  undone: () => void,
): void {
  const id = ++lastId;
  const timer = setTimeout(() => void sendNow(id), WAITS_MILLIS);
  waiting.value = [
    ...waiting.value,
    { id, taskIds, words, sentAt: performance.now() + WAITS_MILLIS, send, undone, timer },
  ];
}

/** Nothing was sent, and all is as it was. Says whether there was something to undo. */
export function undo(id = waiting.value.at(-1)?.id): boolean {
  const found = take(id);
  found?.undone();
  return found !== undefined;
}

/** Ends with its answer. */
export async function sendNow(id: number): Promise<void> {
  await take(id)?.send();
}

export const undoAll = (): void => {
  for (const { id } of waiting.value) undo(id);
};

export async function sendAllNow(): Promise<void> {
  await Promise.all(waiting.value.map(({ id }) => sendNow(id)));
}

/** Whatever waits is sent before nothing of this page is there any more. */
export const sendBeforeLeaving = (): void => whenPageIsLeft(() => void sendAllNow());

function take(id: number | undefined): Waiting | undefined {
  const found = waiting.value.find((each) => each.id === id);
  if (!found) return undefined;
  clearTimeout(found.timer);
  waiting.value = waiting.value.filter((each) => each !== found);
  return found;
}
