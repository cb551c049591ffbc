/** What the start-up meeting sees to, in the order it is talked about. */
export const ENROLMENT = [
  'consent',
  'contacts',
  'relatives',
  'contact-person',
  'plan',
  'dispenser',
  'test-dose',
] as const;
export type EnrolmentTick = (typeof ENROLMENT)[number];

/** What the house knows of a citizen whose service begins. */
export interface Enrolled {
  readonly citizenId: string;
  /** Telemetry may be used. */
  readonly consent: boolean;
  /** She herself can be called, or seen. */
  readonly isReached: boolean;
  readonly hasRelatives: boolean;
  readonly hasContactPerson: boolean;
  /** A plan with doses holds, or is to begin. */
  readonly hasPlan: boolean;
  /** A plan with doses holds since then. */
  readonly plannedSince: Date | null;
  readonly dispenser: { readonly deviceId: string; readonly from: Date } | null;
  /** When the dispenser that she has said last that a dose left it. */
  readonly seenAt: Date | null;
}

export const enrolmentOf = (known: Enrolled): Readonly<Record<EnrolmentTick, boolean>> => ({
  consent: known.consent,
  contacts: known.isReached,
  relatives: known.hasRelatives,
  'contact-person': known.hasContactPerson,
  plan: known.hasPlan,
  dispenser: known.dispenser !== null,
  'test-dose': known.seenAt !== null,
});

/** Since when her doses are watched; null while nobody would be asked about one. The watch needs no dispenser: silence is no good news. */
export const watchedSince = ({ consent, plannedSince }: Enrolled): Date | null => (consent ? plannedSince : null);
