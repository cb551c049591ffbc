import { readOddJson } from './odd-json.rules.js';
import { isObject, isSound, type JsonObject, type Parsed } from './parsed.rules.js';

/** JSON allows no bare control character, and UTF-8 no surrogate: without an escape, every text is sound. */
const backslash = 0x5c;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** One JSON object; else the reason why not. Never throws. */
export function readJson(payload: Uint8Array): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(payload));
  } catch {
    return readOddJson(payload);
  }
  if (isObject(value) && isSound(value, 0, payload.includes(backslash))) return { ok: true, value, isSound: true };
  return readOddJson(payload);
}

export const writeJson = (value: JsonObject): Uint8Array => encoder.encode(JSON.stringify(value));
