import type { Pause } from './pause.rules.js';

export interface Address {
  street?: string | undefined;
  postalCode?: string | undefined;
  city?: string | undefined;
  lat: number;
  lon: number;
  /** Nobody said where it is: this is the middle of its postal code. */
  located?: 'postcode' | undefined;
}

/** Where the citizen stays for a while, such as with family. Instants as RFC 3339 text, as they are stored. */
export interface TemporaryAddress extends Address {
  from: string;
  until: string;
}

export interface Relative {
  /** Stays with whoever it is; not there yet where a version before wrote it. */
  id?: string | undefined;
  name: string;
  relation?: string | undefined;
  /** Called before `phone`. */
  mobile?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
}

/** Who is cared for. The CPR number is not among it: it never leaves its encrypted column. */
export interface Citizen {
  id: string;
  displayName: string;
  /** By which another system knows her; of those within anybody's reach one has it. */
  externalId: string | null;
  address: Address;
  temporaryAddress: TemporaryAddress | null;
  /** The address is shown to nobody but who visits. */
  addressProtected: boolean;
  /** Registered as deceased: everything but the recovery of the dispenser stops. */
  deceasedAt: Date | null;
  /** When that was registered; undone while consent is withdrawn it is known until that is given back. Null for everybody else. */
  deathRegisteredAt: Date | null;
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

/** Whether telemetry may be used for the citizen at all. */
export const mayUseTelemetry = ({ consentTelemetry, deceasedAt }: Citizen): boolean =>
  consentTelemetry && deceasedAt === null;

/** When a death was registered, or what is still to be known of one that was undone. */
export function deathRegistered(held: Citizen, deceasedAt: Date | null, now: Date): Date | null {
  if (deceasedAt) return held.deathRegisteredAt ?? now;
  return held.consentTelemetry ? null : held.deathRegisteredAt;
}

/**
 * Where the citizen is at an instant, for routing (domain section "Routing"). At a temporary address the district is the one whose
 * polygon holds it: null.
 */
export function whereabouts(citizen: Citizen, at: Date): { address: Address; districtId: string | null } {
  const { address, districtId, temporaryAddress } = citizen;
  if (!temporaryAddress || !staysElsewhere(citizen, at)) return { address, districtId };
  const { from: _from, until: _until, ...elsewhere } = temporaryAddress;
  return { address: elsewhere, districtId: null };
}

/** Whether the citizen is at a temporary address: from its first instant to before its last. */
export const staysElsewhere = ({ temporaryAddress }: Pick<Citizen, 'temporaryAddress'>, at: Date): boolean =>
  temporaryAddress !== null && new Date(temporaryAddress.from) <= at && at < new Date(temporaryAddress.until);

/** When she goes to a temporary address, and when she is back. */
export const staysChangeAt = ({ temporaryAddress }: Pick<Citizen, 'temporaryAddress'>): Date[] =>
  temporaryAddress ? [new Date(temporaryAddress.from), new Date(temporaryAddress.until)] : [];

/** A citizen as JSON; a protected address is not in it. */
export function viewOf(citizen: Citizen, pause: Pause | null) {
  const { consentTelemetry, consentReason, consentChangedAt, deathRegisteredAt: _registered, ...rest } = citizen;
  return {
    ...rest,
    ...(citizen.addressProtected && { address: null, temporaryAddress: null }),
    consent: { telemetry: consentTelemetry, reason: consentReason, changedAt: consentChangedAt },
    pause: pause && viewOfPause(pause),
  };
}

/** A pause as JSON. */
export const viewOfPause = ({ id, reason, from, until, createdAt, begunAt, endedAt, undoneAt }: Pause) => ({
  id,
  reason,
  from,
  until,
  createdAt,
  begunAt,
  endedAt,
  undoneAt,
});
