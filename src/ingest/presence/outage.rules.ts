import { MINUTE_MS } from '../../platform/clock/spans.rules.js';

/** Whether dispensers can be heard at all. Times are the house's; that a gateway beats is told by PostgreSQL's clock. */
export interface Outage {
  /** No gateway has heard dispensers since; null while one does. */
  readonly downSince: Date | null;
  /** Operations were told. */
  readonly announcedAt: Date | null;
  /** When the doses at risk were listed last. */
  readonly atRiskAt: Date | null;
  /** Silence over doses counts again from here. */
  readonly watchFrom: Date | null;
  /** Dispensers may be called offline again from here. */
  readonly offlineFrom: Date | null;
}

/** What gateways say: each that what dispensers said until some instant was heard, and is written down. */
export interface Heartbeats {
  /** A gateway is open and beat a moment ago. */
  readonly isHeard: boolean;
  /** Until when any gateway heard and wrote; null when none ever did. */
  readonly lastOpenAt: Date | null;
  /** Until when all did that may still bring something: those that beat, and for a grace one that was lost. */
  readonly heardUntil: Date | null;
}

export interface OutageLimits {
  readonly announceSeconds: number;
  readonly atRiskMinutes: number;
  readonly watchGraceMinutes: number;
  readonly offlineGraceMinutes: number;
}

export type OutageNews = 'announced' | 'at-risk' | 'over' | null;

const AT_RISK_AGAIN_MINUTES = 10;

/** What becomes of the outage, and what operations must hear of it (domain scenario 9). */
export function observe(
  outage: Outage,
  { isHeard, lastOpenAt }: Pick<Heartbeats, 'isHeard' | 'lastOpenAt'>,
  limits: OutageLimits,
  now: Date,
): { outage: Outage; news: OutageNews } {
  if (isHeard) return recover(outage, limits, now);
  if (lastOpenAt === null && outage.downSince === null) return { outage, news: null };
  const downSince = outage.downSince ?? lastOpenAt!;
  const down = { ...outage, downSince };
  if (minutesSince(downSince, now) * 60 < limits.announceSeconds) return { outage: down, news: null };
  if (!outage.announcedAt) return { outage: { ...down, announcedAt: now }, news: 'announced' };
  const listAfter = outage.atRiskAt ? AT_RISK_AGAIN_MINUTES : limits.atRiskMinutes;
  if (minutesSince(outage.atRiskAt ?? downSince, now) < listAfter) return { outage: down, news: null };
  return { outage: { ...down, atRiskAt: now }, news: 'at-risk' };
}

/** Dispensers have time to come back and to report: after a short outage as long as one may last before it is announced. */
function recover(outage: Outage, limits: OutageLimits, now: Date): { outage: Outage; news: OutageNews } {
  if (outage.downSince === null) return { outage, news: null };
  const { announceSeconds, watchGraceMinutes, offlineGraceMinutes } = limits;
  const wasLong = outage.announcedAt !== null || minutesSince(outage.downSince, now) * 60 >= announceSeconds;
  const after = (minutes: number): Date =>
    new Date(now.getTime() + (wasLong ? minutes : Math.min(minutes, announceSeconds / 60)) * MINUTE_MS);
  return {
    outage: {
      downSince: null,
      announcedAt: null,
      atRiskAt: null,
      watchFrom: later(outage.watchFrom, after(watchGraceMinutes)),
      offlineFrom: later(outage.offlineFrom, after(offlineGraceMinutes)),
    },
    news: outage.announcedAt ? 'over' : null,
  };
}

/**
 * Until when silence says something about a citizen; null while it says nothing: while nobody listens, and until dispensers had time to
 * report. Not of the moments just past: somebody may have spoken in them whose word is on its way to the journal.
 */
export const silenceCountsUntil = (outage: Outage, beats: Heartbeats, now: Date): Date | null =>
  countsUntil(outage.downSince, outage.watchFrom, beats, now);

/** Until when a dispenser that was not heard may be called offline; null while none may. */
export const offlineCountsUntil = (outage: Outage, beats: Heartbeats, now: Date): Date | null =>
  countsUntil(outage.downSince, outage.offlineFrom, beats, now);

function countsUntil(
  downSince: Date | null,
  from: Date | null,
  { isHeard, lastOpenAt, heardUntil }: Heartbeats,
  now: Date,
): Date | null {
  if (downSince !== null || (from !== null && from > now)) return null;
  // Where no gateway ever was, nobody is away.
  if (lastOpenAt === null) return now;
  return isHeard && heardUntil ? new Date(Math.min(heardUntil.getTime(), now.getTime())) : null;
}

const later = (one: Date | null, other: Date): Date => (one !== null && one > other ? one : other);

const minutesSince = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / MINUTE_MS;
