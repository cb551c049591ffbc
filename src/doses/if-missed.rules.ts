import type { Citizen } from '../citizens/citizen.rules.js';
import { endOf, isInForce, type Pause, pauseInForce } from '../citizens/pause.rules.js';
import { DISPENSED_STATES, type Dose } from './dose.rules.js';
import type { LaidOut } from './schedules/layout.rules.js';

/** Why nobody would be alarmed over a dose, were it missed. */
export const UNALARMED = [
  'deceased',
  'consent-withdrawn',
  'paused',
  /** The service rested, and by now the time of the dose is over. */
  'called-off',
  'dispensed',
  /** Of a dose that nobody expects, and too long ago: somebody looks at it. */
  'too-old',
] as const;
export type Unalarmed = (typeof UNALARMED)[number];

export interface WhyUnalarmed {
  readonly why: Unalarmed;
  readonly pause: Pause | null;
}

type Whose = Pick<Citizen, 'deceasedAt' | 'consentTelemetry'>;

const NOBODY: Readonly<Record<Exclude<Unalarmed, 'paused'>, WhyUnalarmed>> = {
  deceased: { why: 'deceased', pause: null },
  'consent-withdrawn': { why: 'consent-withdrawn', pause: null },
  'called-off': { why: 'called-off', pause: null },
  dispensed: { why: 'dispensed', pause: null },
  'too-old': { why: 'too-old', pause: null },
};

/** Why nobody would be alarmed over an expected dose; null where somebody would. */
export function whyUnalarmed(dose: Expected, citizen: Whose, pauses: readonly Pause[]): WhyUnalarmed | null {
  const served = whyUnserved(citizen);
  if (served) return served;
  if (DISPENSED_STATES.some((state) => state === dose.state)) return NOBODY.dispensed;
  const pause = pauses.find((one) => callsOff(one, dose));
  if (pause) return { why: 'paused', pause };
  return dose.state === 'cancelled' ? NOBODY['called-off'] : null;
}

type Expected = Pick<Dose, 'dueAt' | 'windowClosesAt' | 'deadlineAt' | 'state'>;

/** The same of a dose that nobody expects, and that the dispenser reports missed at an instant. */
export function whyUnmatchedUnalarmed(
  at: Date,
  citizen: Whose,
  pauses: readonly Pause[],
  isTooOld: boolean,
): WhyUnalarmed | null {
  const served = whyUnserved(citizen);
  if (served) return served;
  const pause = pauseInForce(pauses, at);
  if (pause) return { why: 'paused', pause };
  return isTooOld ? NOBODY['too-old'] : null;
}

function whyUnserved({ deceasedAt, consentTelemetry }: Whose): WhyUnalarmed | null {
  if (deceasedAt) return NOBODY.deceased;
  return consentTelemetry ? null : NOBODY['consent-withdrawn'];
}

/** The dose is due in it; or it begins while the dose is waited for, and goes on until that can be given no more. */
const callsOff = (pause: Pause, { dueAt, windowClosesAt, deadlineAt }: Expected): boolean =>
  isInForce(pause, dueAt) ||
  (pause.undoneAt === null && pause.from > dueAt && pause.from < deadlineAt && endOf(pause) >= windowClosesAt);

/** When somebody would be alarmed over the dose: by its deadline, or now where that has passed or somebody was. */
export const alarmedAt = ({ settled, deadlineAt }: Pick<Dose, 'settled' | 'deadlineAt'>, now: Date): Date =>
  settled || deadlineAt < now ? now : deadlineAt;

/** A dose that is laid out later, as it will be then. */
export const asDose = ({ isOff, ...planned }: LaidOut, id: string, citizenId: string, now: Date): Dose => ({
  ...planned,
  id,
  citizenId,
  state: isOff ? 'cancelled' : 'scheduled',
  settled: isOff,
  alarmedAt: null,
  evidence: [],
  dispensedAt: null,
  retrievedAt: null,
  inAdvanceAt: null,
  cancelledAt: isOff ? now : null,
  missedAt: null,
  unconfirmedAt: null,
});

/** Whether it is still expected, or would be were the service not to rest: what the next dose is chosen among. */
export const mayBeNext = ({ state }: Pick<Dose, 'state'>): boolean => state === 'scheduled' || state === 'cancelled';
