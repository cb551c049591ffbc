import { digestOf } from '../readings/identity.rules.js';
import { type Note, noteOf } from '../readings/note.rules.js';
import { trimmed } from '../readings/odd-value.rules.js';
import { isObject, isSound, isSoundText, type JsonObject, type Parsed } from './parsed.rules.js';

/** What bytes say as far as it can be stored and shown; `whole` is all they say, where that is more. */
export type Words =
  | { readonly ok: true; readonly value: JsonObject; readonly notes?: readonly Note[]; readonly whole?: JsonObject }
  | { readonly ok: false; readonly reason: string };

/** Leaves out the attributes, and the fields of `data`, that cannot be stored or shown: each by itself. */
export function soundWords(parsed: Parsed): Words {
  if (!parsed.ok || parsed.isSound) return parsed;
  const { value: whole, notes = [] } = parsed;
  const found: Note[] = [];
  return { ok: true, value: soundFields(whole, '', 1, found), notes: [...notes, ...found], whole };
}

function soundFields(fields: JsonObject, path: '' | 'data.', depth: number, notes: Note[]): JsonObject {
  const kept = Object.entries(fields).flatMap(([key, value]) => {
    if (path === '' && key === 'data' && isObject(value)) return [[key, soundFields(value, 'data.', 2, notes)]];
    if (isSoundText(key) && isSound(value, depth)) return [[key, value]];
    const mended = isSoundText(key) && typeof value === 'string' ? mendedText(value, path + key) : null;
    notes.push(noteOf(path + key, mended === null ? 'left-out' : 'read'));
    return mended === null ? [] : [[key, mended]];
  });
  return Object.fromEntries(kept) as JsonObject;
}

/** An id only has to be told from others. */
function mendedText(text: string, path: string): string | null {
  const bare = trimmed(text);
  if (isSoundText(bare)) return bare;
  return path === 'id' ? `sha256:${digestOf(text)}` : null;
}
