import { signal } from '@preact/signals';
import { api } from '../api.js';
import type { AlarmLoad, Figures, PeriodQuery, ResponseTimes, Visits } from '../model.js';
import { zone } from '../session/session.js';
import { instantsOf, lengthOf, LONGEST_DAYS, type Period, stretchOf } from './period.js';

/** All that the page shows of a period, as the gateway counted it. */
export interface Report {
  readonly period: Period;
  readonly whole: readonly ResponseTimes[];
  readonly inTime: readonly ResponseTimes[];
  readonly districts: readonly ResponseTimes[];
  readonly teams: readonly ResponseTimes[];
  readonly load: readonly AlarmLoad[];
  readonly visits: readonly Visits[];
}

export const report = signal<Report | null>(null);
/** Why there is none. */
export const trouble = signal<'period' | 'failed' | null>(null);
let asked: Period | null = null;

export const isReportable = (period: Period): boolean => {
  const days = lengthOf(period);
  return days >= 1 && days <= LONGEST_DAYS;
};

/** What the gateway is asked for, with the days of the reader's zone. */
export const queryOf = (period: Period): PeriodQuery => ({
  ...instantsOf(period, zone.peek()),
  ...(period.districtId && { districtId: period.districtId }),
});

export const IN_WHOLE: Figures['by'] = ['priority'];

/** Of two that are asked for one after the other, the later is shown. */
export async function readReport(period: Period): Promise<void> {
  asked = period;
  if (!isReportable(period)) {
    trouble.value = 'period';
    return;
  }
  const query = queryOf(period);
  const times = async (more: Figures) => (await api.responseTimes({ ...query, ...more })).items;
  try {
    const [whole, inTime, districts, teams, load, visits] = await Promise.all([
      times({ by: IN_WHOLE }),
      times({ by: IN_WHOLE, every: stretchOf(period) }),
      times({ by: ['district'] }),
      times({ by: ['team'] }),
      api.alarmLoad(query),
      api.visits(query),
    ]);
    if (asked !== period) return;
    report.value = { period, whole, inTime, districts, teams, load: load.items, visits: visits.items };
    trouble.value = null;
  } catch {
    if (asked === period) trouble.value = 'failed';
  }
}
