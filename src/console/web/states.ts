import type { Alert, Task } from './model.js';

/** A task in one of these is work that is still to be done. As the house has them: `labels.spec.ts` compares. */
export const OPEN_STATES = ['open', 'claimed', 'in-progress'] as const satisfies readonly Task['state'][];
/** An alert in one of these has yet to be dealt with. */
export const LIVE_STATES = [...OPEN_STATES, 'shelved'] as const satisfies readonly Alert['state'][];

export const isOpenTask = ({ state }: Pick<Task, 'state'>): boolean => OPEN_STATES.some((open) => open === state);
