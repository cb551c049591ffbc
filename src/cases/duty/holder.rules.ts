import { type Asking, isWithin } from '../lists/task-reach.rules.js';
import type { Task } from '../task.rules.js';

/** As an account stands now; null: it is gone or disabled. */
export type Holder = (Asking & { readonly scopes: readonly string[] }) | null;

/** Whether whoever has taken the work may still do it, as the account stands now. That it is theirs is not what makes it so. */
export const mayKeep = (task: Task, holder: Holder): boolean =>
  holder !== null && holder.scopes.includes('tasks:write') && isWithin({ ...task, claimedBy: null }, holder);
