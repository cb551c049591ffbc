import { gatewayNow } from '../../clock.js';
import { formatMoment, wordFor } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { may, zone } from '../../session/session.js';
import { texts, voice } from '../../texts.js';
import { Scrolled } from '../scrolled.js';
import type { Delivery } from './asks.js';

interface Props {
  items: readonly Delivery[];
  retry: (delivery: Delivery) => Promise<void>;
}

export function DeliveriesTable({ items, retry }: Props) {
  const { deliveries } = officeTexts;
  if (items.length === 0) return <p class="empty">{deliveries.none}</p>;
  const { heads } = deliveries;
  const isRetried = may('operations:write') && items.some(({ state }) => state === 'parked');
  return (
    <Scrolled label={deliveries.title}>
      <table class="plain-table">
        <thead>
          <tr>
            {[heads.what, heads.ways, heads.trouble, heads.when].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {isRetried && (
              <th scope="col">
                <span class="unseen">{heads.deed}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} retry={retry} isRetried={isRetried} />
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function Row({ delivery, retry, isRetried }: { delivery: Delivery; isRetried: boolean } & Pick<Props, 'retry'>) {
  const { deliveries } = officeTexts;
  const { purpose, recipientKind, channels, channel, error, attempts, failingSince, nextTryAt, createdAt, state } =
    delivery;
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone.value);
  const name = `${deliveries.purpose[purpose]}: ${deliveries.recipient[recipientKind]}`;
  const way = (each: string) => wordFor(texts.delivery.by, each);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {voice().list(channels.map(way))}
        {state !== 'delivered' && <small>{deliveries.tried(way(channel), attempts)}</small>}
      </td>
      <td>{error ? <code lang="en">{error}</code> : '–'}</td>
      <td>
        {moment(createdAt)}
        {failingSince && <small>{deliveries.failsSince(moment(failingSince))}</small>}
        {nextTryAt && <small>{deliveries.nextAt(moment(nextTryAt))}</small>}
      </td>
      {isRetried && (
        <td>
          {state === 'parked' && (
            <button onClick={() => void retry(delivery)}>
              {deliveries.retry}
              <span class="unseen"> {name}</span>
            </button>
          )}
        </td>
      )}
    </tr>
  );
}
