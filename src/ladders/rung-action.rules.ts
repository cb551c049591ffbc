/** Whom an action of a rung is for: a team gets work, the dispenser a command, relatives a notice. */
export type AskedOf = 'team' | 'dispenser' | 'relatives';

interface RungAction {
  readonly asks: AskedOf;
  /** What is asked of a team as work; null where it makes none. */
  readonly work: string | null;
  /** Once it is done the next rung waits for its time; else the next is done at once. */
  readonly isWaitedFor: boolean;
}

/**
 * What a rung can do. A new action is an entry here; one for somebody who is not asked yet also wants what runs it (`StepRunner`), and
 * one with work of a new kind the kind: neither compiles without.
 */
export const RUNG_ACTIONS = {
  'repeat-reminder': { asks: 'dispenser', work: null, isWaitedFor: true },
  'notify-relative': { asks: 'relatives', work: null, isWaitedFor: false },
  call: { asks: 'team', work: 'call', isWaitedFor: true },
  'screen-call': { asks: 'team', work: 'screen-call', isWaitedFor: true },
  visit: { asks: 'team', work: 'visit', isWaitedFor: true },
  operations: { asks: 'team', work: 'technical', isWaitedFor: true },
} as const satisfies Record<string, RungAction>;

type Actions = typeof RUNG_ACTIONS;
export type Action = keyof Actions;

/** What makes a task. */
export type HumanAction = { [A in Action]: Actions[A]['asks'] extends 'team' ? A : never }[Action];

export const ACTIONS = Object.keys(RUNG_ACTIONS) as [Action, ...Action[]];

export const isHuman = (action: Action): action is HumanAction => RUNG_ACTIONS[action].asks === 'team';
