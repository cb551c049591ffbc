import { became } from './actions-on-many.js';
import { wordFor } from '../../labels.js';
import { describeRow, nameRow } from '../../queue/rows.js';
import { texts } from '../../texts.js';

/** What became of many at once: one line a task, first those that were not done. */
export function ManyBecame() {
  if (!became.value) return null;
  const { words, rows } = became.value;
  const undone = rows.filter(({ why }) => why !== null);
  return (
    <section class={undone.length ? 'became warning' : 'became'} aria-label={texts.many.results}>
      <p>
        <b>{words}</b>
        <button class="plain" aria-label={texts.action.dismiss} onClick={() => (became.value = null)}>
          ×
        </button>
      </p>
      <details open={undone.length > 0}>
        <summary>{texts.many.each}</summary>
        <ul>
          {[...undone, ...rows.filter(({ why }) => why === null)].map(({ row, why }) => (
            <li key={row.id}>
              <b>{nameRow(row)}</b> {wordFor(texts.kind, row.kind)}, {describeRow(row)}:{' '}
              <span class={why ? 'not-done' : ''}>{why ?? texts.many.done}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
