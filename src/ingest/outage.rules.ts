/** Whether dispensers can be heard at all. Times are the house's; that a gateway beats is told in real time. */
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

export interface Heartbeats {
  /** A gateway is open and beat a moment ago. */
  readonly isHeard: boolean;
  /** The last time any gateway was known to be open; null when none ever was. */
  readonly lastOpenAt: Date | null;
}

export interface OutageLimits {
  readonly announceSeconds: number;
  readonly atRiskMinutes: number;
  readonly watchGraceMinutes: number;
  readonly offlineGraceMinutes: number;
}

export type OutageNews = 'announced' | 'at-risk' | 'over' | null;

const MINUTE_MS = 60_000;
const AT_RISK_AGAIN_MINUTES = 10;

/** What becomes of the outage, and what operations must hear of it (domain scenario 9). */
export function observe(
  outage: Outage,
  { isHeard, lastOpenAt }: Heartbeats,
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

function recover(outage: Outage, limits: OutageLimits, now: Date): { outage: Outage; news: OutageNews } {
  if (outage.downSince === null) return { outage, news: null };
  const wasLong = outage.announcedAt !== null || minutesSince(outage.downSince, now) * 60 >= limits.announceSeconds;
  const after = (minutes: number): Date => new Date(now.getTime() + minutes * MINUTE_MS);
  return {
    outage: {
      downSince: null,
      announcedAt: null,
      atRiskAt: null,
      watchFrom: wasLong ? after(limits.watchGraceMinutes) : outage.watchFrom,
      offlineFrom: wasLong ? after(limits.offlineGraceMinutes) : outage.offlineFrom,
    },
    news: outage.announcedAt ? 'over' : null,
  };
}

/** Whether silence says something about a citizen: not while nobody listens, nor until dispensers had time to report. */
export const silenceCounts = ({ downSince, watchFrom }: Outage, now: Date): boolean =>
  downSince === null && (watchFrom === null || watchFrom <= now);

export const mayCallOffline = ({ downSince, offlineFrom }: Outage, now: Date): boolean =>
  downSince === null && (offlineFrom === null || offlineFrom <= now);

const minutesSince = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / MINUTE_MS;
