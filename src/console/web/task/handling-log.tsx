import { gatewayNow } from '../clock.js';
import { fold } from './history.js';
import { formatMoment, formatTime } from '../labels.js';
import type { TaskAlert } from '../model.js';
import { log } from '../queue/selection.js';
import { zone } from '../session/session.js';
import { texts } from '../texts.js';

export function HandlingLog({ alert }: { alert: TaskAlert }) {
  const entries = log.value;
  return (
    <section class="log">
      <h3>{texts.detail.log}</h3>
      {entries === null && <p class="quiet">{texts.list.loading}</p>}
      {entries?.length === 0 && <p class="quiet">{texts.detail.noLog}</p>}
      <ol>{entries && fold(entries, alert, zone.value).map(drawEntry)}</ol>
    </section>
  );
}

function drawEntry({ at, until, times, what, text, byName }: ReturnType<typeof fold>[number]) {
  const notes = [times > 1 && texts.timesUntil(times, formatTime(until, zone.value)), byName ?? texts.system];
  return (
    <li key={`${at} ${what} ${text}`}>
      <time dateTime={at}>{formatMoment(at, gatewayNow(), zone.value)}</time>
      <span>
        {what && <b>{what}</b>}
        {what && text && ': '}
        {text}
        <span class="quiet"> · {notes.filter(Boolean).join(' · ')}</span>
      </span>
    </li>
  );
}
