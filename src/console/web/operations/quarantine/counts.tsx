import { gatewayNow } from '../../clock.js';
import { formatMoment } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { zone } from '../../session/session.js';
import { Scrolled } from '../scrolled.js';
import type { Count } from './asks.js';
import { markOf, type Shown, writeShown } from './shown.js';

/** How much waits of each kind and reason; each leads to what it counts. */
export function Counts({ counts, shown }: { counts: readonly Count[]; shown: Shown }) {
  const { quarantine } = officeTexts;
  if (counts.length === 0) return null;
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone.value);
  return (
    <section>
      <h3>{quarantine.counts(counts.reduce((sum, { count }) => sum + count, 0))}</h3>
      <Scrolled label={quarantine.byReason}>
        <table class="plain-table">
          <thead>
            <tr>
              {[quarantine.heads.what, quarantine.heads.count, quarantine.heads.dispensers, quarantine.heads.span].map(
                (head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {counts.map(({ kind, reason, count, dispensers, oldestAt, newestAt }) => {
              const mark = markOf(reason);
              const isShown = shown.reason === mark && shown.kind === kind;
              return (
                <tr key={`${kind} ${reason}`}>
                  <th scope="row">
                    <a
                      href={writeShown({ ...shown, kind, reason: mark, state: 'open' })}
                      aria-current={isShown ? 'true' : undefined}
                    >
                      {quarantine.kind[kind]}
                    </a>
                    <code lang="en">{reason}</code>
                  </th>
                  <td>{count}</td>
                  <td>{dispensers}</td>
                  <td>
                    {oldestAt === newestAt ? moment(newestAt) : quarantine.span(moment(oldestAt), moment(newestAt))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scrolled>
    </section>
  );
}
