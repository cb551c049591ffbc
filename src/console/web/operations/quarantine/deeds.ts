import { signal } from '@preact/signals';
import { ApiError } from '../../api.js';
import { wordFor } from '../../labels.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { session } from '../../session/session.js';
import { sayRefusal } from '../refusals.js';
import { asks, type Quarantined } from './asks.js';

/** What is done about one of them. */
export type Deed =
  | { readonly name: 'assign'; readonly citizenId: string }
  | { readonly name: 'retry' }
  | { readonly name: 'dismiss'; readonly alike: boolean };

/** Those that are marked, and why something was not done, both by id. */
export const marked = signal<ReadonlySet<string>>(new Set());
export const refused = signal<ReadonlyMap<string, string>>(new Map());
/** How many of so many were gone through; null while nothing is done. */
export const progress = signal<{ readonly done: number; readonly of: number } | null>(null);

/** One after the other; one that is refused keeps no other from being done, and stays marked. */
export async function carryOut(some: readonly Quarantined[], deed: Deed): Promise<void> {
  if (progress.peek()) return;
  const reader = session.peek()?.id;
  const refusals = new Map<string, string>();
  try {
    for (const [done, { id }] of some.entries()) {
      progress.value = { done, of: some.length };
      await send(id, deed).catch((error: unknown) => refusals.set(id, sayWhyNot(error)));
      if (session.peek()?.id !== reader) return;
    }
  } finally {
    progress.value = null;
  }
  refused.value = refusals;
  marked.value = new Set([...marked.peek()].filter((id) => refusals.has(id) || !some.some((one) => one.id === id)));
  const { quarantine } = officeTexts;
  const [only] = refusals.values();
  if (some.length === 1) notify(only ?? quarantine.done[deed.name], only ? 'warning' : undefined);
  else notify(quarantine.became(some.length - refusals.size, some.length), refusals.size > 0 ? 'warning' : undefined);
}

export function toggleMark(id: string): void {
  const marks = new Set(marked.peek());
  if (!marks.delete(id)) marks.add(id);
  marked.value = marks;
}

function send(id: string, deed: Deed): Promise<unknown> {
  switch (deed.name) {
    case 'assign':
      return asks.assign(id, deed.citizenId);
    case 'retry':
      return asks.retry(id);
    case 'dismiss':
      return asks.dismiss(id, deed.alike);
  }
}

/** Somebody has dealt with it, or it is still what it was. */
function sayWhyNot(error: unknown): string {
  const { quarantine } = officeTexts;
  const state = error instanceof ApiError && error.status === 409 ? error.body.state : undefined;
  if (typeof state !== 'string') return sayRefusal(error);
  return state in quarantine.state ? quarantine.already(wordFor(quarantine.state, state)) : quarantine.stillUnread;
}
