import { gatewayNow } from './clock.js';
import { formatMoment, wordFor } from './labels.js';
import type { LogEntry } from './model.js';
import { log } from './selection.js';
import { zone } from './session.js';
import { texts } from './texts.js';

export function HandlingLog() {
  const entries = log.value;
  return (
    <section class="log">
      <h3>{texts.detail.log}</h3>
      {entries === null && <p class="quiet">{texts.list.loading}</p>}
      {entries?.length === 0 && <p class="quiet">{texts.detail.noLog}</p>}
      <ol>
        {entries?.map((entry, n) => (
          <Entry key={n} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry }: { entry: LogEntry }) {
  return (
    <li>
      <time dateTime={entry.at}>{formatMoment(entry.at, gatewayNow(), zone.value)}</time>
      <span>
        <b>{wordFor(texts.entry, entry.entry)}</b>
        {entry.text && `: ${entry.text}`}
        <span class="quiet"> · {entry.byName ?? texts.system}</span>
      </span>
    </li>
  );
}
