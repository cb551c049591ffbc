import { type ConditionReport, kept, readReports, type Spell, UNSTABLE_WITHIN_MS } from './condition-words.rules.js';
import { vocabulary, eventTypeFor } from '../telemetry.rules.js';
import { MINUTE_MS } from '../../platform/clock/spans.rules.js';

export type { ConditionReport } from './condition-words.rules.js';

/** How a condition of a dispenser stands, and what is still to be looked at. */
export interface DeviceCondition {
  readonly deviceId: string;
  readonly condition: string;
  readonly citizenId: string | null;
  /** The event that raises it, and what was said of it last. */
  readonly eventType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly since: Date;
  /** When it was said to stand last. */
  readonly lastAt: Date;
  readonly clearedAt: Date | null;
  /** What was said of it: the rest follows from that, in whatever order it was heard. */
  readonly words: readonly ConditionReport[];
  readonly louderAt: Date | null;
  /** It comes and goes too often to be told each time. */
  readonly unstableSince: Date | null;
  /** Its alert was closed by hand while it stood. */
  readonly resolvedAt: Date | null;
  readonly checkAt: Date | null;
  /** The earliest time at which something is to be done about it. */
  readonly lookAt: Date | null;
}

/** Whose condition a word is about. */
export interface ConditionOf {
  readonly deviceId: string;
  readonly condition: string;
  readonly citizenId: string | null;
}

/** What the house must hear of it. `eased`: one of several things that stood side by side is over. */
export type ConditionNews = 'raised' | 'eased' | 'cleared' | 'unstable' | 'steady' | 'louder' | 'persists' | null;

export interface ConditionDecision {
  readonly standing: DeviceCondition;
  readonly news: ConditionNews;
}

/** How long after the next sign of life a condition that was closed by hand may still be there (domain scenario 29). */
const PERSISTS_AFTER_MS = 15 * MINUTE_MS;

const ENDED_BY_WORD = new Set<string>(Object.values(vocabulary).flatMap(({ resolves }) => resolves));

/** Whether a dispenser says when it is over; what only happens is over when somebody has dealt with it. */
export const isLasting = (condition: string): boolean => ENDED_BY_WORD.has(condition);

/**
 * Something was said of it. How it stands is a fold over when that was so and not over when it was heard: older news neither opens nor
 * closes what newer news said. `raised` is also told when it is said again: the alert counts how often.
 */
export function hearReport(
  held: DeviceCondition | null,
  about: ConditionOf,
  report: ConditionReport,
  now: Date,
  unstableToggles: number,
): ConditionDecision | null {
  if (held?.words.some((one) => isSame(one, report))) return null;
  const words = kept([...(held?.words ?? []), report]);
  const read = readReports(words, unstableToggles);
  const often = eventTypeFor(about.condition)?.repeated;
  const isTold = often ? isOften(words, often, report.atMs) : read.spells.some((spell) => spell.words.includes(report));
  const stood = held !== null && held.clearedAt === null;
  const stands = often ? stood || isOften(words, often) : read.spells.length > 0;
  const isUnstable = isLasting(about.condition) && read.isUnstable && now.getTime() - read.lastMs < UNSTABLE_WITHIN_MS;
  const since = new Date(read.sinceMs ?? read.lastMs);
  const begins = !stood || since.getTime() !== held.since.getTime();
  const isNewest = read.newest === report;
  const standing: DeviceCondition = {
    deviceId: about.deviceId,
    condition: about.condition,
    citizenId: isNewest ? about.citizenId : held!.citizenId,
    eventType: about.condition,
    detail: stands ? detailOf(about.condition, read.spells) : {},
    since,
    lastAt: new Date(read.raisedMs ?? read.lastMs),
    clearedAt: stands ? null : new Date(read.clearedMs ?? read.lastMs),
    words,
    louderAt: stands ? (begins ? louderAfter(about.condition, since) : held.louderAt) : null,
    unstableSince: isUnstable ? (held?.unstableSince ?? new Date(report.atMs)) : null,
    resolvedAt: stood && stands ? held.resolvedAt : null,
    checkAt: stood && stands ? held.checkAt : null,
    lookAt: null,
  };
  return told(standing, newsOf(held, standing, report, { isTold, isNewest }));
}

