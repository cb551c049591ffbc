import type { Fact, FactData } from '../platform/facts/fact.js';

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
    facts.push({ type: 'service.paused', ...about(turned, districtId), data: spanOf(turned) });
  }
  if (turned.begunAt && turned.until <= now) {
    turned.endedAt = now;
    const data = { ...spanOf(turned), since: iso(turned.until), takenBack: false, early: false };
    facts.push({ type: 'service.resumed', ...about(turned, districtId), data });
  }
  return { pause: turned, facts };
}

/** A pause as it is asked for: planned, or on at once. */
export function plan(pause: Pause, districtId: string | null, now: Date): Progress {
  const turned = progress(pause, districtId, now);
  if (turned.facts.length > 0) return turned;
  return { pause, facts: [{ type: 'service.pause_planned', ...about(pause, districtId), data: spanOf(pause) }] };
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
  if (turned.facts.length === 0) {
    const data = { ...spanOf(moved), was: { from: iso(from), until: iso(until) }, ...since };
    return { pause: moved, facts: [{ type: 'service.pause_moved', ...about(moved, districtId), data }] };
  }
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
  const since = iso(pause.from);
  const span = spanOf(pause);
  const said: Fact = isOn
    ? {
        type: 'service.resumed',
        ...about(pause, districtId),
        data: { ...span, since, takenBack: true, early: now < pause.until },
      }
    : {
        type: 'service.pause_withdrawn',
        ...about(pause, districtId),
        data: { ...span, begun, ...(begun && { since }) },
      };
  return { pause: { ...pause, endedAt: pause.endedAt ?? now, undoneAt: now }, facts: [said] };
}

const iso = (at: Date): string => at.toISOString();

const about = ({ id, citizenId }: Pause, districtId: string | null) => ({ subject: id, citizenId, districtId });

const spanOf = ({ reason, from, until }: Pause): FactData['service.paused'] => ({
  reason,
  from: iso(from),
  until: iso(until),
});
