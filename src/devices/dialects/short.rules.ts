import { readInstant } from '../readings/instant.rules.js';
import { noteOf } from '../readings/note.rules.js';
import { isObject, type JsonObject, type Parsed } from './parsed.rules.js';
import { fields, type Kind } from './short-keys.rules.js';
import { typeCodes } from './type-codes.rules.js';

type Key = string | number;

const byKey = new Map(
  fields.flatMap(([number, letter, name, kind]) => [number, letter].map((key) => [key, { name, kind }] as const)),
);
const byName = new Map(fields.map(([number, letter, name, kind]) => [name, { number, letter, kind }]));

/**
 * The house's words for short ones. A key that is not in the table stands for itself. Without an id, `bootid-sequence` is it. What else
 * is known of the short words holds for these.
 */
export function lengthen(short: Extract<Parsed, { ok: true }>): Extract<Parsed, { ok: true }> {
  const words = long(short.value) as JsonObject;
  if (words.type != null && words.id == null && isNameable(words.bootid) && isNameable(words.sequence))
    words.id = `${words.bootid}-${words.sequence}`;
  if (typeof words.id === 'number') words.id = `${words.id}`;
  if (typeof words.type !== 'string' || !DIGITS.test(words.type)) return { ...short, value: words };
  const type = spelled(Number(words.type), 'type');
  return { ...short, value: { ...words, type }, notes: [...(short.notes ?? []), noteOf('type', 'read')] };
}

const DIGITS = /^\s*\d{1,4}\s*$/;
const isNameable = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '');

function long(value: unknown, kind?: Kind): unknown {
  if (typeof value === 'number') return spelled(value, kind);
  if (typeof value === 'string' && Array.isArray(kind) && DIGITS.test(value)) return spelled(Number(value), kind);
  if (Array.isArray(value)) return value.map((each) => long(each));
  if (!isObject(value)) return value;
  const entries: [Key, unknown][] = value instanceof Map ? [...(value as Map<Key, unknown>)] : Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      const field = byKey.get(key);
      return [field?.name ?? String(key), long(inner, field?.kind)];
    }),
  );
}

/** A number that means nothing in its field stays one: the reader of the words refuses it by its name. */
function spelled(value: number, kind?: Kind): unknown {
  if (kind === 'time') return Math.abs(value) < 1e10 ? new Date(Math.round(value * 1000)).toISOString() : value;
  if (kind === 'type') return typeCodes[value - 1] ?? `code.${value}`;
  if (kind === 'flag') return value === 1 || value === 0 ? value === 1 : value;
  return kind?.[value] ?? value;
}

/** Short words for the house's, absent where they are null; `made` builds what the codec writes. */
export function shorten<T>(words: JsonObject, keyed: 'letter' | 'number', made: (entries: [Key, unknown][]) => T): T {
  const short = (value: unknown, kind?: Kind): unknown => {
    if (Array.isArray(value)) return value.map((each) => short(each));
    return isObject(value) ? shorten(value, keyed, made) : (numbered(value, kind) ?? value);
  };
  const said = Object.entries(words).filter(([, value]) => value != null);
  return made(
    said.map(([name, value]) => {
      const field = byName.get(name);
      return [field?.[keyed] ?? name, short(value, field?.kind)];
    }),
  );
}

function numbered(value: unknown, kind?: Kind): number | null {
  if (kind === undefined) return null;
  if (kind === 'flag') return typeof value === 'boolean' ? Number(value) : null;
  if (typeof value !== 'string') return null;
  if (kind === 'time') return secondsOf(readInstant(value));
  const place = (kind === 'type' ? typeCodes : kind).indexOf(value);
  if (place === -1) return null;
  return kind === 'type' ? place + 1 : place;
}

const secondsOf = (time: Date | null): number | null => time && time.getTime() / 1000;
