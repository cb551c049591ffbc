import { signal } from '@preact/signals';

/** When the list that is shown was read, by the gateway's clock. */
export const readAsOf = signal<number | null>(null);
