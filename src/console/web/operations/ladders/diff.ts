import { type Draft, type DraftRung, numberOf } from './draft.js';

/** What becomes of one step; its place is counted from 0, before or after. */
export type Change =
  | { readonly kind: 'kept' | 'added'; readonly rung: DraftRung; readonly at: number }
  | { readonly kind: 'removed'; readonly rung: DraftRung; readonly was: number }
  | { readonly kind: 'changed'; readonly from: DraftRung; readonly rung: DraftRung; readonly at: number };

/** Step by step what is other afterwards: as little as can be; what is gone where another came is one that changed. */
export function diffOf(before: readonly DraftRung[], after: readonly DraftRung[]): Change[] {
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  for (const [was, at] of [...commonOf(before.map(keyOf), after.map(keyOf)), [before.length, after.length] as const]) {
    changes.push(...between(before.slice(i, was), i, after.slice(j, at), j));
    if (at < after.length) changes.push({ kind: 'kept', rung: after[at]!, at });
    [i, j] = [was + 1, at + 1];
  }
  return changes;
}

export const isSame = (one: Draft, other: Draft): boolean =>
  one.claimTimeout === other.claimTimeout &&
  one.claimReminder === other.claimReminder &&
  diffOf(one.rungs, other.rungs).every(({ kind }) => kind === 'kept');

function between(gone: readonly DraftRung[], was: number, come: readonly DraftRung[], at: number): Change[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, n): Change => {
    const [from, rung] = [gone[n], come[n]];
    if (from && rung) return { kind: 'changed', from, rung, at: at + n };
    return rung ? { kind: 'added', rung, at: at + n } : { kind: 'removed', rung: from!, was: was + n };
  });
}

const keyOf = ({ after, share, to, actions }: DraftRung): string =>
  JSON.stringify([sameNumber(after), sameNumber(share), to, [...actions].sort()]);

const sameNumber = (typed: string): number | string => (Number.isNaN(numberOf(typed)) ? typed.trim() : numberOf(typed));

/** The places of a longest common part of both, in their order. */
function commonOf(one: readonly string[], other: readonly string[]): (readonly [number, number])[] {
  const longest = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      longest[i]![j] =
        one[i] === other[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) pairs.push([i++, j++]);
    else if (longest[i + 1]![j]! >= longest[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}
