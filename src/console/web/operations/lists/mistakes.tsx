import { wordFor } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import type { Mistake } from './sending.js';

/** Every mistake of a list by its line and column; columns are called as in the file. */
export function Mistakes({ title, mistakes }: { title: string; mistakes: readonly Partial<Mistake>[] }) {
  const { lists } = officeTexts;
  return (
    <div class="mistakes" tabIndex={0} role="region" aria-label={lists.mistakesOf(title)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{lists.line}</th>
            <th scope="col">{lists.column}</th>
            <th scope="col">{lists.what}</th>
          </tr>
        </thead>
        <tbody>
          {mistakes.map((mistake, n) => (
            <tr key={n}>
              <td>{mistake.line}</td>
              <td>{columnOf(mistake.path ?? '')}</td>
              <td>{[wordFor(lists.kinds, mistake.code), mistake.expects].filter(Boolean).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `rows[3].cpr` is in the column `cpr`; the header is said as what it is. */
const columnOf = (path: string): string =>
  path === 'header' ? officeTexts.lists.header : path.replace(/^rows(\[\d+\])?\.?/, '');
