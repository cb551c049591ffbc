/** 1970 is what a clock that was never set says; such an event is kept, so the range begins there. */
const EARLIEST = Date.UTC(1969, 11, 31);
const LATEST = Date.UTC(2101, 0, 1);
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a full RFC 3339 time with its offset, to the millisecond, in the years 1970 to 2100. Null for anything else:
 * `Date.parse` would guess at missing offsets and roll 30 February over into March.
 */
export function readInstant(text: unknown): Date | null {
  if (typeof text !== 'string' || text.length < 20 || text.length > 40) return null;
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return null;
  if (text[10] !== 'T' && text[10] !== 't') return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return null;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;

  const fractionEnd = endOfFraction(text);
  const offsetMinutes = readOffset(text, fractionEnd);
  if (!(year >= 1969) || Number.isNaN(offsetMinutes)) return null;

  const time = Date.UTC(year, month - 1, day, hour, minute - offsetMinutes, second, milliseconds(text, fractionEnd));
  return time >= EARLIEST && time < LATEST ? new Date(time) : null;
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : DAYS[month - 1]!;
}

/** The index after the fraction; -1 when a point is followed by no digit. */
function endOfFraction(text: string): number {
  if (text[19] !== '.') return 19;
  let end = 20;
  while (!Number.isNaN(digits(text, end, 1))) end++;
  return end === 20 ? -1 : end;
}

function milliseconds(text: string, fractionEnd: number): number {
  let value = 0;
  for (let i = 20; i < 23; i++) value = value * 10 + (i < fractionEnd ? digits(text, i, 1) : 0);
  return value;
}

function readOffset(text: string, at: number): number {
  if (at < 0) return NaN;
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') return text.length === at + 1 ? 0 : NaN;
  if ((sign !== '+' && sign !== '-') || text.length !== at + 6 || text[at + 3] !== ':') return NaN;
  const hours = digits(text, at + 1, 2);
  const minutes = digits(text, at + 4, 2);
  if (!(hours <= 23 && minutes <= 59)) return NaN;
  return (hours * 60 + minutes) * (sign === '-' ? -1 : 1);
}

/** Date, time and offset as they are often written all the same, by their parts. */
const ODD =
  /^(\d{4})-?(\d\d)-?(\d\d)[Tt_ ] ?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,12}))?)? ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)?)$/i;
/** Seconds since 1970 of 2001 to 2100; a thousand times as much are milliseconds. */
const [EARLIEST_SECONDS, LATEST_SECONDS] = [1e9, 4.13e9];

/**
 * Reads a time that says the same in another way: a blank for T, an offset without a colon or minutes, a second 60, a comma, no
 * seconds, seconds or milliseconds since 1970. One without an offset would be a guess, and stays unread.
 */
export function readOddInstant(said: unknown): Date | null {
  if (typeof said === 'number') return readEpoch(said);
  if (typeof said !== 'string' || said.length > 60) return null;
  const text = said.replace(/^[\s\0]+|[\s\0]+$/g, '');
  if (/^\d{10,13}(\.\d{1,9})?$/.test(text)) return readEpoch(Number(text));
  const parts = ODD.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second = '00', fraction = '0', utc, hours, minutes = '00'] = parts;
  const isLeap = second === '60';
  const offset = utc ? 'Z' : `${hours}:${minutes}`;
  const time = readInstant(`${year}-${month}-${day}T${hour}:${minute}:${isLeap ? '59' : second}.${fraction}${offset}`);
  return time && (isLeap ? readInstant(new Date(Math.floor(time.getTime() / 1000) * 1000 + 1000).toISOString()) : time);
}

function readEpoch(said: number): Date | null {
  const seconds = said >= EARLIEST_SECONDS * 1000 ? said / 1000 : said;
  return seconds >= EARLIEST_SECONDS && seconds < LATEST_SECONDS ? new Date(Math.round(seconds * 1000)) : null;
}
