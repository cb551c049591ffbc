import { fateOf } from './commands.js';
import { leavingWith } from './leaving.js';
import type { Task } from '../model.js';
import { texts } from '../texts.js';

/** What was pressed and has no end yet; of what is answered at once nothing is seen. */
export function FateLine({ task }: { task: Pick<Task, 'id'> }) {
  const fate = fateOf(task.id);
  const leaves = leavingWith(task.id);
  if (leaves) return <span class="fate leaving">{texts.leaving.soon}</span>;
  if (!fate) return null;
  return (
    <span class={`fate ${fate}`} role="status">
      {texts.command[fate]}
    </span>
  );
}
