/** What is remembered of a dispenser's last connection. */
export interface Connection {
  /** Of all connections, as they were let in one after the other. */
  readonly number: number;
  readonly cameAt: Date;
  readonly leftAt: Date | null;
  readonly hasSaidGoodbye: boolean;
}

/**
 * What a coming or going says of whether a dispenser only visits: `kept` when it left with a goodbye and was back in time, `broken` when
 * it was cut off or came late, `stays` when it was there too long for a visit. Null says nothing.
 */
export type VisitNews = 'kept' | 'broken' | 'stays' | null;

export interface VisitLimits {
  /** Whoever is away so long is offline, and whoever is there so long does not visit. */
  readonly offlineMinutes: number;
  readonly silentMinutes: number;
}

/** What every node can read of where a dispenser was before. */
export interface LastHeld {
  readonly connection: number | null;
  readonly goodbyeAt: Date | null;
}

/** The connection before, as far as it matters: as this node remembers it, unless another one has had the dispenser since. */
export function lastOf(remembered: Connection | null, written: LastHeld | null): Connection | null {
  const { connection: number, goodbyeAt } = written ?? { connection: null, goodbyeAt: null };
  if (number === null || (remembered && remembered.number >= number)) return remembered;
  return goodbyeAt && { number, cameAt: goodbyeAt, leftAt: goodbyeAt, hasSaidGoodbye: true };
}

const minutesBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 60_000;

export function comes(
  before: Connection | null,
  number: number,
  at: Date,
  { silentMinutes }: VisitLimits,
): [Connection, VisitNews] {
  const now = { number, cameAt: at, leftAt: null, hasSaidGoodbye: false };
  if (!before?.leftAt || !before.hasSaidGoodbye) return [now, null];
  return [now, minutesBetween(before.leftAt, at) <= silentMinutes ? 'kept' : 'broken'];
}

export function leaves(
  { number, cameAt }: Connection,
  at: Date,
  hasSaidGoodbye: boolean,
  { offlineMinutes }: VisitLimits,
): [Connection, VisitNews] {
  const left = { number, cameAt, leftAt: at, hasSaidGoodbye };
  if (minutesBetween(cameAt, at) >= offlineMinutes) return [left, 'stays'];
  return [left, hasSaidGoodbye ? null : 'broken'];
}
