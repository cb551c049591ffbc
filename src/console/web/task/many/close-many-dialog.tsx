import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { closeMany } from './actions-on-many.js';
import { causesInCommon, likelyInCommon, outcomesInCommon } from './in-common.js';
import { closingMany } from './close-many.js';
import { type Cause, CHIPS, type Outcome } from '../endings.js';
import { wordFor } from '../../labels.js';
import type { Row } from '../../model.js';
import { marked } from '../../queue/marks.js';
import { texts } from '../../texts.js';

/** How all that is marked ended: an outcome closes them, by a press or by its number. */
export function CloseManyDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = closingMany.value && marked.value.length > 0;
  useLayoutEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog ref={dialog} class="many" aria-labelledby="close-many" onClose={() => (closingMany.value = false)}>
      {isShown && <Asked tasks={marked.value} />}
    </dialog>
  );
}

function Asked({ tasks }: { tasks: readonly Row[] }) {
  const cause = useSignal<Cause | null>(null);
  const outcomes = outcomesInCommon(tasks);
  const causeFor = (outcome: Outcome) => cause.value ?? likelyInCommon(tasks, outcome);
  const close = (outcome: Outcome) => {
    closingMany.value = false;
    closeMany(tasks, outcome, causeFor(outcome));
  };
  const closeByNumber = (event: KeyboardEvent) => {
    const outcome = outcomes.slice(0, CHIPS)[Number(event.key) - 1];
    if (outcome && !(event.target instanceof HTMLSelectElement)) close(outcome);
  };
  return (
    <div class="many-asked" onKeyDown={closeByNumber}>
      <h2 id="close-many">{texts.many.close(tasks.length)}</h2>
      <p class="quiet">{sayKinds(tasks)}</p>
      <div class="outcomes" role="group" aria-label={texts.form.outcome}>
        {outcomes.map((outcome, at) => (
          <button key={outcome} onClick={() => close(outcome)}>
            {at < CHIPS && (
              <kbd class="wide" aria-hidden="true">
                {at + 1}
              </kbd>
            )}
            <span>
              {texts.outcome[outcome]}
              <small>{texts.many.cause(wordFor(texts.cause, causeFor(outcome)))}</small>
            </span>
          </button>
        ))}
      </div>
      <label>
        {texts.form.cause}
        <select
          value={cause.value ?? ''}
          onChange={({ currentTarget }) => (cause.value = (currentTarget.value || null) as Cause | null)}
        >
          <option value="">{texts.many.likely}</option>
          {causesInCommon(tasks).map((code) => (
            <option key={code} value={code}>
              {texts.cause[code]}
            </option>
          ))}
        </select>
      </label>
      <button onClick={() => (closingMany.value = false)}>{texts.action.cancel}</button>
    </div>
  );
}

/** What is closed, the most critical first: `3 P1 · 57 P3`. */
function sayKinds(tasks: readonly Row[]): string {
  const byPriority = Map.groupBy(tasks, ({ priority }) => priority);
  return [...byPriority]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([priority, some]) => `${some.length} ${priority}`)
    .join(' · ');
}
