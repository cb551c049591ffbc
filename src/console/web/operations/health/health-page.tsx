import { officeTexts } from '../../office-texts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { Checks } from './checks.js';
import { readStanding } from './standing.js';

const EVERY_MILLIS = 5_000;

/** Whether each part of the machine does its work; it is read again by itself. */
export function HealthPage() {
  return (
    <Frame part="health">
      <Health />
    </Frame>
  );
}

function Health() {
  const standing = useFresh(readStanding, [], EVERY_MILLIS);
  const { found, trouble } = standing;
  const { health } = officeTexts;
  return (
    <div class={trouble ? 'stale' : undefined}>
      <Freshness of={standing} />
      {found && (
        <>
          <p class={found.status === 'ok' ? 'on-duty' : 'error'}>{health.whole[found.status]}</p>
          <Checks checks={found.checks} />
        </>
      )}
    </div>
  );
}
