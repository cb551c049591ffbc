import { signal } from '@preact/signals';
import { askHealth } from '../api.js';
import { session } from '../session/session.js';

const EVERY_MILLIS = 30_000;
const WHILE_ILL_MILLIS = 3_000;

/** Whether the gateway itself says that it is not well. */
export const isDegraded = signal(false);
/** Whether it says that nothing can be saved, though what is there can be read. */
export const isUnwritable = signal(false);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Looks at the gateway's readiness now and then, while somebody is signed in; more often while it is not well. */
export function watchHealth(): void {
  session.subscribe((reader) => void (reader && look()));
}

/** The gateway refused to save something: the page says so until it hears otherwise. */
export function noteUnwritable(): void {
  isDegraded.value = isUnwritable.value = true;
  lookIn(WHILE_ILL_MILLIS);
}

async function look(): Promise<void> {
  clearTimeout(timer);
  if (session.peek()) {
    const { isReady, ...found } = await askHealth();
    isDegraded.value = !isReady;
    isUnwritable.value = found.isUnwritable;
  }
  lookIn(isDegraded.peek() ? WHILE_ILL_MILLIS : EVERY_MILLIS);
}

function lookIn(millis: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void look(), millis);
}
