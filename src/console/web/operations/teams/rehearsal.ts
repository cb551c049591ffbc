import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../../api.js';
import type { RosterTrial } from '../../model.js';
import { asks } from './asks.js';
import type { Roster } from './draft.js';

/** As far as one looks before saving. */
export const WEEKS = 8;
const DELAY_MILLIS = 350;

export interface Rehearsal {
  /** What the roster of last would do; null until it was worked out. */
  readonly trial: RosterTrial | null;
  /** Whether it is of what stands there now. */
  readonly isCurrent: boolean;
  readonly refusal: ApiError | null;
}

/** Works out a little later what a roster would do from a Monday on, over and over as it is written. */
export function useRehearsal(teamId: string, roster: Roster, monday: string): Rehearsal {
  const asked = JSON.stringify([teamId, roster, monday]);
  const found = useSignal<{ trial: RosterTrial | null; refusal: ApiError | null; of: string } | null>(null);
  useEffect(() => {
    let isLeft = false;
    const run = async () => {
      const answer = await rehearse(teamId, roster, monday);
      if (!isLeft) found.value = { trial: found.value?.trial ?? null, ...answer, of: asked };
    };
    const timer = setTimeout(() => void run(), found.value ? DELAY_MILLIS : 0);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [asked]);
  const { value } = found;
  return { trial: value?.trial ?? null, refusal: value?.refusal ?? null, isCurrent: value?.of === asked };
}

/** Where it is refused what was worked out before stays to be looked at. */
async function rehearse(teamId: string, roster: Roster, monday: string) {
  try {
    return { trial: await asks.rehearse(teamId, monday, WEEKS * 7, roster), refusal: null };
  } catch (error) {
    return { refusal: error instanceof ApiError ? error : new ApiError(0) };
  }
}
