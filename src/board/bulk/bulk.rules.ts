import type { Cause, Outcome } from '../../cases/alert.rules.js';
import type { Actor } from '../../cases/task.rules.js';
import type { WorkAction } from '../../cases/case-work.rules.js';

export const BULK_ACTIONS = ['claim', 'release', 'resolve'] as const;

/** What is done to many tasks. */
export interface Deed {
  readonly action: (typeof BULK_ACTIONS)[number];
  readonly outcome?: Outcome | undefined;
  readonly cause?: Cause | undefined;
}

/** What is missing to say how the work ended, or is said although it does not end. */
export function flawsOf(deed: Deed): { path: 'outcome' | 'cause'; message: string }[] {
  const isEnd = deed.action === 'resolve';
  return (['outcome', 'cause'] as const)
    .filter((path) => isEnd === (deed[path] === undefined))
    .map((path) => ({ path, message: isEnd ? 'is needed to resolve' : 'goes with resolve alone' }));
}

/** What is done to each of them: of one without flaws. */
export function actionOf({ action, outcome, cause }: Deed, by: Actor): WorkAction {
  switch (action) {
    case 'claim':
      return { do: 'claim', by };
    case 'release':
      return { do: 'release', by, text: null };
    case 'resolve':
      return { do: 'resolve', by, outcome: outcome!, cause: cause!, text: null };
  }
}
