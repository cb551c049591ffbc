import { isDegraded, isUnwritable } from './health.js';
import { asked } from '../session/hand-over.js';
import { formatTime } from '../labels.js';
import { readAsOf } from '../offline/as-of.js';
import { hasContact, isCutOff } from '../offline/contact.js';
import { canKeep } from '../offline/device.js';
import { late, unsentShown } from '../offline/unsent.js';
import { isNewer } from '../offline/version.js';
import { incidentRow, incidentWords } from '../queue/incidents.js';
import { filter, isTruncated, readFailed, rows } from '../queue/queue.js';
import { openTask } from '../queue/selection.js';
import { isFromDevice, zone } from '../session/session.js';
import { stream } from '../stream.js';
import { texts } from '../texts.js';
import { goToQueue, showFilter } from '../addresses/whereabouts.js';

/** What the nurse must know before she reads the list: whether to trust it, what stands above it, what waits for her answer. */
export function Banners() {
  return (
    <div role="status" class="banners">
      {stream.value === 'closed' && <p class="banner">{texts.banner.closed}</p>}
      {!hasContact.value && <NoContact />}
      {late.value.length > 0 && (
        <p class="banner warning">
          <span>{texts.unsent.banner(late.value.length)}</span>
          <button onClick={() => (unsentShown.value = true)}>{texts.unsent.show}</button>
        </p>
      )}
      {hasContact.value && readFailed.value && <p class="banner warning">{texts.banner.readFailed}</p>}
      {isUnwritable.value && <p class="banner warning">{texts.banner.unwritable}</p>}
      {hasContact.value && isDegraded.value && !isUnwritable.value && (
        <p class="banner warning">{texts.banner.degraded}</p>
      )}
      {isNewer.value && (
        <p class="banner">
          <span>{texts.version.ready}</span>
          <button onClick={() => location.reload()}>{texts.version.load}</button>
        </p>
      )}
      {isTruncated.value && <p class="banner">{texts.banner.truncated(rows.value.length)}</p>}
      {incidentWords.value && (
        <p class="banner incident">
          <span>{incidentWords.value}</span>
          {incidentRow.value && <button onClick={openIncident}>{texts.incident.show}</button>}
        </p>
      )}
      {asked.value.length > 0 && filter.value !== 'mine' && (
        <p class="banner warning">
          <span>{texts.handOver.banner(asked.value.length)}</span>
          <button onClick={showMine}>{texts.handOver.show}</button>
        </p>
      )}
    </div>
  );
}

/** Of when it is what is shown, and whether what is pressed now outlives the page. */
function NoContact() {
  const asOf = readAsOf.value;
  const time = asOf === null ? '' : formatTime(new Date(asOf).toISOString(), zone.value);
  const { lost, offline, asOf: sayAsOf, waits } = texts.banner;
  const said = [isCutOff.value || isFromDevice.value ? offline : lost, sayAsOf(time), waits];
  if (!canKeep.value) said.push(texts.unsent.forgetful);
  return <p class="banner warning">{said.join(' ')}</p>;
}

function openIncident(): void {
  openTask(incidentRow.value!.id);
  goToQueue();
}

function showMine(): void {
  showFilter('mine');
  goToQueue();
}
