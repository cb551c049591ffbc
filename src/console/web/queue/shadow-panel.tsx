import { gatewayNow } from '../clock.js';
import { describeAlert, formatMoment } from '../labels.js';
import type { Alert } from '../model.js';
import { zone } from '../session/session.js';
import { isShadowTruncated, lastWord, shadowAlerts, shadowByDistrict, shadowDistricts } from './shadow.js';
import { texts } from '../texts.js';

/** Below the list and never in it: what would have been asked where Dosevagt is only tried out. */
export function ShadowPanel() {
  if (!shadowAlerts.value.length && !shadowDistricts.value.length) return null;
  const names = shadowDistricts.value.map(({ name }) => name).join(', ');
  return (
    <details class="shadow">
      <summary>
        {texts.shadow.title}
        <span class="quiet"> · {texts.shadow.count(shadowAlerts.value.length)}</span>
      </summary>
      <p class="quiet">
        {texts.shadow.hint} {names && texts.shadow.districts(names)}
      </p>
      {shadowByDistrict.value.map(([district, alerts]) => (
        <section key={district}>
          <h3>
            {district}
            <span class="quiet"> · {texts.shadow.count(alerts.length)}</span>
          </h3>
          <ol>{alerts.map(drawAlert)}</ol>
        </section>
      ))}
      {!shadowAlerts.value.length && <p class="quiet">{texts.shadow.none}</p>}
      {isShadowTruncated.value && <p class="quiet">{texts.shadow.more}</p>}
    </details>
  );
}

function drawAlert(alert: Alert) {
  const isOver = alert.state !== 'open';
  const about = [alert.deviceId && texts.aDispenser(alert.deviceId), isOver && texts.shadow.over].filter(Boolean);
  return (
    <li key={alert.id}>
      <time dateTime={alert.openedAt}>{formatMoment(alert.openedAt, gatewayNow(), zone.value)}</time>
      <span>
        {alert.priority} · {describeAlert(alert, zone.value)}
        {about.length > 0 && <span class="quiet"> · {about.join(' · ')}</span>}
        <small>{lastWord(alert)}</small>
      </span>
    </li>
  );
}