function newsOf(
  held: DeviceCondition | null,
  { unstableSince, clearedAt, resolvedAt, detail }: DeviceCondition,
  { is, atMs }: ConditionReport,
  { isTold, isNewest }: { readonly isTold: boolean; readonly isNewest: boolean },
): ConditionNews {
  if (unstableSince) return held?.unstableSince ? null : 'unstable';
  if (held?.unstableSince) return 'steady';
  const stood = held !== null && held.clearedAt === null;
  // What is not known to stand is told as cleared all the same: another dispenser of the citizen may have raised it.
  if (clearedAt) return stood || (is === 'cleared' && isNewest) ? 'cleared' : null;
  if (!stood) return 'raised';
  const isOther = JSON.stringify(held.detail.codes ?? []) !== JSON.stringify(detail.codes ?? []);
  // Whoever closed it has dealt with what was so until then; should it last, it is looked at again.
  const isDealtWith = resolvedAt !== null && atMs <= resolvedAt.getTime() && !isOther;
  if (isTold) return isDealtWith ? null : 'raised';
  return isOther ? 'eased' : null;
}

/** Its alert was closed by hand: what only happens is over; what lasts is looked at again after the next sign of life. */
export function resolvedByHand(held: DeviceCondition, now: Date): DeviceCondition {
  if (held.clearedAt !== null) return held;
  return isLasting(held.condition)
    ? withLook({ ...held, resolvedAt: now, louderAt: null })
    : withLook({ ...held, clearedAt: now, words: [], louderAt: null });
}

/** A time set for it has come. */
export function look(held: DeviceCondition, now: Date): ConditionDecision {
  if (held.unstableSince && quietAt(held) <= now) return told({ ...held, unstableSince: null }, 'steady');
  if (held.clearedAt === null && held.checkAt && held.checkAt <= now)
    return told({ ...held, resolvedAt: null, checkAt: null }, held.unstableSince ? null : 'persists');
  if (held.clearedAt === null && held.louderAt && held.louderAt <= now)
    return told({ ...held, louderAt: null }, held.unstableSince ? null : 'louder');
  return told(held, null);
}

/** When a condition closed by hand is looked at again, given a sign of life since. */
export const checkAfter = (signOfLifeAt: Date): Date => new Date(signOfLifeAt.getTime() + PERSISTS_AFTER_MS);

/** The same thing told twice, under one id or as one count of the dispenser. */
const isSame = (a: ConditionReport, b: ConditionReport): boolean =>
  (a.line !== null && a.line === b.line) ||
  (a.sequence !== null && a.sequence === b.sequence && a.bootId === b.bootId && a.is === b.is && a.atMs === b.atMs);

/** How often it came and went of late. */
export const togglesOf = ({ words }: DeviceCondition): number => readReports(words, Infinity).toggles;

/** Whether it was said so many times within so long; at a time given, or ever. */
function isOften(
  words: readonly ConditionReport[],
  { count, withinHours }: { readonly count: number; readonly withinHours: number },
  aboutMs?: number,
): boolean {
  const times = words.map(({ atMs }) => atMs).sort((a, b) => a - b);
  return times.some((first, i) => {
    const last = times[i + count - 1] ?? Infinity;
    return (
      last - first < withinHours * 60 * MINUTE_MS && (aboutMs === undefined || (first <= aboutMs && aboutMs <= last))
    );
  });
}

/** What was said last of whatever stands; the codes of things that stand side by side are named. */
function detailOf(condition: string, spells: readonly Spell[]): Record<string, unknown> {
  const latest = spells.map(({ words }) => words.at(-1)!);
  const codes = latest.flatMap(({ code }) => (code === null || code.length > LONGEST_NAMED ? [] : [code])).sort();
  const said = Object.assign({}, ...latest.map(({ detail }) => detail)) as Record<string, unknown>;
  return eventTypeFor(condition)?.toldApartBy ? { ...said, codes } : said;
}
const LONGEST_NAMED = 40;

function louderAfter(condition: string, since: Date): Date | null {
  const { louder } = eventTypeFor(condition) ?? {};
  return louder ? new Date(since.getTime() + louder.afterMinutes * MINUTE_MS) : null;
}

const quietAt = ({ words, lastAt }: DeviceCondition): Date =>
  new Date(Math.max(lastAt.getTime(), ...words.map(({ atMs }) => atMs)) + UNSTABLE_WITHIN_MS);

const told = (standing: DeviceCondition, news: ConditionNews): ConditionDecision => ({
  standing: withLook(standing),
  news,
});

function withLook(standing: DeviceCondition): DeviceCondition {
  const times = [standing.louderAt, standing.checkAt, standing.unstableSince && quietAt(standing)].filter(
    (at) => at !== null,
  );
  return { ...standing, lookAt: times.length === 0 ? null : new Date(Math.min(...times.map((at) => at.getTime()))) };
}
