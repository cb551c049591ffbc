import { isDegraded } from './health.js';
import { isTruncated, readFailed, tasks } from './queue.js';
import { stream } from './stream.js';
import { texts } from './texts.js';

/** What the nurse must know about the page itself before she trusts it. */
export function Banners() {
  return (
    <div role="status" class="banners">
      {stream.value === 'lost' && <p class="banner warning">{texts.banner.lost}</p>}
      {stream.value !== 'lost' && readFailed.value && <p class="banner warning">{texts.banner.readFailed}</p>}
      {stream.value !== 'lost' && isDegraded.value && <p class="banner warning">{texts.banner.degraded}</p>}
      {isTruncated.value && <p class="banner">{texts.banner.truncated(tasks.value.length)}</p>}
    </div>
  );
}
