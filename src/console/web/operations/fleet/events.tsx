import { gatewayNow } from '../../clock.js';
import { formatMoment, nameType } from '../../labels.js';
import type { Telemetry } from '../../model.js';
import { Section } from '../../citizens/section.js';
import { officeTexts } from '../../office-texts.js';
import { zone } from '../../session/session.js';

/** What it said last, for whoever may read what is in the journal. */
export function Events({ events }: { events: readonly Telemetry[] }) {
  const { fleet } = officeTexts;
  return (
    <Section title={fleet.events} name="events">
      {events.length === 0 && <p class="quiet">{fleet.noEvents}</p>}
      <ol class="happenings">
        {events.map(({ id, type, receivedAt }) => (
          <li key={id}>
            <span class="entry-head">
              <b>{nameType(type)}</b>
              <span class="quiet">{formatMoment(receivedAt, gatewayNow(), zone.value)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
