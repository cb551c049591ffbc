import { describeEntry } from '../../../words/log.js';
import { gatewayNow } from '../clock.js';
import { describeAlert, formatMoment } from '../labels.js';
import { texts, voice } from '../texts.js';
import type { Known } from './citizen.js';
import { callsOf } from './calls.js';
import { Section } from './section.js';

/** Who called her, when, about what, and whether she answered: of the alarms that are shown. */
export function Calls({ about: { alerts, citizen } }: { about: Known }) {
  if (!alerts) return null;
  const calls = callsOf(alerts);
  return (
    <Section title={texts.citizen.calls} name="calls">
      {calls.length === 0 && <p class="quiet">{texts.citizen.noCalls}</p>}
      <ol class="happened">
        {calls.map(({ alert, entry }) => {
          const { what, text } = describeEntry(entry, alert, voice(citizen.zone));
          return (
            <li key={`${alert.id} ${entry.at} ${entry.by}`}>
              <time dateTime={entry.at}>{formatMoment(entry.at, gatewayNow(), citizen.zone)}</time>
              <span>
                {[what, text].filter(Boolean).join(': ')}
                <small>{[entry.byName, describeAlert(alert, citizen.zone)].filter(Boolean).join(' · ')}</small>
              </span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
