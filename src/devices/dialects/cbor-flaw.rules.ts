/** What is deeper than may be shown is left out afterwards; this only keeps us from walking without end. */
const maxDepth = 256;
const truncated = 'CBOR that ends too early';
/** The major types of a key: a number or text. */
const KEYS: readonly number[] = [0, 1, 3];
/** Of major type 7: false, true, null, undefined, and floating point of three sizes. */
const simple: readonly number[] = [20, 21, 22, 23, 25, 26, 27];

/**
 * Why the bytes are not exactly one CBOR item made of whole numbers, text, bytes, arrays, maps, floats, simple values and
 * tag 1 (a time in seconds since 1970); null when they are. A length is never believed: what it counts is walked through.
 */
export function flawInCbor(bytes: Uint8Array): string | null {
  const end = endOf(bytes, 0, 0);
  if (typeof end === 'string') return end;
  return end === bytes.length ? null : 'CBOR with something after it';
}

/** Of a map that is cut off, or flawed somewhere, the entries that came whole before that, as a map of their own; null for what is none. */
export function wholeEntries(bytes: Uint8Array): Uint8Array | null {
  const info = bytes.length > 0 && bytes[0]! >> 5 === 5 ? bytes[0]! & 31 : null;
  if (info === null || (info > 27 && info !== 31)) return null;
  const start = 1 + (info < 24 || info === 31 ? 0 : 2 ** (info - 24));
  let end = start;
  while (KEYS.includes(bytes[end]! >> 5)) {
    const value = endOf(bytes, end, 1);
    const next = typeof value === 'string' ? value : endOf(bytes, value, 1);
    if (typeof next === 'string') break;
    end = next;
  }
  return Uint8Array.of(0xbf, ...bytes.subarray(start, end), 0xff);
}

function endOf(bytes: Uint8Array, start: number, depth: number): number | string {
  if (start >= bytes.length) return truncated;
  if (depth > maxDepth) return `nested deeper than ${maxDepth}`;
  const major = bytes[start]! >> 5;
  const info = bytes[start]! & 31;
  const isOpen = info === 31 && (major === 4 || major === 5);
  if (info > 27 && !isOpen) return `CBOR with an item of unknown length, byte ${start}`;
  const size = info < 24 || isOpen ? 0 : 2 ** (info - 24);
  const at = start + 1 + size;
  if (at > bytes.length) return truncated;
  const count = size === 0 ? info : numberIn(bytes.subarray(start + 1, at));
  if (major < 2) return at;
  if (major < 4) return at + count <= bytes.length ? at + count : truncated;
  if (major === 4) return endOfItems(bytes, at, isOpen ? Infinity : count, depth);
  if (major === 5) return endOfItems(bytes, at, isOpen ? Infinity : count * 2, depth, true);
  if (major === 6) return count === 1 ? endOfTime(bytes, at) : `CBOR with tag ${count}, which nobody here knows`;
  return simple.includes(info) ? at : `CBOR with simple value ${count}, which nobody here knows`;
}

function endOfItems(bytes: Uint8Array, start: number, count: number, depth: number, keyed = false): number | string {
  let at = start;
  for (let n = 0; n < count; n++) {
    const isKey = keyed && n % 2 === 0;
    if (count === Infinity && bytes[at] === 0xff) return keyed && !isKey ? 'CBOR with a key that has no value' : at + 1;
    if (isKey && !KEYS.includes(bytes[at]! >> 5)) return 'CBOR with a key that is neither a number nor text';
    const end = endOf(bytes, at, depth + 1);
    if (typeof end === 'string') return end;
    at = end;
  }
  return at;
}

/** Tag 1 holds a number, and nothing else. */
function endOfTime(bytes: Uint8Array, at: number): number | string {
  const major = bytes[at]! >> 5;
  return major === 0 || major === 1 || (bytes[at]! >= 0xf9 && bytes[at]! <= 0xfb)
    ? endOf(bytes, at, 0)
    : 'CBOR with a time that is no number';
}

const numberIn = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
