import { Encoder } from 'cbor-x/encode';
import { flawInCbor } from './cbor-flaw.rules.js';
import { isSound, type JsonObject, type Parsed } from './parsed.rules.js';
import { lengthen, shorten } from './short.rules.js';
import { dialectOf } from './words.rules.js';
import { isWrittenUuid } from '../../platform/uuid.rules.js';

/** This entry of the package leaves its native part alone. */
const codec = new Encoder({ useRecords: false, mapsAsObjects: false, tagUint8Array: false });

/** The words of `compact` in CBOR (RFC 8949) with whole numbers for keys, for narrow links such as LTE-M. */
export const cbor = dialectOf({ name: 'cbor', read, write: (words) => codec.encode(shorten(words, 'number', made)) });

/** The bytes are looked through first, so that the decoder meets only what it needs no memory and no trust for. */
function read(payload: Uint8Array): Parsed {
  const flaw = flawInCbor(payload);
  if (flaw !== null) return { ok: false, reason: flaw };
  const value: unknown = codec.decode(payload.subarray());
  if (!(value instanceof Map)) return { ok: false, reason: 'not a CBOR map' };
  const words = lengthen({ ok: true, value: plain(value) as JsonObject, isSound: false });
  return { ...words, isSound: isSound(words.value, 0) };
}

/** What JSON has no word for, as it would say it: a tagged time as RFC 3339, 16 bytes as a UUID, other bytes as hex. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, plain(inner)]));
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? NaN : value.toISOString();
  if (value instanceof Uint8Array) return hex(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value ?? null;
}

function hex(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('hex');
  return bytes.length === 16 ? text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : text;
}

const made = (entries: [string | number, unknown][]) =>
  new Map(
    entries.map(([key, value]) => [
      key,
      typeof value === 'string' && isWrittenUuid(value) ? Buffer.from(value.replaceAll('-', ''), 'hex') : value,
    ]),
  );
