import { inDeviceOrder } from '../../devices/device-order.rules.js';
import { type EntryHead, placeOf } from '../../journal/journal.rules.js';

/** So many entries about a citizen are cared for before the next citizen's turn. */
export const ENTRIES_A_TURN = 5;

/** Behind the turns of what may be urgent come those of all else that a dispenser said beyond its budget. */
export const NOT_URGENT = 1_000_000;

/** Where what is not settled in bulk waits: with all others, or behind them. It is stored. */
export type Stage = 'care' | 'behind';

export interface Waiting {
  readonly number: number;
  /** How many turns the citizen is to have had before. */
  readonly turn: number;
}

/** Entries about one citizen in the order their dispensers meant, with the turn in which each is cared for; the first of all is turn 0. */
export function inTurns<L extends EntryHead>(entries: readonly L[], isUrgent?: (entry: L) => boolean): (L & Waiting)[] {
  const ordered = inDeviceOrder(entries, placeOf, ({ deviceNumber }) => deviceNumber);
  const number = (some: readonly L[], from: number): (L & Waiting)[] =>
    some.map((entry, i) => ({ ...entry, turn: from + Math.floor(i / ENTRIES_A_TURN) }));
  if (!isUrgent) return number(ordered, 0);
  const rest = ordered.filter((entry) => !isUrgent(entry));
  return [...number(ordered.filter(isUrgent), 0), ...number(rest, NOT_URGENT)];
}

/** Dispensers that wait for their own turn, each once, those first who come after the one that had its turn last. */
export function roundFrom<T extends number>(lanes: readonly T[], last: number | null): T[] {
  const ordered = [...lanes].sort((a, b) => b - a);
  if (last === null) return ordered;
  return [...ordered.filter((lane) => lane < last), ...ordered.filter((lane) => lane >= last)];
}
