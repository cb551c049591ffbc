import { gatewayNow } from '../clock.js';
import { formatMoment } from '../labels.js';
import { officeTexts } from '../office-texts.js';
import { zone } from '../session/session.js';
import { texts } from '../texts.js';
import type { Fresh } from './fresh.js';

/** From when it is what the page shows, and that it is old where it could not be read again. */
export function Freshness({ of: { found, readAt, trouble, again, isByItself } }: { of: Fresh<unknown> }) {
  const { operations } = officeTexts;
  const at = readAt === null ? '' : formatMoment(new Date(readAt).toISOString(), gatewayNow(), zone.value);
  return (
    <p role="status" class={trouble ? 'banner warning freshness' : 'quiet freshness'}>
      <span>
        {trouble && (found === null ? operations.unread : operations.stale(at))}
        {!trouble &&
          (found === null ? texts.list.loading : isByItself ? operations.readAt(at) : operations.readOnce(at))}
      </span>
      <button onClick={() => void again()}>{operations.again}</button>
    </p>
  );
}
