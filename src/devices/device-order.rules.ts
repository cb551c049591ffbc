/** What is known of when one thing was said. Times are milliseconds since 1970. */
export interface Place {
  /** When it happened as far as can be told; of what has no time of its own, when it was heard. */
  readonly atMs: number;
  readonly heardMs: number;
  /** False for what has no time of its own: it happened before it was heard, and nobody knows how long. */
  readonly isTimed: boolean;
  readonly bootId: number | null;
  readonly sequence: number | null;
}

/** Two clocks that are trusted may each be two minutes off: nearer than that, a dispenser's own count says more than its clock. */
const NEAR_MS = 4 * 60_000;
/** Counts that lie so near each other were made one after the other; further apart, their times say which came first. */
const NEAR_SEQUENCE = 64;
const NEAR_BOOT = 3;
/** A counter that starts again at 0 has so many values. */
const WIDTHS = [2 ** 8, 2 ** 16, 2 ** 32];

/**
 * Device order: by when it happened; among what happened within minutes, by how the dispenser counted it, though counters wrap and
 * boots start again. It depends on what is given, not on its order; only what nothing tells apart stays as it was given.
 */
export function inDeviceOrder<T>(
  said: readonly T[],
  placeOf: (one: T) => Place,
  speakerOf: (one: T) => unknown = () => null,
): T[] {
  if (said.length < 2) return [...said];
  const all = said.map((one): Placed<T> => ({ ...placeOf(one), one, speaker: speakerOf(one) }));
  for (const counted of bySpeaker(all).values()) lowerUntimed(counted);
  all.sort(byTime);
  return split(all, (before, after) => after.atMs - before.atMs > NEAR_MS)
    .flatMap(recount)
    .map(({ one }) => one);
}

interface Placed<T> extends Place {
  readonly one: T;
  readonly speaker: unknown;
  atMs: number;
}
interface Counted<T> extends Placed<T> {
  readonly bootId: number;
  readonly sequence: number;
}

const isCounted = <T>(one: Placed<T>): one is Counted<T> => one.bootId !== null && one.sequence !== null;
const byTime = (a: Place, b: Place): number => a.atMs - b.atMs || a.heardMs - b.heardMs;

const bySpeaker = <T>(all: readonly Placed<T>[]): Map<unknown, Counted<T>[]> =>
  Map.groupBy(all.filter(isCounted), ({ speaker }) => speaker);

/** What has no time of its own happened before whatever the dispenser counted after it. */
function lowerUntimed<T>(counted: readonly Counted<T>[]): void {
  if (counted.every(({ isTimed }) => isTimed)) return;
  for (const run of runsOf(counted)) {
    let next = Infinity;
    for (const one of run.toReversed()) {
      if (!one.isTimed) one.atMs = Math.min(one.atMs, next);
      next = Math.min(next, one.atMs);
    }
  }
}

/** The places that a dispenser's counted words have by time are theirs in the order of its count. */
function recount<T>(near: Placed<T>[]): Placed<T>[] {
  if (near.length < 2) return near;
  const next = new Map([...bySpeaker(near)].map(([speaker, counted]) => [speaker, runsOf(counted).flat().values()]));
  return near.map((one) => (isCounted(one) ? next.get(one.speaker)!.next().value! : one));
}

/** What one dispenser counted: in runs within which its counters tell the order, the run that began first coming first. */
function runsOf<T>(counted: readonly Counted<T>[]): Counted<T>[][] {
  const boots = [...Map.groupBy(counted, ({ bootId }) => bootId)].map(([count, said]) => ({ count, said }));
  const sequences = (said: readonly Counted<T>[]): Counted<T>[] =>
    linked(
      said.toSorted(byTime).map((one) => ({ count: one.sequence, one })),
      NEAR_SEQUENCE,
    )
      .map((run) => run.map(({ one }) => one))
      .sort(byBeginning)
      .flat();
  return linked(boots, NEAR_BOOT)
    .map((run) => run.flatMap(({ said }) => sequences(said)))
    .sort(byBeginning);
}

const byBeginning = (a: readonly Place[], b: readonly Place[]): number =>
  byTime(a.toSorted(byTime)[0]!, b.toSorted(byTime)[0]!);

/** In the order of a counter that may have wrapped, parted where it made more steps than a few. */
function linked<C extends { readonly count: number }>(all: readonly C[], steps: number): C[][] {
  const sorted = all.toSorted((a, b) => a.count - b.count);
  const [first, last] = [sorted[0]!.count, sorted.at(-1)!.count];
  const width = WIDTHS.find((one) => last < one) ?? Infinity;
  const gaps = sorted.map(({ count }, i) => count - (sorted[i - 1]?.count ?? count));
  const widest = gaps.indexOf(Math.max(...gaps));
  const hasWrapped = first + width - last <= Math.min(steps, width / 8) && gaps[widest]! > steps;
  const turned = hasWrapped ? [...sorted.slice(widest), ...sorted.slice(0, widest)] : sorted;
  return split(turned, (before, after) => after.count - before.count > steps);
}

function split<T>(all: readonly T[], parts: (before: T, after: T) => boolean): T[][] {
  const runs: T[][] = [];
  for (const [i, one] of all.entries()) {
    if (i === 0 || parts(all[i - 1]!, one)) runs.push([one]);
    else runs.at(-1)!.push(one);
  }
  return runs;
}
