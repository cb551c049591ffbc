import type { Filter } from '../addresses/address.js';
import { filter, shownCounts } from './queue.js';
import { texts } from '../texts.js';

const FILTERS: Filter[] = ['all', 'unclaimed', 'mine', 'handled'];

export function Filters() {
  return (
    <div class="filters" role="group" aria-label={texts.filter.label}>
      {FILTERS.map((each) => (
        <button key={each} aria-pressed={filter.value === each} onClick={() => (filter.value = each)}>
          {texts.filter[each]}
          {each === 'handled' && <span class="wide">{texts.filter.lately}</span>}
          {each !== 'handled' && <span class="count">{shownCounts.value[each]}</span>}
        </button>
      ))}
    </div>
  );
}
