import { signal } from '@preact/signals';

/** Whether it is asked how the marked ones ended. */
export const closingMany = signal(false);
