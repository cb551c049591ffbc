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

export const closeForm = (): void => void (openForm.value = null);
