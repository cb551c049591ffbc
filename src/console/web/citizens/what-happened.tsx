import { gatewayNow } from '../clock.js';
import { describeAlert, formatMoment, nameType, wordFor } from '../labels.js';
import { PriorityMark } from '../queue/list/priority-mark.js';
import type { Alert } from '../model.js';
import { texts } from '../texts.js';
import type { Known } from './citizen.js';
import { Section } from './section.js';

/** What waits about her, or is under way, with where it is done. */
export function OpenWork({ about: { tasks, citizen } }: { about: Known }) {
  if (!tasks) return null;
  return (
    <Section title={texts.citizen.openWork} name="open-work">
      {tasks.length === 0 && <p class="quiet">{texts.citizen.nothingOpen}</p>}
      <ul class="people">
        {tasks.map((task) => (
          <li key={task.id}>
            <a href={`/tasks/${task.id}`}>
              <PriorityMark priority={task.priority} />
              <strong>{wordFor(texts.kind, task.kind)}</strong>
              <small>
                {[describeAlert(task.alert, citizen.zone), task.claimedByName ?? wordFor(texts.state, task.state)].join(
                  ' · ',
                )}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function History({ about: { alerts, citizen } }: { about: Known }) {
  if (!alerts) return null;
  return (
    <Section title={texts.citizen.history} name="history">
      {alerts.length === 0 && <p class="quiet">{texts.citizen.noHistory}</p>}
      <ol class="happened">
        {alerts.map((alert) => (
          <li key={alert.id}>
            <time dateTime={alert.openedAt}>{formatMoment(alert.openedAt, gatewayNow(), citizen.zone)}</time>
            <span>
              {describeAlert(alert, citizen.zone)}
              <small>{sayEnd(alert)}</small>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What became of it. */
const sayEnd = ({ state, outcome, cause }: Alert): string =>
  [wordFor(texts.state, state), outcome && wordFor(texts.outcome, outcome), cause && wordFor(texts.cause, cause)]
    .filter(Boolean)
    .join(' · ');

export function TelemetrySection({ about: { telemetry, citizen } }: { about: Known }) {
  if (!telemetry) return null;
  return (
    <Section title={texts.citizen.telemetry} name="telemetry">
      {telemetry.length === 0 && <p class="quiet">{texts.citizen.noTelemetry}</p>}
      <ol class="happened">
        {telemetry.map(({ id, deviceId, effectiveAt, type }) => (
          <li key={`${deviceId} ${id}`}>
            <time dateTime={effectiveAt}>{formatMoment(effectiveAt, gatewayNow(), citizen.zone)}</time>
            <span>{nameType(type)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
