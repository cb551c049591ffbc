import { officeTexts } from '../../office-texts.js';
import { type Mistake, MistakeTable } from './mistake-table.js';

/** As many are drawn at first; whoever has more sees by these what is wrong. */
const MOST_SHOWN = 200;

/** What is wrong with a list of dispensers; `count` is how many mistakes there are in all. */
export function Mistakes({ mistakes, count }: { mistakes: readonly Mistake[]; count: number }) {
  const { sheet } = officeTexts;
  const shown = mistakes.slice(0, MOST_SHOWN);
  return (
    <section class="mistakes" aria-labelledby="mistakes-title">
      <h3 id="mistakes-title">{sheet.mistakes(count)}</h3>
      <p>{sheet.nothingDone}</p>
      <MistakeTable label={sheet.mistakes(count)} mistakes={shown} />
      {count > shown.length && <p class="quiet">{sheet.more(count - shown.length)}</p>}
    </section>
  );
}
