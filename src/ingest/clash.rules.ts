import { defaultDialect, dialectNamed } from '../devices/dialects/dialects.rules.js';
import { idWith } from '../devices/readings/identity.rules.js';
import type { Heard, StoredEntry } from '../journal/journal.rules.js';

/**
 * Of entries whose id and time stood in the journal with other bytes, those that say something else: they are entries of their own, under
 * an id that their own resend comes to again. The same type and data is the same event, however it is written and sent.
 */
export function clashesAmong(heard: readonly Heard[], stored: readonly StoredEntry[]): Heard[] {
  return stored.flatMap(({ place, ...stands }) => {
    const entry = heard[place - 1]!;
    const dialect = dialectNamed(stands.dialect) ?? defaultDialect;
    const saying = dialect.sayingOf(entry.payload);
    if (entry.type === stands.type && saying !== null && saying === dialect.sayingOf(stands.payload)) return [];
    const said = saying ?? Buffer.from(entry.payload).toString('base64');
    const notes = [...(entry.notes ?? []), 'identity-clash' as const];
    return [{ ...entry, eventId: idWith(entry.eventId, [entry.type, said]), notes }];
  });
}
