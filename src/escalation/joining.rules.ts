import { type Alert, isAboutDose, isLive, type Outcome } from '../alerts/alert.rules.js';
import type { Escalation } from './escalation.rules.js';

/** What keeps a dispenser from dispensing: the dose it costs stands for it. */
const ABOUT_DISPENSING: readonly Escalation['ladderName'][] = ['dispensing-stopped', 'power-connectivity'];

/** Whether an alert is followed under the citizen's dose alert, so that there is one task and not two. */
export const isFollowedUnderDose = (
  alert: Pick<Alert, 'type' | 'state' | 'attached' | 'doseId'>,
  { ladderName }: Pick<Escalation, 'ladderName'>,
): boolean =>
  !isAboutDose(alert.type) &&
  isLive(alert.state) &&
  alert.state !== 'shelved' &&
  !alert.attached &&
  (ABOUT_DISPENSING.includes(ladderName) || alert.doseId !== null);

/** What was done about the dose that also puts right what kept the dispenser from dispensing it. */
export const putsRight = (outcome: Outcome | undefined): boolean =>
  outcome === 'device-fixed' || outcome === 'refilled';

/** The dose's case goes on where the other stands, when that has been followed as this very dose. */
export const takeOverPosition = (escalation: Escalation, from: Escalation): Escalation => ({
  ...from,
  alertId: escalation.alertId,
  deadlineAt: null,
  becomes: null,
});
