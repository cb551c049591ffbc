import { signal } from '@preact/signals';

/** Whether the keys are listed. */
export const keysShown = signal(false);
