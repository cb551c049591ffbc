import type { Fact } from '../platform/facts/fact.js';
import type { Citizen } from './citizen.rules.js';

/** Participation is voluntary. Saying the same again changes nothing. The reason stays out of the fact: it is in somebody's own words. */
export function setConsent(
  citizen: Citizen,
  telemetry: boolean,
  reason: string | null,
  now: Date,
): { citizen: Citizen; facts: Fact[] } {
  if (citizen.consentTelemetry === telemetry) return { citizen, facts: [] };
  return {
    citizen: { ...citizen, consentTelemetry: telemetry, consentReason: reason, consentChangedAt: now },
    facts: [
      {
        type: telemetry ? 'consent.given' : 'consent.withdrawn',
        subject: citizen.id,
        citizenId: citizen.id,
        districtId: citizen.districtId,
        data: { telemetry, ...(telemetry && { since: withdrawnAt(citizen) }) },
      },
    ],
  };
}

/** Since when it was withdrawn; null for who had never given it. */
const withdrawnAt = ({ consentChangedAt, createdAt }: Citizen): string | null =>
  consentChangedAt > createdAt ? consentChangedAt.toISOString() : null;
