import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { api, ApiError } from '../api.js';
import { gatewayNow } from '../clock.js';
import type { Citizen, PlannedDose, WhatIf } from '../model.js';
import { endSession } from '../session/session.js';

const DAY_MILLIS = 86_400_000;
const DAYS_AHEAD = 2;

/** Whom it is about, and when the dose is due that is meant; empty for the next one. */
export interface Asked {
  readonly citizenId: string;
  readonly dueAt: string;
}

/**
 * What was asked for; null until it is there, and again once one of `inputs` is another. It is asked for anew with each of `times`, and
 * what was answered before stands until then.
 */
export function useAnswer<T>(ask: () => Promise<T>, inputs: readonly unknown[], times: number): [T | null, boolean] {
  const answer = useSignal<T | null>(null);
  const isWaiting = useSignal(true);
  useLayoutEffect(() => void (answer.value = null), [...inputs]);
  useLayoutEffect(() => {
    let isWanted = true;
    isWaiting.value = true;
    void ask().then((found) => {
      if (!isWanted) return;
      answer.value = found;
      isWaiting.value = false;
    });
    return () => void (isWanted = false);
  }, [...inputs, times]);
  return [answer.value, isWaiting.value];
}

export const readCitizen = (id: string): Promise<Citizen | null> => api.citizen(id).catch(() => null);

/** The doses of today and tomorrow that are still to come, the earliest first. */
export async function readComing(citizenId: string): Promise<readonly PlannedDose[]> {
  const now = gatewayNow();
  const [from, to] = [now, now + DAYS_AHEAD * DAY_MILLIS].map((at) => new Date(at).toISOString());
  const state: PlannedDose['state'][] = ['scheduled', 'cancelled'];
  const found = await api.doses({ citizenId: [citizenId], from: from!, to: to!, state }).catch(() => null);
  return (found?.items ?? []).toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}

/** Why there is no answer. */
export type Unanswered = 'out-of-reach' | 'failed';

/** The answer, or why there is none. */
export async function tryOut({ citizenId, dueAt }: Asked): Promise<WhatIf | Unanswered> {
  try {
    return await api.whatIf(citizenId, dueAt || null);
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 401) endSession();
    return status === 404 || status === 403 ? 'out-of-reach' : 'failed';
  }
}
