import { isLive } from '../../cases/alert.rules.js';
import type { Case } from '../../cases/case-state.rules.js';
import { isLast } from '../../cases/climbing/climb.rules.js';
import type { TaskKind } from '../../cases/task.rules.js';
import type { UNALARMED } from '../../doses/if-missed.rules.js';
import type { Rung } from '../../ladders/ladder.rules.js';
import type { Routing, RoutingRule } from '../../teams/routing.rules.js';

/** Why nobody would be asked: nobody would be alarmed, a person has dealt with it, or the district only tries things out. */
export const WHY_NOBODY = ['dealt-with', 'shadow'] as const;
export type WhyNobody = (typeof UNALARMED)[number] | (typeof WHY_NOBODY)[number];

/** Why a rung would not come: a higher one is due at once, it came before, the service rests by then, or it waits for somebody. */
export const WHY_NOT = ['overtaken', 'came-before', 'paused', 'waits'] as const;
export type WhyNot = (typeof WHY_NOT)[number];

/** Why a rung would ask once more: what it asked for is not with whoever was asked any more. */
export const WHY_AGAIN = ['citizen-moved', 'went-home', 'shift-over', 'claim-over'] as const;
export type WhyAgain = (typeof WHY_AGAIN)[number];

export const RECIPIENT_KINDS = ['team', 'person', 'dispenser', 'relative', 'lead'] as const;

/** Somebody who would be asked or told by a rung. */
export interface Asked {
  readonly kind: (typeof RECIPIENT_KINDS)[number];
  readonly id: string;
  readonly name: string | null;
  /** How it would reach them; none where this house has no such way. */
  readonly ways: readonly string[];
}

/** A rung that would come. */
export interface Step {
  readonly rung: number;
  readonly at: Date;
  /** The next one would come in its place at once. */
  readonly skipped: boolean;
  /** null: it would come for the first time. */
  readonly again: WhyAgain | null;
  readonly rule: RoutingRule | null;
  readonly routing: Routing | null;
  readonly work: TaskKind | null;
  readonly recipients: readonly Asked[];
}

/** What time does with a case that nobody takes up, and when. */
export interface Look {
  readonly at: Date;
  readonly do: 'move' | 'go-home' | 'end-shift' | 'watch-claim' | 'unshelve' | 'climb' | 'free';
}

const AGAIN: Readonly<Partial<Record<Look['do'], WhyAgain>>> = {
  move: 'citizen-moved',
  'go-home': 'went-home',
  'end-shift': 'shift-over',
  'watch-claim': 'claim-over',
};

/** @param before the rung on which the case stood when it was looked at */
export const whyAgain = (look: Look['do'], rung: number, before: number | null): WhyAgain | null =>
  before !== null && rung <= before ? (AGAIN[look] ?? null) : null;

/**
 * The next that falls due of it, by the same columns that the sweeps look at; null where nothing does any more, or its last rung came,
 * which is repeated until somebody claims.
 * @param around what begins and ends around it: in one instant with what falls due it comes first
 */
export function nextLook({ alert, task, climb }: Case, now: Date, around: readonly Look[] = []): Look | null {
  if (!isLive(alert.state) || climb === null || isAtTheTop(climb)) return null;
  const due: readonly (readonly [Look['do'], Date | null | undefined])[] = [
    ['end-shift', task?.shiftEndsAt],
    ['end-shift', task?.releaseAt],
    ['watch-claim', task?.remindAt],
    ['watch-claim', task?.claimExpiresAt],
    ['unshelve', alert.state === 'shelved' ? alert.shelvedUntil : null],
    ['climb', climb.nextRungAt],
    ['free', alert.attached ? alert.attachedUntil : null],
  ];
  const ofIt = due.flatMap(([what, at]): Look[] => (at ? [{ do: what, at: at > now ? at : now }] : []));
  const looks = [...around, ...ofIt];
  return looks.reduce<Look | null>((first, look) => (first !== null && first.at <= look.at ? first : look), null);
}

const isAtTheTop = (climb: NonNullable<Case['climb']>): boolean => climb.rung !== null && isLast(climb, climb.rung);

/** A rung of the ladder as it would come, or why it would not. */
export type Foreseen = Rung & { readonly rung: number } & (
    { readonly step: Step; readonly whyNot: null } | { readonly step: null; readonly whyNot: WhyNot }
  );

/**
 * Every rung of the ladder in order, one that would come twice twice.
 * @param before the rung that had come already when it began
 * @param isCutShort the service rests before all have come
 */
export function everyRung(
  rungs: readonly Rung[],
  steps: readonly Step[],
  { before, isCutShort }: { readonly before: number | null; readonly isCutShort: boolean },
): Foreseen[] {
  const highest = Math.max(-1, ...steps.map(({ rung }) => rung));
  return rungs.flatMap((rung, index): Foreseen[] => {
    const came = steps.filter((step) => step.rung === index);
    if (came.length > 0) return came.map((step) => ({ ...rung, rung: index, step, whyNot: null }));
    const whyNot = before !== null && index <= before ? 'came-before' : index < highest ? 'overtaken' : null;
    return [{ ...rung, rung: index, step: null, whyNot: whyNot ?? (isCutShort ? 'paused' : 'waits') }];
  });
}
