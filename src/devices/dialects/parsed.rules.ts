import { DEEPEST_JSON } from '../../platform/json-depth.rules.js';
import type { Note } from '../readings/note.rules.js';

export type JsonObject = Record<string, unknown>;

/** What bytes say, whole; `isSound` when all of it can be stored and shown. */
export type Parsed =
  | { readonly ok: true; readonly value: JsonObject; readonly isSound: boolean; readonly notes?: readonly Note[] }
  | { readonly ok: false; readonly reason: string };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether every text can be stored, every number is exact, and nothing is nested too deep; `depth` is that of what holds the value, and
 * `escapes` is false when its texts are known to be sound.
 */
export function isSound(value: unknown, depth: number, escapes = true): boolean {
  if (typeof value === 'string') return !escapes || isSoundText(value);
  if (typeof value === 'number') return value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return true;
  if (depth === DEEPEST_JSON) return false;
  for (const key in value) {
    if (escapes && !isSoundText(key)) return false;
    if (!isSound((value as JsonObject)[key], depth + 1, escapes)) return false;
  }
  return true;
}

/** PostgreSQL takes no NUL and no half of a character. */
export const isSoundText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
