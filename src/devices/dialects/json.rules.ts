export type JsonObject = Record<string, unknown>;
export type JsonReading =
  { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly reason: string };

const maxDepth = 32;
/** JSON allows no bare control character, and UTF-8 no surrogate: without an escape, every text is sound. */
const backslash = 0x5c;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** One JSON object whose every text PostgreSQL can store; else the reason why not. Never throws. */
export function readJson(payload: Uint8Array): JsonReading {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(payload));
  } catch (error) {
    return { ok: false, reason: error instanceof SyntaxError ? 'not JSON' : 'not UTF-8' };
  }
  if (!isObject(value)) return { ok: false, reason: 'not a JSON object' };
  return sound(value, payload.includes(backslash));
}

/** The object when PostgreSQL can store its every text and number; `escapes` is false when its texts are known to be sound. */
export function sound(value: JsonObject, escapes = true): JsonReading {
  const flaw = flawIn(value, 0, escapes);
  return flaw === null ? { ok: true, value } : { ok: false, reason: flaw };
}

export const writeJson = (value: JsonObject): Uint8Array => encoder.encode(JSON.stringify(value));

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function flawIn(object: object, depth: number, escapes: boolean): string | null {
  if (depth === maxDepth) return `nested deeper than ${maxDepth}`;
  for (const key in object) {
    const value = (object as JsonObject)[key];
    const flaw = (escapes ? flawInText(key) : null) ?? flawInValue(value, depth, escapes);
    if (flaw !== null) return flaw;
  }
  return null;
}

function flawInValue(value: unknown, depth: number, escapes: boolean): string | null {
  if (typeof value === 'string') return escapes ? flawInText(value) : null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'a number is too large';
  return typeof value === 'object' && value !== null ? flawIn(value, depth + 1, escapes) : null;
}

function flawInText(text: string): string | null {
  if (text.includes('\0')) return 'a text contains a NUL character';
  return text.isWellFormed() ? null : 'a text contains half a character (a lone surrogate)';
}
