import type { Fact } from '../platform/facts/fact.js';
import type { Citizen } from './citizen.rules.js';

/**
 * What the house must hear when a citizen's data changed: moved to another district, died, or was registered so by
 * mistake, is protected or is not any more, lives by another clock.
 */
export function newsOf(held: Citizen, citizen: Citizen, by: { readonly id: string; readonly kind: string }): Fact[] {
  const { id, districtId } = citizen;
  const about = { subject: id, citizenId: id, districtId };
  const facts: Fact[] = [];
  if (districtId !== held.districtId)
    facts.push({
      ...about,
      type: 'citizen.moved',
      data: { from: held.districtId, to: districtId },
    });
  if (citizen.deceasedAt && !held.deceasedAt)
    facts.push({ ...about, type: 'citizen.deceased', data: { deceasedAt: citizen.deceasedAt.toISOString() } });
  if (!citizen.deceasedAt && held.deceasedAt)
    facts.push({ ...about, type: 'citizen.death_withdrawn', data: { since: since(held) } });
  if (citizen.addressProtected !== held.addressProtected)
    facts.push({
      ...about,
      type: citizen.addressProtected ? 'citizen.address_protected' : 'citizen.protection_lifted',
      data: { by: by.id, byKind: by.kind },
    });
  if (citizen.zone !== held.zone)
    facts.push({ ...about, type: 'citizen.zone_changed', data: { from: held.zone, to: citizen.zone } });
  return facts;
}

/** Since when the house took the citizen for dead. */
const since = ({ deathRegisteredAt, deceasedAt }: Citizen): string => (deathRegisteredAt ?? deceasedAt!).toISOString();
