import { vocabulary, wordFor } from './telemetry.rules.js';

/** How a condition of a dispenser stands: since when, what was said of it last, and what is still to be looked at. */
export interface Standing {
  readonly deviceId: string;
  readonly condition: string;
  readonly citizenId: string | null;
  /** The event that raised it last, and its data. */
  readonly eventType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly since: Date;
  readonly lastAt: Date;
  readonly clearedAt: Date | null;
  /** When it came or went lately; of what is only counted, when it was said. */
  readonly recentAt: readonly Date[];
  readonly louderAt: Date | null;
  /** It comes and goes too often to be told each time. */
  readonly unstableSince: Date | null;
  /** Its alert was closed by hand while it stood. */
  readonly resolvedAt: Date | null;
  readonly checkAt: Date | null;
  /** The earliest time at which something is to be done about it. */
  readonly lookAt: Date | null;
}

export interface ConditionSaid {
  readonly deviceId: string;
  readonly condition: string;
  readonly citizenId: string | null;
  readonly eventType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** What the house must hear of it. */
export type ConditionNews = 'raised' | 'cleared' | 'unstable' | 'steady' | 'louder' | 'persists' | null;

export interface ConditionDecision {
  readonly standing: Standing;
  readonly news: ConditionNews;
}

const MINUTE_MS = 60_000;
const UNSTABLE_WITHIN_MS = 10 * MINUTE_MS;
/** How long after the next sign of life a condition that was closed by hand may still be there (domain scenario 29). */
const PERSISTS_AFTER_MS = 15 * MINUTE_MS;

const ENDED_BY_WORD = new Set<string>(Object.values(vocabulary).flatMap(({ resolves }) => resolves));

/** Whether a dispenser says when it is over; what only happens is over when somebody has dealt with it. */
export const isLasting = (condition: string): boolean => ENDED_BY_WORD.has(condition);

/** It was said. `raised` is also told when it is said again: the alert counts how often. */
export function raise(held: Standing | null, said: ConditionSaid, unstableToggles: number): ConditionDecision {
  const { repeated, louder } = wordFor(said.eventType) ?? {};
  const begins = held === null || held.clearedAt !== null;
  const withinMs = repeated ? repeated.withinHours * 60 * MINUTE_MS : UNSTABLE_WITHIN_MS;
  const counts = repeated !== undefined || (begins && isLasting(said.condition));
  const recentAt = counts ? recent(held, said.at, withinMs) : (held?.recentAt ?? []);
  const since = begins ? said.at : held.since;
  const standing: Standing = {
    ...said,
    since,
    lastAt: said.at,
    clearedAt: null,
    recentAt,
    louderAt: begins ? (louder ? new Date(since.getTime() + louder.afterMinutes * MINUTE_MS) : null) : held.louderAt,
    unstableSince: held?.unstableSince ?? null,
    resolvedAt: begins ? null : held.resolvedAt,
    checkAt: begins ? null : held.checkAt,
    lookAt: null,
  };
  if (repeated) return told(standing, recentAt.length >= repeated.count ? 'raised' : null);
  return steadyOr(standing, 'raised', said.at, unstableToggles);
}

/** Its opposite was said. What was not known to stand is told as cleared all the same. */
export function clear(held: Standing, at: Date, unstableToggles: number): ConditionDecision {
  if (held.clearedAt !== null) return told(held, held.unstableSince ? null : 'cleared');
  const recentAt = isLasting(held.condition) ? recent(held, at, UNSTABLE_WITHIN_MS) : held.recentAt;
  const standing = { ...held, clearedAt: at, recentAt, louderAt: null, resolvedAt: null, checkAt: null };
  return steadyOr(standing, 'cleared', at, unstableToggles);
}

/** Its alert was closed by hand: what only happens is over; what lasts is looked at again after the next sign of life. */
export function resolvedByHand(held: Standing, now: Date): Standing {
  if (held.clearedAt !== null) return held;
  return isLasting(held.condition)
    ? withLook({ ...held, resolvedAt: now, louderAt: null })
    : withLook({ ...held, clearedAt: now, recentAt: [], louderAt: null });
}

/** A time set for it has come. */
export function look(held: Standing, now: Date): ConditionDecision {
  if (held.unstableSince && quietAt(held) <= now) return told({ ...held, unstableSince: null, recentAt: [] }, 'steady');
  if (held.clearedAt === null && held.checkAt && held.checkAt <= now)
    return told({ ...held, resolvedAt: null, checkAt: null }, held.unstableSince ? null : 'persists');
  if (held.clearedAt === null && held.louderAt && held.louderAt <= now)
    return told({ ...held, louderAt: null }, held.unstableSince ? null : 'louder');
  return told(held, null);
}

/** When a condition closed by hand is looked at again, given a sign of life since. */
export const checkAfter = (signOfLifeAt: Date): Date => new Date(signOfLifeAt.getTime() + PERSISTS_AFTER_MS);

function steadyOr(standing: Standing, news: ConditionNews, at: Date, unstableToggles: number): ConditionDecision {
  if (standing.unstableSince) return told(standing, null);
  if (standing.recentAt.length <= unstableToggles) return told(standing, news);
  return told({ ...standing, unstableSince: at }, 'unstable');
}

function recent(held: Standing | null, at: Date, withinMs: number): Date[] {
  const kept = (held?.recentAt ?? []).filter((before) => Math.abs(at.getTime() - before.getTime()) < withinMs);
  return [...kept, at];
}

const quietAt = ({ recentAt, lastAt }: Standing): Date =>
  new Date(Math.max(lastAt.getTime(), ...recentAt.map((at) => at.getTime())) + UNSTABLE_WITHIN_MS);

const told = (standing: Standing, news: ConditionNews): ConditionDecision => ({ standing: withLook(standing), news });

function withLook(standing: Standing): Standing {
  const times = [standing.louderAt, standing.checkAt, standing.unstableSince && quietAt(standing)].filter(
    (at) => at !== null,
  );
  return { ...standing, lookAt: times.length === 0 ? null : new Date(Math.min(...times.map((at) => at.getTime()))) };
}
