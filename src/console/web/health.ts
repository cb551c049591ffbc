import { signal } from '@preact/signals';
import { isReady } from './api.js';
import { session } from './session.js';

const EVERY_MILLIS = 30_000;

/** Whether the gateway itself says that it is not well. */
export const isDegraded = signal(false);

/** Looks at the gateway's readiness now and then, while somebody is signed in. */
export function watchHealth(): void {
  const look = async () => {
    if (session.peek()) isDegraded.value = !(await isReady());
  };
  setInterval(() => void look(), EVERY_MILLIS);
  session.subscribe((reader) => void (reader && look()));
}
