import { inDeviceOrder, type Place } from '../device-order.rules.js';

/** One thing that was said of a condition, as it is kept with it. */
export interface ConditionReport extends Place {
  readonly is: 'raised' | 'cleared';
  /** Which of several things that can stand side by side; null where that was not said: cleared, it ends all of them. */
  readonly code: string | null;
  /** The journal entry it rests on; null for what the gateway noticed. */
  readonly line: number | null;
  /** With what it was raised. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** One of the things that stand: what was said of it since it began, in order. */
export interface Spell {
  readonly code: string | null;
  readonly words: readonly [ConditionReport, ...ConditionReport[]];
}

/** What comes of all that was said of a condition. */
export interface Read {
  readonly spells: readonly Spell[];
  /** Since when anything of it stands; null when nothing does. */
  readonly sinceMs: number | null;
  readonly clearedMs: number | null;
  readonly raisedMs: number | null;
  /** The newest in order, and when the latest was said. */
  readonly newest: ConditionReport;
  readonly lastMs: number;
  /** How often it came and went within ten minutes at the end, and whether that was too often. */
  readonly toggles: number;
  readonly isUnstable: boolean;
}

export const UNSTABLE_WITHIN_MS = 10 * 60_000;
/** So many words of a condition are kept; of what is older only how each thing stands. */
const KEPT = 32;
const KEPT_RAISED = 64;
const KEPT_CLEARED = 32;

/** Reads at least one word. */
export function readReports(words: readonly ConditionReport[], unstableToggles: number): Read {
  const spells = new Map<string | null, [ConditionReport, ...ConditionReport[]]>();
  let [sinceMs, clearedMs, raisedMs]: (number | null)[] = [null, null, null];
  let [lastMs, toggledMs, isUnstable]: [number, number[], boolean] = [-Infinity, [], false];
  const ordered = inDeviceOrder(words, (report) => report);
  for (const report of ordered) {
    if (report.atMs - lastMs >= UNSTABLE_WITHIN_MS) [toggledMs, isUnstable] = [[], false];
    lastMs = Math.max(lastMs, report.atMs);
    const stood = spells.size > 0;
    if (report.is === 'raised') {
      raisedMs = report.atMs;
      spells.set(report.code, [...(spells.get(report.code) ?? []), report] as [ConditionReport, ...ConditionReport[]]);
    } else {
      for (const [code, said] of spells) if (ends(report, code, said)) spells.delete(code);
      clearedMs = report.atMs;
    }
    if (stood === spells.size > 0) continue;
    sinceMs = stood ? null : report.atMs;
    toggledMs = [...toggledMs.filter((at) => report.atMs - at < UNSTABLE_WITHIN_MS), report.atMs];
    isUnstable ||= toggledMs.length > unstableToggles;
  }
  return {
    spells: [...spells].map(([code, said]) => ({ code, words: said })),
    sinceMs: sinceMs!,
    clearedMs: clearedMs!,
    raisedMs: raisedMs!,
    newest: ordered.at(-1)!,
    lastMs,
    toggles: toggledMs.length,
    isUnstable,
  };
}

/**
 * Cleared without a code, all is over; with one, that one is. What was cleared nobody knows when ends nothing that was raised at a known
 * time, unless the dispenser counted both: a guess may raise an alarm, and never ends one.
 */
function ends(cleared: ConditionReport, code: string | null, raised: readonly ConditionReport[]): boolean {
  if (cleared.code !== null && cleared.code !== code) return false;
  return cleared.isTimed || raised.every((one) => !one.isTimed || isCountedWith(one, cleared));
}

const isCountedWith = (a: ConditionReport, b: ConditionReport): boolean =>
  a.bootId !== null && a.bootId === b.bootId && a.sequence !== null && b.sequence !== null;

/** The words to keep, in order: the newest, and of what is older how each thing stands and since when. */
export function kept(words: readonly ConditionReport[]): ConditionReport[] {
  const ordered = inDeviceOrder(words, (report) => report);
  if (ordered.length <= KEPT) return ordered;
  const { spells } = readReports(words, Infinity);
  const older = ordered.slice(0, -KEPT);
  const bounds = new Set(spells.flatMap((spell) => [spell.words[0], spell.words.at(-1)!]));
  const raised = older.filter((report) => bounds.has(report)).slice(-KEPT_RAISED);
  const cleared = older
    .filter((report, i) => report.is === 'cleared' && !ordered.slice(i + 1).some((one) => isSameEnd(one, report)))
    .slice(-KEPT_CLEARED);
  const needed = new Set([...raised, ...cleared]);
  return ordered.filter((report, i) => i >= ordered.length - KEPT || needed.has(report));
}

/** A later end of the same makes an earlier one superfluous. */
const isSameEnd = (later: ConditionReport, { code }: ConditionReport): boolean =>
  later.is === 'cleared' && later.isTimed && (later.code === null || later.code === code);
