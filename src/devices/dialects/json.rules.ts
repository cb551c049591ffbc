export type JsonObject = Record<string, unknown>;
export type JsonReading =
  { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly reason: string };

const maxDepth = 32;
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
  const flaw = flawIn(value, 0);
  return flaw === null ? { ok: true, value } : { ok: false, reason: flaw };
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function flawIn(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return flawInText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'a number is too large';
  if (typeof value !== 'object' || value === null) return null;
  if (depth === maxDepth) return `nested deeper than ${maxDepth}`;
  for (const key in value) {
    const flaw = flawInText(key) ?? flawIn((value as JsonObject)[key], depth + 1);
    if (flaw !== null) return flaw;
  }
  return null;
}

function flawInText(text: string): string | null {
  if (text.includes('\0')) return 'a text contains a NUL character';
  return text.isWellFormed() ? null : 'a text contains half a character (a lone surrogate)';
}
