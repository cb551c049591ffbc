import { focusRow } from './moving-on.js';
import { sought } from './search.js';
import { passBy, selectedId } from './selection.js';
import { shownRows } from './shown.js';
import { texts } from '../texts.js';

const ID = 'search';

export const focusSearch = (): void => document.getElementById(ID)?.focus();

/** Enter goes to the first that was found, Escape back to the whole list. */
export function SearchField() {
  const hear = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') sought.value = '';
    else passBy(shownRows.value[0]?.id ?? null);
    focusRow(selectedId.value);
  };
  return (
    <input
      id={ID}
      class="search"
      type="search"
      autocomplete="off"
      aria-label={texts.list.search}
      placeholder={texts.list.search}
      value={sought.value}
      onInput={({ currentTarget }) => (sought.value = currentTarget.value)}
      onKeyDown={hear}
    />
  );
}
