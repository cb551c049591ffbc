import type { components } from '../../api.types.js';
import { officeTexts } from '../../office-texts.js';

type Mistake = components['schemas']['Provisioned']['errors'][number];

/** As many are drawn at first; whoever has more sees by these what is wrong. */
const MOST_SHOWN = 200;

/** What is wrong with a list, line by line; `count` is how many there are in all. */
export function Mistakes({ mistakes, count }: { mistakes: readonly Mistake[]; count: number }) {
  const { sheet } = officeTexts;
  const shown = mistakes.slice(0, MOST_SHOWN);
  return (
    <section class="mistakes" aria-labelledby="mistakes-title">
      <h3 id="mistakes-title">{sheet.mistakes(count)}</h3>
      <p>{sheet.nothingDone}</p>
      <div class="wide-table" tabIndex={0} role="region" aria-labelledby="mistakes-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{sheet.line}</th>
              <th scope="col">{sheet.column}</th>
              <th scope="col">{sheet.wrong}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((mistake, n) => (
              <tr key={n}>
                <td>{mistake.line}</td>
                <td>{columnOf(mistake)}</td>
                <td>{sayMistake(mistake)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > shown.length && <p class="quiet">{sheet.more(count - shown.length)}</p>}
    </section>
  );
}

const columnOf = ({ path }: Mistake): string => /\.(.+)$/.exec(path)?.[1] ?? '';

/** In the reader's language; what has no words of its own as the gateway says it. */
function sayMistake({ code, expects, message }: Mistake) {
  if (code === 'other') return <span lang="en">{message}</span>;
  return officeTexts.sheet.is[code](expects ?? '');
}
