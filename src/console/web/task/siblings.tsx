import { wordFor } from '../labels.js';
import type { Task } from '../model.js';
import { siblingsOf } from '../queue/queue.js';
import { select } from '../queue/selection.js';
import { describeRow } from '../queue/rows.js';
import { texts } from '../texts.js';

/** The citizen's other tasks, so that one call may answer them all. */
export function Siblings({ task }: { task: Task }) {
  const siblings = siblingsOf(task);
  if (!siblings.length) return null;
  return (
    <section class="siblings">
      <h3>{texts.detail.siblings}</h3>
      <ul>
        {siblings.map((each) => (
          <li key={each.id}>
            <button class="plain" onClick={() => select(each.id)}>
              <b>{each.priority}</b> {describeRow(each)}
              <span class="quiet"> · {wordFor(texts.kind, each.kind)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
