import { AsyncLocalStorage } from 'node:async_hooks';

/** Whom the answer to a request shows, and why it may. */
export class Shown {
  readonly citizenIds = new Set<string>();
  readonly reasons = new Set<string>();
  /** What of them, beside who they are and what happened: names of fields. */
  readonly fields = new Set<string>();
  /** Whom it shows is written down in another way. */
  isLogged = false;
}

const answers = new AsyncLocalStorage<Shown>();

export const asAnswer = <T>(shown: Shown, work: () => T): T => answers.run(shown, work);

/**
 * The answer that is being made shows these citizens. For views that name them in no field `citizenId`: those are seen by themselves.
 * Outside of an answer nobody is shown anything.
 */
export function shows(citizens: string | null | undefined | Iterable<string | null | undefined>): void {
  const shown = answers.getStore();
  if (!shown || citizens == null) return;
  for (const id of typeof citizens === 'string' ? [citizens] : citizens) if (id != null) shown.citizenIds.add(id);
}

/** Why its reader may be shown some of them, beside her own districts. */
export function because(reason: string): void {
  answers.getStore()?.reasons.add(reason);
}

/** What of them it tells beside who they are, by the names of the fields. */
export function showing(fields: Iterable<string>): void {
  const shown = answers.getStore();
  if (!shown) return;
  for (const field of fields) shown.fields.add(field);
}

/** Whom the answer shows is in the log of reads already. */
export function isLogged(): void {
  const shown = answers.getStore();
  if (shown) shown.isLogged = true;
}
