import { officeTexts } from '../../office-texts.js';
import type { FleetState } from './asks.js';

/** How it stands: by shape, colour and word, and since when. */
export function StateMark({ state, since }: { state: FleetState; since: string | null }) {
  const { fleet } = officeTexts;
  return (
    <span class={`fleet-state ${state}`}>
      <b>{fleet.state[state]}</b>
      {since && <small>{fleet.since(since)}</small>}
    </span>
  );
}
