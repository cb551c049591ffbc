import { gatewayNow } from './clock.js';
import { describeEntry, formatMoment } from './labels.js';
import type { LogEntry, TaskAlert } from './model.js';
import { log } from './selection.js';
import { zone } from './session.js';
import { texts } from './texts.js';

export function HandlingLog({ alert }: { alert: TaskAlert }) {
  const entries = log.value;
  return (
    <section class="log">
      <h3>{texts.detail.log}</h3>
      {entries === null && <p class="quiet">{texts.list.loading}</p>}
      {entries?.length === 0 && <p class="quiet">{texts.detail.noLog}</p>}
      <ol>
        {entries?.map((entry, n) => (
          <Entry key={n} entry={entry} alert={alert} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, alert }: { entry: LogEntry; alert: TaskAlert }) {
  const { what, text } = describeEntry(entry, alert, zone.value);
  return (
    <li>
      <time dateTime={entry.at}>{formatMoment(entry.at, gatewayNow(), zone.value)}</time>
      <span>
        <b>{what}</b>
        {text && `: ${text}`}
        <span class="quiet"> · {entry.byName ?? texts.system}</span>
      </span>
    </li>
  );
}
