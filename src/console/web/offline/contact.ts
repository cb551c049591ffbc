import { computed, signal } from '@preact/signals';
import { stream } from '../stream.js';

/** What the device says of its own connection. */
const isAway = signal(saysAway());

/** Whether the gateway can be asked, as far as is known. */
export const hasContact = computed(() => !isAway.value && stream.value !== 'lost');
/** Whether there is no use in asking. */
export const isCutOff = computed(() => isAway.value);

export function watchContact(): void {
  for (const name of ['online', 'offline']) addEventListener(name, () => (isAway.value = saysAway()));
}

/** Where it says nothing, as beside a spec, it is not. */
function saysAway(): boolean {
  return (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false;
}
