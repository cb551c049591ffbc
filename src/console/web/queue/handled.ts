import { signal } from '@preact/signals';
import { api } from '../api.js';
import { gatewayNow } from '../clock.js';
import type { Task } from '../model.js';
import { teamQuery } from './queue.js';
import { sortHandled } from './sort.js';

const DAY_MILLIS = 24 * 60 * 60 * 1_000;

/** What was closed in the last 24 hours, the latest first. */
export const handled = signal<Task[]>([]);

export async function readHandled(): Promise<void> {
  const from = new Date(gatewayNow() - DAY_MILLIS).toISOString();
  const page = await api.tasks({ state: ['resolved', 'auto-resolved'], from, ...teamQuery() }, 1).catch(() => null);
  if (page) handled.value = sortHandled(page.items);
}
