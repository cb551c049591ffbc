import { useEffect, useRef } from 'preact/hooks';
import { gatewayNow } from '../../clock.js';
import { formatMoment } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { zone } from '../../session/session.js';
import { saveFile } from '../save-file.js';
import type { Provisioned } from './asks.js';
import '../../styles/sheet.css';

/** The secrets that were made, to print or to take along, this once: with this page they are gone. */
export function ClaimList({ of: { registered, items } }: { of: Provisioned }) {
  const { fleet } = officeTexts;
  const made = items.filter(({ secret }) => secret !== null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    // Whoever reloads or closes the window is asked first.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
  const save = () => {
    const lines = made.map(({ deviceId, secret }) => `${deviceId},${secret}`);
    saveFile(new Blob([['deviceId,secret', ...lines, ''].join('\r\n')], { type: 'text/csv' }), 'secrets.csv');
  };
  return (
    <section class="claims" aria-labelledby="claims-title">
      <h3 ref={heading} id="claims-title" tabIndex={-1}>
        {fleet.claims(made.length)}
      </h3>
      <p role="status" class="quiet">
        {fleet.provisioned(registered, made.length)}
      </p>
      <p class="once unprinted">{fleet.claimsOnce}</p>
      <div class="actions unprinted">
        <button class="primary" onClick={() => print()}>
          {fleet.print}
        </button>
        <button onClick={save}>{fleet.saveCsv}</button>
      </div>
      <p class="quiet only-printed">
        {fleet.printedAt(formatMoment(new Date(gatewayNow()).toISOString(), 0, zone.value))}
      </p>
      <div class="wide-table" tabIndex={0} role="region" aria-labelledby="claims-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{fleet.name}</th>
              <th scope="col">{texts.citizen.model}</th>
              <th scope="col">{fleet.secret}</th>
              <th scope="col" class="only-printed">
                {fleet.handedTo}
              </th>
            </tr>
          </thead>
          <tbody>
            {made.map(({ deviceId, model, secret }) => (
              <tr key={deviceId}>
                <th scope="row">{deviceId}</th>
                <td>{model}</td>
                <td>
                  <code>{secret}</code>
                </td>
                <td class="only-printed" />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
