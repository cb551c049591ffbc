// PostgreSQL's binary form of a one-dimensional array (array_send in src/backend/utils/adt/arrayfuncs.c): dimensions, whether
// there are nulls, the type of the elements, length and lower bound; then each element behind its length, -1 for null.
const HEAD_BYTES = 20;
const OID = { bool: 16, bytea: 17, int8: 20, int4: 23, text: 25, timestamptz: 1184, uuid: 2950 } as const;
const NULL_LENGTH = -1;
const UUID_BYTES = 16;
/** Timestamps count microseconds from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const UPPER_HALF = 2 ** 32;

type Values<T> = readonly (T | null)[];

/**
 * Parameters for `unnest($1::int[], ...)` where many rows go into one statement: binary, since both sides spend several times as
 * long on arrays as text. The SQL names the type as usual; a wrong one is refused by PostgreSQL, not misread. A value that does
 * not fit its type is a RangeError here.
 */
export const int4s = (values: Values<number>): Buffer =>
  fixed(OID.int4, 4, values, (value, target, at) => target.writeInt32BE(value, at));

export const int8s = (values: Values<number>): Buffer => fixed(OID.int8, 8, values, writeInt64);

export const bools = (values: Values<boolean>): Buffer =>
  fixed(OID.bool, 1, values, (value, target, at) => target.writeInt8(value ? 1 : 0, at));

export const instants = (values: Values<Date>): Buffer =>
  fixed(OID.timestamptz, 8, values, (value, target, at) => writeInt64((value.getTime() - EPOCH_MS) * 1000, target, at));

export const uuids = (values: Values<string>): Buffer =>
  fixed(OID.uuid, UUID_BYTES, values, (value, target, at) => {
    if (target.write(value.replaceAll('-', ''), at, UUID_BYTES, 'hex') < UUID_BYTES) throw new RangeError('not a UUID');
  });

export const texts = (values: Values<string>): Buffer =>
  varying(
    OID.text,
    values,
    (value) => Buffer.byteLength(value),
    (value, target, at) => target.write(value, at),
  );

export const byteas = (values: Values<Uint8Array>): Buffer =>
  varying(
    OID.bytea,
    values,
    (value) => value.length,
    (value, target, at) => target.set(value, at),
  );

type Write<T> = (value: T, target: Buffer, at: number) => void;

function fixed<T>(oid: number, bytes: number, values: Values<T>, write: Write<T>): Buffer {
  return varying(oid, values, () => bytes, write);
}

function varying<T>(oid: number, values: Values<T>, lengthOf: (value: T) => number, write: Write<T>): Buffer {
  let size = HEAD_BYTES;
  for (const value of values) size += 4 + (value === null ? 0 : lengthOf(value));
  const array = Buffer.allocUnsafe(size);
  writeHead(array, oid, values);
  let at = HEAD_BYTES;
  for (const value of values) {
    const length = value === null ? NULL_LENGTH : lengthOf(value);
    array.writeInt32BE(length, at);
    at += 4;
    if (value === null) continue;
    write(value, array, at);
    at += length;
  }
  return array;
}

function writeHead(array: Buffer, oid: number, values: Values<unknown>): void {
  array.writeInt32BE(1, 0);
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
}

function writeInt64(value: number, target: Buffer, at: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number that can be stored`);
  const upper = Math.floor(value / UPPER_HALF);
  target.writeInt32BE(upper, at);
  target.writeUInt32BE(value - upper * UPPER_HALF, at + 4);
}
