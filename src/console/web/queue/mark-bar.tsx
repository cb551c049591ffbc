import { askByHand, mayAsk } from '../by-hand/by-hand.js';
import { beginMarking, canBeMarked, isMarking, markAll, marked, unmarkAll } from './marks.js';
import { Narrow } from './narrow-panel.js';
import { filter } from './queue.js';
import { SearchField } from './search-field.js';
import { claimMany, releaseMany } from '../task/many/actions-on-many.js';
import { closingMany } from '../task/many/close-many.js';
import { texts } from '../texts.js';

/** What is looked for, and what may be done to many at once. */
export function MarkBar() {
  const isMany = filter.value !== 'handled' && isMarking.value;
  return (
    <div class={isMany ? 'mark-bar marking' : 'mark-bar'} role="group" aria-label={texts.many.label}>
      {isMany ? <WithMarked /> : <WithoutMarks />}
    </div>
  );
}

function WithoutMarks() {
  const canMark = filter.value !== 'handled' && canBeMarked.value.length > 0;
  return (
    <>
      {filter.value !== 'handled' && <SearchField />}
      <Narrow />
      {canMark && (
        <>
          <button class="plain" onClick={beginMarking}>
            {texts.many.begin}
          </button>
          <MarkAll />
        </>
      )}
      {mayAsk.value && (
        <button class="plain" onClick={() => askByHand()}>
          {texts.byHand.button}
        </button>
      )}
    </>
  );
}

const MarkAll = () => (
  <button class="plain" onClick={markAll}>
    {texts.many.markAll(canBeMarked.value.length)}
  </button>
);

function WithMarked() {
  const chosen = marked.value;
  const isAll = chosen.length === canBeMarked.value.length;
  const isNone = chosen.length === 0;
  return (
    <>
      {!isAll && <MarkAll />}
      <button class="plain" onClick={unmarkAll}>
        {texts.many.markNone}
      </button>
      <span role="status">{texts.many.marked(chosen.length)}</span>
      <button disabled={isNone} onClick={() => claimMany(chosen)}>
        {texts.action.claim}
      </button>
      <button disabled={isNone} onClick={() => releaseMany(chosen)}>
        {texts.action.release}
      </button>
      <button class="primary" disabled={isNone} onClick={() => (closingMany.value = true)}>
        {texts.many.close(chosen.length)}
      </button>
    </>
  );
}
