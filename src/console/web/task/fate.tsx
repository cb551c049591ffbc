import { fateOf } from './commands.js';
import type { Task } from '../model.js';
import { texts } from '../texts.js';

/** What was pressed and has no end yet; of what is answered at once nothing is seen. */
export function FateLine({ task }: { task: Task }) {
  const fate = fateOf(task.id);
  if (!fate) return null;
  return (
    <span class={`fate ${fate}`} role="status">
      {fate === 'unknown' ? texts.command.unknown : texts.command.waiting}
    </span>
  );
}
