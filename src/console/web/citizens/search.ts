import { signal } from '@preact/signals';
import { follow } from '../following.js';
import type { Citizen } from '../model.js';
import { asks } from './asks.js';

/** What was asked for, and who was found; kept while she looks at one of them, and in no address: it is a name. */
export const asked = signal('');
export const found = signal<readonly Citizen[] | 'failed' | null>(null);

/** Ten digits are a CPR number, eleven an FNR, however they are parted; all else is a name. */
export function whatIsAsked(text: string): { cpr: string } | { name: string } {
  const bare = text.replaceAll(/[\s-]/g, '');
  return /^\d{10,11}$/.test(bare) ? { cpr: bare } : { name: text.trim() };
}

export async function search(text: string): Promise<void> {
  asked.value = text;
  const answer = await asks.search(whatIsAsked(text)).catch(() => null);
  if (asked.peek() === text) found.value = answer ? answer.items : 'failed';
}

/** Nobody finds what somebody before her looked for. */
follow({
  forget() {
    asked.value = '';
    found.value = null;
  },
});
