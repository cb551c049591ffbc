import type { TaskKind } from '../tasks/task.rules.js';

/** Alerts whose work is of one kind, whatever their ladder asks of a team. */
export const KIND_OF_WORK: Readonly<Record<string, TaskKind>> = {
  'dose.missed_late': 'review',
  'service.plan_check': 'review',
  'service.suitability': 'review',
  'device.recovery': 'technical',
};
