import type { Limited, Limits } from '../teams/limits.rules.js';
import type { Stretch } from './stretch.rules.js';

/** One alert as people followed it; instants are null for what never was. */
export interface Answered {
  readonly districtId: string | null;
  readonly priority: Limited;
  readonly state: string;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  /** Whoever first had it, whatever became of that. */
  readonly firstClaimedAt: Date | null;
  /** Whoever had it who did not give it back without having reached anybody. */
  readonly claimedAt: Date | null;
  readonly contactAt: Date | null;
}

/** What rows may be told apart by, besides their priority and the stretch of time. */
export const PARTS = ['district', 'team', 'priority', 'shift'] as const;
export type Part = (typeof PARTS)[number];

export interface Apart {
  readonly by: readonly Part[];
  readonly every: Stretch | null;
}

export interface Spread {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly max: number | null;
  /** Seconds, where the municipality has set one limit for all of them. */
  readonly limit: number | null;
  /** The share that kept to it, of those that had to; null where there is no limit or nothing to judge. */
  readonly withinLimit: number | null;
}

const AT = {
  toFirstClaim: ({ firstClaimedAt }) => firstClaimedAt,
  toClaim: ({ claimedAt }) => claimedAt,
  toContact: ({ contactAt }) => contactAt,
  toResolve: ({ state, endedAt }) => (state === 'resolved' ? endedAt : null),
} as const satisfies Record<string, (alert: Answered) => Date | null>;
export type ResponseTime = keyof typeof AT;
export const RESPONSE_TIMES = Object.keys(AT) as ResponseTime[];

/** What holds in a district, or where there is none. */
export type LimitsIn = (districtId: string | null) => Limits;

/** How soon alerts were answered, in whole seconds from their opening, and how many of them within the limit of their district. */
export function spreadOf(alerts: readonly Answered[], time: ResponseTime, limitsIn: LimitsIn, now: Date): Spread {
  const seconds = alerts.map((alert) => secondsUntil(alert, AT[time](alert)));
  const known = seconds.filter((value) => value !== null).sort((a, b) => a - b);
  const name = time === 'toFirstClaim' ? 'toClaim' : time;
  const limits = alerts.map(({ districtId, priority }) => limitsIn(districtId)[priority]?.[name] ?? null);
  const judged = alerts
    .map((alert, i) => isWithin(alert, seconds[i]!, limits[i]!, now))
    .filter((kept) => kept !== null);
  return {
    p50: percentile(known, 0.5),
    p90: percentile(known, 0.9),
    max: known.at(-1) ?? null,
    limit: new Set(limits).size === 1 ? limits[0]! : null,
    withinLimit: judged.length === 0 ? null : judged.filter(Boolean).length / judged.length,
  };
}

/** What was over by itself, or is still young enough, before the limit came is not judged; what nobody answered in time has not kept it. */
function isWithin(alert: Answered, seconds: number | null, limit: number | null, now: Date): boolean | null {
  if (limit === null) return null;
  if (seconds !== null) return seconds <= limit;
  return secondsUntil(alert, alert.endedAt ?? now)! <= limit ? null : false;
}

/** Between two values in proportion, as PostgreSQL's percentile_cont; in whole seconds. */
function percentile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return Math.round(below + (above - below) * (place - Math.floor(place)));
}

const secondsUntil = ({ openedAt }: Answered, at: Date | null): number | null =>
  at === null ? null : Math.round((at.getTime() - openedAt.getTime()) / 1000);
