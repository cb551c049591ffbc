import { signal } from '@preact/signals';
import { client, got } from '../api.js';
import type { Setup } from '../model.js';

/** How far the house has come from empty; null until it was asked. */
export const house = signal<Setup | null>(null);

/** The steps, in the order one needs the other. */
export const STEPS = ['municipality', 'area', 'team', 'duty', 'staff', 'citizen', 'dispenser', 'test-dose'] as const;
export type StepName = (typeof STEPS)[number];

/** What cannot be read is as it was: nothing hangs on it but what is said. */
export async function readHouse(): Promise<void> {
  const found = await got(client.GET('/api/v1/setup')).catch(() => null);
  if (found) house.value = found;
}
