import type { Fact } from '../platform/facts/fact.js';

export const PAUSE_REASONS = ['hospital', 'travel', 'other'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** A time without the service, with an end. It never begins when it is ended before. */
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
  /** It was taken back, or ended before its time: from then on it counts as if it had never been. */
  undoneAt: Date | null;
}

interface Progress {
  pause: Pause;
  facts: Fact[];
}

export const isInForce = ({ from, until, endedAt, undoneAt }: Pause, at: Date): boolean =>
  from <= at && at < until && undoneAt === null && (endedAt === null || at < endedAt);

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
    facts.push(fact('service.paused', turned, districtId));
  }
  if (turned.begunAt && turned.until <= now) {
    turned.endedAt = now;
    facts.push(fact('service.resumed', turned, districtId));
  }
  return { pause: turned, facts };
}

/** Takes it back: one that has not begun never will, one that has is undone from the first day, unless its time had come anyhow. */
export function end(pause: Pause, districtId: string | null, now: Date): Progress {
  if (pause.endedAt) return { pause, facts: [] };
  const ended = { ...pause, endedAt: now, undoneAt: now < pause.until ? now : null };
  return { pause: ended, facts: pause.begunAt ? [fact('service.resumed', ended, districtId)] : [] };
}

function fact(type: 'service.paused' | 'service.resumed', pause: Pause, districtId: string | null): Fact {
  const { id, citizenId, reason, from, until, undoneAt } = pause;
  const isUndone = type === 'service.resumed' && { undone: undoneAt !== null };
  return { type, subject: id, citizenId, districtId, data: { reason, from, until, ...isUndone } };
}
