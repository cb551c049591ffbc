import { isTooDeep } from '../../platform/json-depth.rules.js';
import { type Note, noteOf } from '../readings/note.rules.js';
import { trimmed } from '../readings/odd-value.rules.js';
import { isObject, type Parsed } from './parsed.rules.js';

/** One JSON object that is not as plain as most: with something around it, numbers that are none, or numbers too long for a double. */
export function readOddJson(payload: Uint8Array): Parsed {
  const { text, isUtf8 } = textOf(payload);
  const bare = trimmed(text);
  const [exact, mended] = [parse(bare), () => parse(withoutNumbersThatAreNone(bare))];
  const value = exact ?? mended();
  if (value === undefined) return { ok: false, reason: isUtf8 ? 'not JSON' : 'not UTF-8' };
  if (!isObject(value)) return { ok: false, reason: 'not a JSON object' };
  const isOdd = !isUtf8 || bare !== text || exact === undefined;
  const notes: Note[] = isOdd ? [noteOf('payload', 'read')] : [];
  return { ok: true, value, isSound: false, notes };
}

/** What is not UTF-8 is taken for the older ISO 8859-1, which has a character for every byte. */
function textOf(payload: Uint8Array): { text: string; isUtf8: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(payload), isUtf8: true };
  } catch {
    return { text: Buffer.from(payload).toString('latin1'), isUtf8: false };
  }
}

/** Undefined when it is no JSON. What is very deep is not walked through for its numbers. */
function parse(text: string): unknown {
  try {
    return isTooDeep(text) ? JSON.parse(text) : JSON.parse(text, exactly);
  } catch {
    return undefined;
  }
}

/** A whole number too long for a double stays what was written: its digits. */
const exactly = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context!.source
    : value;

const NO_NUMBER = /-?(?:nan|inf(?:inity)?)(?![\w.])/iy;

/** NaN and the infinities, which JSON does not have, become null; texts are left alone. */
function withoutNumbersThatAreNone(text: string): string {
  let made = '';
  let taken = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '"') inText = !inText;
    else if (inText && sign === '\\') at += 1;
    else if (!inText && '-nNiI'.includes(sign)) {
      NO_NUMBER.lastIndex = at;
      const found = NO_NUMBER.exec(text)?.[0];
      if (found === undefined) continue;
      made += `${text.slice(taken, at)}null`;
      taken = at + found.length;
      at = taken - 1;
    }
  }
  return made + text.slice(taken);
}
