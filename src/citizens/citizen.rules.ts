import type { Pause } from './pause.rules.js';

export interface Address {
  street?: string | undefined;
  postalCode?: string | undefined;
  city?: string | undefined;
  lat: number;
  lon: number;
}

export interface Relative {
  name: string;
  relation?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
}

/** Who is cared for. The CPR number is not among it: it never leaves its encrypted column. */
export interface Citizen {
  id: string;
  displayName: string;
  address: Address;
  /** IANA, where the schedule's clock hangs. */
  zone: string;
  districtId: string | null;
  eDistrictTeamId: string | null;
  contactPersonId: string | null;
  relatives: Relative[];
  serviceArea: string | null;
  cprKnown: boolean;
  consentTelemetry: boolean;
  consentReason: string | null;
  consentChangedAt: Date;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** What the rooms after this one must know before they alarm anybody. */
export interface Circumstances {
  citizen: Citizen;
  /** The pause in force. */
  pause: Pause | null;
  /** Whether telemetry may be used for this citizen. */
  consent: boolean;
}

/** A citizen as JSON. */
export function viewOf(citizen: Citizen, pause: Pause | null) {
  const { consentTelemetry, consentReason, consentChangedAt, ...rest } = citizen;
  return {
    ...rest,
    consent: { telemetry: consentTelemetry, reason: consentReason, changedAt: consentChangedAt },
    pause: pause && viewOfPause(pause),
  };
}

/** A pause as JSON. */
export const viewOfPause = ({ id, reason, from, until, createdAt, begunAt, endedAt }: Pause) => ({
  id,
  reason,
  from,
  until,
  createdAt,
  begunAt,
  endedAt,
});
