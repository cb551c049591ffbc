import { inDeviceOrder } from '../../devices/device-order.rules.js';
import { type LineHead, placeOf } from '../../journal/journal.rules.js';

/** So many lines about a citizen are cared for before the next citizen's turn. */
export const LINES_A_TURN = 5;

/** Behind the turns of what may be urgent come those of all else that a dispenser said beyond its budget. */
export const NOT_URGENT = 1_000_000;

export interface Waiting {
  readonly number: number;
  /** How many turns the citizen is to have had before. */
  readonly turn: number;
}

/** Lines about one citizen in the order their dispensers meant, with the turn in which each is cared for; the first of all is turn 0. */
export function inTurns<L extends LineHead>(lines: readonly L[], isUrgent?: (line: L) => boolean): (L & Waiting)[] {
  const ordered = inDeviceOrder(lines, placeOf, ({ deviceNumber }) => deviceNumber);
  const number = (some: readonly L[], from: number): (L & Waiting)[] =>
    some.map((line, i) => ({ ...line, turn: from + Math.floor(i / LINES_A_TURN) }));
  if (!isUrgent) return number(ordered, 0);
  const rest = ordered.filter((line) => !isUrgent(line));
  return [...number(ordered.filter(isUrgent), 0), ...number(rest, NOT_URGENT)];
}

/** Dispensers that wait for their own turn, each once, those first who come after the one that had its turn last. */
export function roundFrom<T extends number>(lanes: readonly T[], last: number | null): T[] {
  const ordered = [...lanes].sort((a, b) => b - a);
  if (last === null) return ordered;
  return [...ordered.filter((lane) => lane < last), ...ordered.filter((lane) => lane >= last)];
}
