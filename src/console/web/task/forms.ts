import { signal } from '@preact/signals';
import type { FormName } from './drafts.js';
import type { Outcome } from './endings.js';

/** The form about a task that is open, by a button or by a key, and the outcome that a key chose with it. */
export interface OpenForm {
  readonly taskId: string;
  readonly name: FormName;
  readonly outcome?: Outcome;
}

export const openForm = signal<OpenForm | null>(null);

/** Whoever works with the keys is back at the task. */
export function closeForm(): void {
  openForm.value = null;
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('.detail h2')?.focus();
  });
}
