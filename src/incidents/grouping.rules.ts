import { type Alert, isAboutDose, isLive, MADE_BY_HAND, type Outcome } from '../cases/alert.rules.js';
import type { LadderName } from '../devices/telemetry.rules.js';

/** What keeps a dispenser from dispensing: the dose it costs stands for it. */
const ABOUT_DISPENSING: readonly LadderName[] = ['dispensing-stopped', 'power-connectivity'];

/** Whether an alert is followed under the citizen's dose alert, so that there is one task and not two: never what a person asked for. */
export const isFollowedUnderDose = (
  alert: Pick<Alert, 'type' | 'state' | 'attached' | 'doseId' | 'shadow'>,
  { ladderName }: { readonly ladderName: LadderName | null },
): boolean =>
  !isAboutDose(alert.type) &&
  alert.type !== MADE_BY_HAND &&
  isLive(alert.state) &&
  alert.state !== 'shelved' &&
  !alert.attached &&
  !alert.shadow &&
  ((ladderName !== null && ABOUT_DISPENSING.includes(ladderName)) || alert.doseId !== null);

const ABOUT_CONTACT = ['connectivity.offline', 'power.mains_lost'];

/** Which of the citizen's other alerts stands for this one: a dose, or, of no contact and no mains, the one that was there. */
export function standIn<A extends Pick<Alert, 'type' | 'state' | 'attached' | 'shadow'>>(
  alert: Pick<Alert, 'type'>,
  others: readonly A[],
): A | null {
  const free = others.filter(
    ({ state, attached, shadow }) => isLive(state) && state !== 'shelved' && !attached && !shadow,
  );
  const dose = free.findLast(({ type }) => isAboutDose(type));
  if (dose || !ABOUT_CONTACT.includes(alert.type)) return dose ?? null;
  return free.find(({ type }) => ABOUT_CONTACT.includes(type)) ?? null;
}

/** What was done about the dose that also puts right what kept the dispenser from dispensing it. */
export const putsRight = (outcome: Outcome | undefined): boolean =>
  outcome === 'device-fixed' || outcome === 'refilled';
