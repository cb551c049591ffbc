import { gatewayNow } from '../../clock.js';
import { formatMoment, nameType } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { zone } from '../../session/session.js';
import { texts } from '../../texts.js';
import { Scrolled } from '../scrolled.js';
import type { Failing } from './asks.js';

/** What goes on being tried; nobody has to press anything for it. */
export function FailingTable({ items }: { items: readonly Failing[] }) {
  const { deliveries } = officeTexts;
  if (items.length === 0) return <p class="on-duty">{deliveries.nothingFails}</p>;
  const { heads } = deliveries;
  return (
    <Scrolled label={deliveries.failing}>
      <table class="plain-table">
        <thead>
          <tr>
            {[heads.what, heads.trouble, heads.since].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, n) => (
            <tr key={n}>
              <th scope="row">
                {sayWhat(item)}
                {item.deviceId && <small>{texts.aDispenser(item.deviceId)}</small>}
              </th>
              <td>{item.trouble ? <code lang="en">{item.trouble}</code> : '–'}</td>
              <td>{item.since ? formatMoment(item.since, gatewayNow(), zone.value) : deliveries.never}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function sayWhat({ kind, name }: Failing): string {
  const { deliveries } = officeTexts;
  if (kind === 'message') return nameType(name);
  return kind === 'timer' ? deliveries.timer(name) : deliveries.purpose[name]!;
}
