import type { Rung } from '../../ladders/ladder.rules.js';
import type { TaskKind } from '../task.rules.js';

/** Alerts whose work is of one kind, whatever their ladder asks of a team. */
export const KIND_OF_WORK: Readonly<Record<string, TaskKind>> = {
  'dose.missed_late': 'review',
  'service.plan_check': 'review',
  'service.doses_review': 'review',
  'service.suitability': 'review',
  'service.telemetry_review': 'review',
  'service.news_review': 'review',
  'citizen.access_review': 'review',
  'device.recovery': 'technical',
  'device.unusable_telemetry': 'technical',
  'gateway.unusable_telemetry': 'technical',
  'device.misses_unmatched': 'technical',
};

const A_DAY_SECONDS = 24 * 3600;

/** Who knows the citizen is asked first whether the dispenser suits, and has a day before the ladder goes on. */
export function rungsFor(alertType: string, rungs: readonly Rung[]): readonly Rung[] {
  if (alertType !== 'service.suitability') return rungs;
  const later = rungs.map((rung) => ({ ...rung, afterSeconds: rung.afterSeconds + A_DAY_SECONDS }));
  return [{ afterSeconds: 0, actions: ['visit'], to: 'contact-person' }, ...later];
}
