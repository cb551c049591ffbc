import { Back } from './back.js';
import { later } from '../later.js';
import { wordFor } from '../labels.js';
import type { Row, Task } from '../model.js';
import { findRow } from '../queue/queue.js';
import { asRow, describeRow, nameRow } from '../queue/rows.js';
import { claim } from './actions.js';
import { fateOf } from './commands.js';
import { FateLine } from './fate.js';
import { selectedId, selectedTask } from '../queue/selection.js';
import { PriorityMark } from '../queue/list/priority-mark.js';
import { texts } from '../texts.js';

const Opened = later(
  () => import('./opened-task.js').then((found) => found.Opened),
  ({ task }: { task: Task }) => <Glance row={findRow(task.id) ?? asRow(task)} />,
);

export function TaskDetail() {
  const task = selectedTask.value;
  const row = findRow(selectedId.value);
  return (
    <aside class="detail" aria-label={texts.detail.label}>
      {task ? <Opened key={task.id} task={task} /> : row ? <Glance key={row.id} row={row} /> : <NotThere />}
    </aside>
  );
}

/** None is chosen, or one whose address was followed is being read. */
function NotThere() {
  if (!selectedId.value) return <p class="empty">{texts.detail.none}</p>;
  return (
    <>
      <Back />
      <p class="empty">{texts.list.loading}</p>
    </>
  );
}

/** What its row knows, until all of it is there. */
function Glance({ row }: { row: Row }) {
  return (
    <>
      <Back />
      <PriorityMark priority={row.priority} />
      <h2>{nameRow(row)}</h2>
      <p class="what">{describeRow(row)}</p>
      <p class="quiet">{[wordFor(texts.kind, row.kind), row.street].filter(Boolean).join(' · ')}</p>
      <FateLine task={row} />
      {row.state === 'open' && fateOf(row.id) === null && (
        <div class="actions">
          <button class="primary" onClick={() => void claim(row)}>
            {texts.action.claim}
          </button>
        </div>
      )}
    </>
  );
}
