import { askByHand, mayAsk } from '../by-hand/by-hand.js';
import { canBeMarked, markAll, marked, unmarkAll } from './marks.js';
import { filter } from './queue.js';
import { SearchField } from './search-field.js';
import { claimMany, releaseMany } from '../task/actions-on-many.js';
import { closingMany } from '../task/close-many.js';
import { texts } from '../texts.js';

/** What may be done to many at once: it appears with the first mark. */
export function MarkBar() {
  const isEmpty = filter.value === 'handled' || canBeMarked.value.length === 0;
  const [all, chosen] = [canBeMarked.value, marked.value];
  const isAll = chosen.length > 0 && chosen.length === all.length;
  return (
    <div class={chosen.length ? 'mark-bar marking' : 'mark-bar'} role="group" aria-label={texts.many.label}>
      {filter.value !== 'handled' && chosen.length === 0 && <SearchField />}
      {!isEmpty && (
        <button class="plain" onClick={isAll ? unmarkAll : markAll}>
          {isAll ? texts.many.markNone : texts.many.markAll(all.length)}
        </button>
      )}
      {chosen.length === 0 ? (
        mayAsk.value && (
          <button class="plain" onClick={() => askByHand()}>
            {texts.byHand.button}
          </button>
        )
      ) : (
        <>
          <span role="status">{texts.many.marked(chosen.length)}</span>
          <button onClick={() => claimMany(chosen)}>{texts.action.claim}</button>
          <button onClick={() => releaseMany(chosen)}>{texts.action.release}</button>
          <button class="primary" onClick={() => (closingMany.value = true)}>
            {texts.many.close(chosen.length)}
          </button>
        </>
      )}
    </div>
  );
}
