import { problem } from '../errors/problem.js';
import { isWrittenUuid } from '../uuid.rules.js';
import { readCursor } from './page.js';

// Where a list goes on from: what its last cursor named. A cursor that is not ours is a 422, and never the first page again.

const MARK = /^[a-z0-9]{1,40}$/;
const WORD = /^\P{Cc}{1,64}$/u;
/** The last millisecond of the year 9999. */
const LAST_MOMENT = 253_402_300_799_999;

/** The id that a list in order of ids goes on from. */
export function readBelow(cursor: string | undefined): string | null {
  return read(cursor, 1, ([id]) => (isId(id) ? id : undefined));
}

/** The instant and id that a list in order of instants goes on from. */
export function readBelowMoment(cursor: string | undefined): readonly [Date, string] | null {
  return read(cursor, 2, ([at, id]) => (isMoment(at) && isId(id) ? ([new Date(at), id] as const) : undefined));
}

/** Where a list goes on from that goes by rank, then by instant, then by id; all of its pages are as of one instant. */
interface Ranked {
  readonly asOf: Date;
  readonly rank: number;
  readonly at: Date;
  readonly id: string;
}

/** @param isRank whether the list has such a rank */
export function readBelowRank(cursor: string | undefined, isRank: (rank: number) => boolean): Ranked | null {
  return read(cursor, 4, ([asOf, rank, at, id]) =>
    isMoment(asOf) && isRank(Number(rank)) && isMoment(at) && isId(id)
      ? { asOf: new Date(asOf), rank: Number(rank), at: new Date(at), id }
      : undefined,
  );
}

/** The number that a list in order of numbers goes on from. */
export function readBelowNumber(cursor: string | undefined): number | null {
  return read(cursor, 1, ([number]) => (Number.isSafeInteger(number) ? Number(number) : undefined));
}

/** The word that a list in order of words goes on from. */
export function readBelowWord(cursor: string | undefined): string | null {
  return read(cursor, 1, ([word]) => (typeof word === 'string' && WORD.test(word) ? word : undefined));
}

/** The instant and mark that a list of several tables in order of instants goes on from. */
export function readBelowMark(cursor: string | undefined): readonly [Date, string] | null {
  return read(cursor, 2, ([at, mark]) =>
    isMoment(at) && typeof mark === 'string' && MARK.test(mark) ? ([new Date(at), mark] as const) : undefined,
  );
}

function read<T>(
  cursor: string | undefined,
  parts: number,
  take: (parts: readonly unknown[]) => T | undefined,
): T | null {
  if (cursor === undefined) return null;
  const taken = take(readCursor(cursor, parts) ?? []);
  if (taken === undefined) throw problem.unprocessable([{ path: 'cursor', message: 'is not one of ours' }]);
  return taken;
}

const isId = (part: unknown): part is string => typeof part === 'string' && isWrittenUuid(part);
const isMoment = (part: unknown): part is number =>
  Number.isInteger(part) && (part as number) >= 0 && (part as number) <= LAST_MOMENT;
