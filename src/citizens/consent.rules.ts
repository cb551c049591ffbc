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
  const since = telemetry ? unwatchedSince(citizen) : null;
  const deathRegisteredAt = telemetry
    ? citizen.deceasedAt && (since ?? citizen.deathRegisteredAt)
    : citizen.deathRegisteredAt;
  const about = { subject: citizen.id, citizenId: citizen.id, districtId: citizen.districtId };
  return {
    citizen: {
      ...citizen,
      ...{ consentTelemetry: telemetry, consentReason: reason, consentChangedAt: now, deathRegisteredAt },
    },
    facts: [
      telemetry
        ? { ...about, type: 'consent.given', data: { telemetry, since: since && since.toISOString() } }
        : { ...about, type: 'consent.withdrawn', data: { telemetry } },
    ],
  };
}

/**
 * Since when it was withdrawn, or since a death was registered before that: undone meanwhile, or still to be, its doses are told with the
 * last of both. Null for who had never given it.
 */
function unwatchedSince({ consentChangedAt, createdAt, deathRegisteredAt }: Citizen): Date | null {
  if (!(consentChangedAt > createdAt)) return null;
  return deathRegisteredAt && deathRegisteredAt < consentChangedAt ? deathRegisteredAt : consentChangedAt;
}
