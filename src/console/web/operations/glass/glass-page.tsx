import { useLocation } from 'preact-iso/router';
import { officeTexts } from '../../office-texts.js';
import { Frame } from '../frame.js';
import { useFresh } from '../fresh.js';
import { Freshness } from '../freshness.js';
import { askOpenings } from './asks.js';
import { OpeningEntry } from './opening-entry.js';

const EVERY_MILLIS = 30_000;

/** Who opened whom out of reach, and was that right: what nobody has looked at, or all of it. */
export function GlassPage() {
  return (
    <Frame part="glass">
      <Openings />
    </Frame>
  );
}

function Openings() {
  const { glassReview } = officeTexts;
  const isAll = new URLSearchParams(useLocation().url.split('?')[1]).get('state') === 'all';
  const openings = useFresh(() => askOpenings(isAll ? null : 'unreviewed'), [isAll], EVERY_MILLIS);
  const { found, trouble } = openings;
  return (
    <div class={trouble ? 'stale' : undefined}>
      <p>{glassReview.about}</p>
      <nav class="actions" aria-label={glassReview.shown}>
        <a class="button" href="/operations/glass" aria-current={isAll ? undefined : 'true'}>
          {glassReview.unreviewed}
        </a>
        <a class="button" href="/operations/glass?state=all" aria-current={isAll ? 'true' : undefined}>
          {glassReview.all}
        </a>
      </nav>
      <Freshness of={openings} />
      {found?.items.length === 0 && <p class="empty">{isAll ? glassReview.none : glassReview.nothingLeft}</p>}
      <ul class="openings">
        {found?.items.map((opening) => (
          <OpeningEntry key={opening.id} opening={opening} again={openings.again} />
        ))}
      </ul>
      {found?.nextCursor && <p class="quiet">{glassReview.more}</p>}
    </div>
  );
}
