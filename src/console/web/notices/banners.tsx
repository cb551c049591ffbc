import { isDegraded, isUnwritable } from './health.js';
import { asked } from '../session/hand-over.js';
import { isNewer } from '../offline/version.js';
import { incidentRow, incidentWords } from '../queue/incidents.js';
import { filter, isTruncated, readFailed, rows } from '../queue/queue.js';
import { openTask } from '../queue/selection.js';
import { stream } from '../stream.js';
import { texts } from '../texts.js';
import { goToQueue, showFilter } from '../whereabouts.js';

/** What the nurse must know before she reads the list: whether to trust it, what stands above it, what waits for her answer. */
export function Banners() {
  return (
    <div role="status" class="banners">
      {stream.value === 'closed' && <p class="banner">{texts.banner.closed}</p>}
      {stream.value === 'lost' && <p class="banner warning">{texts.banner.lost}</p>}
      {stream.value !== 'lost' && readFailed.value && <p class="banner warning">{texts.banner.readFailed}</p>}
      {isUnwritable.value && <p class="banner warning">{texts.banner.unwritable}</p>}
      {stream.value !== 'lost' && isDegraded.value && !isUnwritable.value && (
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

function openIncident(): void {
  openTask(incidentRow.value!.id);
  goToQueue();
}

function showMine(): void {
  showFilter('mine');
  goToQueue();
}
