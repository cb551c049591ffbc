import { became } from './actions-on-many.js';
import { nameSubject } from '../districts.js';
import { describeAlert, wordFor } from '../labels.js';
import { zone } from '../session/session.js';
import { texts } from '../texts.js';

/** What became of many at once: one line a task, first those that were not done. */
export function ManyBecame() {
  if (!became.value) return null;
  const { words, tasks } = became.value;
  const undone = tasks.filter(({ why }) => why !== null);
  return (
    <section class={undone.length ? 'became warning' : 'became'} role="status" aria-label={texts.many.results}>
      <p>
        <b>{undone.length ? texts.many.partly(tasks.length - undone.length, tasks.length) : words}</b>
        <button class="plain" aria-label={texts.action.dismiss} onClick={() => (became.value = null)}>
          ×
        </button>
      </p>
      <details open={undone.length > 0}>
        <summary>{texts.many.each}</summary>
        <ul>
          {[...undone, ...tasks.filter(({ why }) => why === null)].map(({ task, why }) => (
            <li key={task.id}>
              <b>{nameSubject(task)}</b> {wordFor(texts.kind, task.kind)}, {describeAlert(task.alert, zone.value)}:{' '}
              <span class={why ? 'not-done' : ''}>{why ?? texts.many.done}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
