import type { Fact, FactData, FactOf } from '../platform/facts/fact.js';

export const PAUSE_REASONS = ['hospital', 'travel', 'other'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** A time without the service, with an end. It never begins when it is taken back before. */
export interface Pause {
  id: string;
  citizenId: string;
  reason: PauseReason;
  from: Date;
  until: Date;
  createdAt: Date;
  /** The id of who asked for it. */
  createdBy: string;
  begunAt: Date | null;
  endedAt: Date | null;
  /** It was taken back: from then on it counts as if it had never been. */
  undoneAt: Date | null;
}

interface Progress {
  pause: Pause;
  facts: Fact[];
}

/** When it is over, by plan or cut short. */
export const endOf = ({ until, endedAt }: Pause): Date => (endedAt && endedAt < until ? endedAt : until);

export const isInForce = (pause: Pause, at: Date): boolean =>
  pause.undoneAt === null && pause.from <= at && at < endOf(pause);

export const pauseInForce = (pauses: readonly Pause[], at: Date): Pause | null =>
  pauses.find((pause) => isInForce(pause, at)) ?? null;

/** Whether two pauses, as they now stand, would be in force at once. */
export const overlap = (a: Pause, b: Pause): boolean =>
  a.id !== b.id && a.endedAt === null && b.endedAt === null && a.from < b.until && b.from < a.until;

/** Begins and ends a pause whose time has come; asked again it says nothing more. */
export function progress(pause: Pause, districtId: string | null, now: Date): Progress {
  const facts: Fact[] = [];
  const turned = { ...pause };
  if (turned.endedAt) return { pause, facts };
  if (!turned.begunAt && turned.from <= now) {
    turned.begunAt = now;
    facts.push(fact('service.paused', turned, districtId, {}));
  }
  if (turned.begunAt && turned.until <= now) {
    turned.endedAt = now;
    const ended = { takenBack: false, early: false };
    facts.push(fact('service.resumed', turned, districtId, { ...ended, since: iso(turned.until) }));
  }
  return { pause: turned, facts };
}

/** A pause as it is asked for: planned, or on at once. */
export function plan(pause: Pause, districtId: string | null, now: Date): Progress {
  const turned = progress(pause, districtId, now);
  return turned.facts.length > 0 ? turned : { pause, facts: [fact('service.pause_planned', pause, districtId, {})] };
}

/**
 * Moves its ends. What begins or ends by that says so, and else that it was moved. Doses it called off and covers no more are wanted since
 * it began, or since it is over.
 */
export function move(pause: Pause, to: Pick<Pause, 'from' | 'until'>, districtId: string | null, now: Date): Progress {
  const { from, until } = pause;
  const moved = { ...pause, ...to };
  if (to.from.getTime() === from.getTime() && to.until.getTime() === until.getTime()) return { pause, facts: [] };
  const turned = progress(moved, districtId, now);
  const since = pause.begunAt !== null && from < to.from && { since: iso(from) };
  if (turned.facts.length === 0)
    return {
      pause: moved,
      facts: [
        fact('service.pause_moved', moved, districtId, { was: { from: iso(from), until: iso(until) }, ...since }),
      ],
    };
  const early = to.until < until || since !== false;
  const facts = turned.facts.map((said) =>
    said.type === 'service.resumed' ? { ...said, data: { ...said.data, early, ...since } } : said,
  );
  return { pause: turned.pause, facts };
}

/** Takes it back, whether it has begun, is on or is over: from now on it never was. Doses it called off are wanted since it began. */
export function takeBack(pause: Pause, districtId: string | null, now: Date): Progress {
  if (pause.undoneAt) return { pause, facts: [] };
  const isOn = pause.begunAt !== null && pause.endedAt === null;
  // Its doses are called off from then on, whether anybody was told that it began or not.
  const begun = pause.begunAt !== null || (pause.endedAt === null && pause.from <= now);
  const said = isOn
    ? fact('service.resumed', pause, districtId, { since: iso(pause.from), takenBack: true, early: now < pause.until })
    : fact('service.pause_withdrawn', pause, districtId, { begun, ...(begun && { since: iso(pause.from) }) });
  return { pause: { ...pause, endedAt: pause.endedAt ?? now, undoneAt: now }, facts: [said] };
}

type PauseFact =
  'service.pause_planned' | 'service.pause_moved' | 'service.paused' | 'service.resumed' | 'service.pause_withdrawn';

const iso = (at: Date): string => at.toISOString();

function fact<T extends PauseFact>(
  type: T,
  { id, citizenId, reason, from, until }: Pause,
  districtId: string | null,
  more: Omit<FactData[T], keyof FactData['service.paused']>,
): FactOf<T> {
  const data = { reason, from: iso(from), until: iso(until), ...more };
  // The compiler does not put together again what it took apart by type.
  return { type, subject: id, citizenId, districtId, data } as FactOf<PauseFact> as FactOf<T>;
}
