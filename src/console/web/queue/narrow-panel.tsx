import { wordFor } from '../labels.js';
import { later } from '../later.js';
import { EVERYTHING, isNarrow } from './narrowing.js';
import { narrowing } from './queue.js';
import { hiddenP1 } from './search.js';
import { texts } from '../texts.js';

const ID = 'narrow';
const Choices = later(() => import('./narrow-choices.js').then((found) => found.NarrowChoices));

/** Which kinds of work are shown and how urgent, over the list; and that something critical is not among it. */
export function Narrow() {
  return (
    <>
      <button popovertarget={ID} class={isNarrow(narrowing.value) ? 'narrowed' : ''}>
        {[texts.narrow.button, sayNarrowing()].filter(Boolean).join(': ')}
      </button>
      {hiddenP1.value > 0 && (
        <button class="plain urgent" onClick={() => (narrowing.value = EVERYTHING)}>
          {texts.narrow.hidden(hiddenP1.value)}
        </button>
      )}
      <div id={ID} class="narrowing" popover="auto" role="group" aria-label={texts.narrow.button}>
        <Choices />
      </div>
    </>
  );
}

/** What is chosen, as far as it is little. */
function sayNarrowing(): string {
  const { kinds, priorities } = narrowing.value;
  const said = [...priorities, ...kinds.map((kind) => wordFor(texts.kind, kind))];
  return said.length > 2 ? String(said.length) : said.join(', ');
}
