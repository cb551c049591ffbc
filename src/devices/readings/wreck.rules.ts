import type { Dialect } from '../dialects/dialect.rules.js';
import { wholeEntries } from '../dialects/cbor-flaw.rules.js';
import { writeJson } from '../dialects/json.rules.js';
import { isSaidByDevices, nearlyType } from '../telemetry.rules.js';

/** No event is longer, and no longer look is taken at what may be anything. */
const MOST_BYTES = 16 * 1024;
const MOST_PAIRS = 64;
/** A name and a short value, whatever is wrong around them: quoted or not, after a colon or an equals sign. */
const PAIR =
  /([A-Za-z_]{1,32})["']?\s{0,4}[:=]\s{0,4}(?:"([^"]{1,64})"|'([^']{1,64})'|(\d{1,6})|([A-Za-z][\w.-]{1,63}))/g;
const bytes = new TextDecoder('latin1');

/**
 * The type that is still legible in what could not be read, as the dispenser's dialect would have it; null when none is. It is read
 * or it is not: nothing is guessed from what looks alike. Never throws, and looks at no more than the beginning.
 */
export function legibleType(payload: Uint8Array, dialect: Dialect): string | null {
  const begun = payload.subarray(0, MOST_BYTES);
  const entries = wholeEntries(begun);
  const whole = entries && dialect.read(entries);
  if (whole?.ok) return wordIn(whole.value.type);
  // Text of two bytes a character is the same with the zeros out, and text within text without its escapes.
  const text = bytes.decode(begun).replace(/[\0\\]/g, '');
  let seen = 0;
  for (const [, name, ...values] of text.matchAll(PAIR)) {
    if (++seen > MOST_PAIRS) return null;
    const value = (values as (string | undefined)[]).find((one) => one !== undefined)!;
    const type = typeIn(name!, values[2] === undefined ? value : Number(value), dialect);
    if (type !== null) return type;
  }
  return null;
}

function typeIn(name: string, value: string | number, dialect: Dialect): string | null {
  const said = { [name]: value };
  const reading = dialect.read(writeJson(said));
  // Text from one that should speak in other bytes is read for what it is.
  return wordIn((reading.ok ? reading.value : said).type);
}

function wordIn(type: unknown): string | null {
  const meant = typeof type === 'string' ? nearlyType(type) : null;
  return meant !== null && isSaidByDevices(meant) ? meant : null;
}
