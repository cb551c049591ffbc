import { gatewayNow } from '../../clock.js';
import { formatMoment } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { zone } from '../../session/session.js';
import { Scrolled } from '../scrolled.js';
import type { Asked } from './asked.js';
import type { Line } from './asks.js';
import { sayReason, sayWhat } from './say.js';

const MOST_NAMED = 3;

interface Props {
  items: readonly Line[];
  isWhole: boolean;
  go: (change: Partial<Asked>) => void;
}

/** Newest first; a name and an id lead to all that is theirs. */
export function ReadsTable({ items, isWhole, go }: Props) {
  const { reads } = officeTexts;
  if (items.length === 0) return <p class="empty">{reads.none}</p>;
  const { heads } = reads;
  return (
    <Scrolled label={reads.table}>
      <table class="plain-table">
        <thead>
          <tr>
            {[heads.when, heads.who, heads.what, ...(isWhole ? [heads.whom] : []), heads.why].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((line) => (
            <Row key={line.id} line={line} isWhole={isWhole} go={go} />
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function Row({ line, isWhole, go }: { line: Line } & Omit<Props, 'items'>) {
  const { reads } = officeTexts;
  const { at, principalId, principalName, principalKind, what, kind, reason, text, shown, fields, address, until } =
    line;
  const moment = (when: string) => formatMoment(when, gatewayNow(), zone.value);
  const why = sayReason(reason);
  const who = principalName ?? (principalId === null ? reads.nobody : reads.gone);
  return (
    <tr>
      <td>
        <time dateTime={at}>{moment(at)}</time>
      </td>
      <th scope="row">
        {principalId === null ? who : <button onClick={() => go({ principalId })}>{who}</button>}
        {principalKind === 'partner' && <small>{reads.partner}</small>}
      </th>
      <td>
        {sayWhat(line)}
        {kind === 'read' && <code lang="en">{what}</code>}
        {shown && (
          <small>
            {reads.told} <code lang="en">{shown.join(', ')}</code>
          </small>
        )}
        {fields && fields.length > 0 && (
          <small>
            {reads.fields} <code lang="en">{fields.join(', ')}</code>
          </small>
        )}
        {address && <small>{reads.address(address)}</small>}
      </td>
      {isWhole && (
        <td>
          <Citizens ids={line.citizenIds} go={go} />
        </td>
      )}
      <td>
        {why || '–'}
        {text && <small>{text}</small>}
        {until && <small>{reads.until(moment(until))}</small>}
      </td>
    </tr>
  );
}

function Citizens({ ids, go }: { ids: readonly string[]; go: Props['go'] }) {
  const { reads } = officeTexts;
  if (ids.length === 0) return '–';
  return (
    <>
      {ids.slice(0, MOST_NAMED).map((citizenId) => (
        <button key={citizenId} class="id" onClick={() => go({ citizenId })}>
          {citizenId}
        </button>
      ))}
      {ids.length > MOST_NAMED && <small>{reads.andMore(ids.length - MOST_NAMED)}</small>}
    </>
  );
}
