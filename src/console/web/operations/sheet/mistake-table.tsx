import type { components } from '../../api.types.js';
import { officeTexts } from '../../office-texts.js';

export type Mistake = components['schemas']['Provisioned']['errors'][number];

/** What is wrong with a list, line by line; columns are called as in the file. */
export function MistakeTable({ label, mistakes }: { label: string; mistakes: readonly Partial<Mistake>[] }) {
  const { sheet } = officeTexts;
  return (
    <div class="wide-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{sheet.line}</th>
            <th scope="col">{sheet.column}</th>
            <th scope="col">{sheet.wrong}</th>
          </tr>
        </thead>
        <tbody>
          {mistakes.map((mistake, n) => (
            <tr key={n}>
              <td>{mistake.line}</td>
              <td>{columnOf(mistake.path ?? '')}</td>
              <td>{sayMistake(mistake)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `rows[3].cpr` is in the column `cpr`; the header is said as what it is. */
const columnOf = (path: string): string =>
  path === 'header' ? officeTexts.sheet.header : (/\.(.+)$/.exec(path)?.[1] ?? '');

/** In the reader's language; what has no words of its own as the gateway says it. */
function sayMistake({ code = 'other', expects, message }: Partial<Mistake>) {
  if (code === 'other') return <span lang="en">{message}</span>;
  return officeTexts.sheet.is[code](expects ?? '');
}
