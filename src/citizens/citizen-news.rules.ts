import type { Fact } from '../platform/facts/fact.js';
import type { ContactField } from './contacts/contact.rules.js';
import { type Citizen, staysElsewhere, whereabouts } from './citizen.rules.js';

/**
 * What the house must hear when a citizen's data changed: where she lives or is now, that she died, or was registered so by
 * mistake, is protected or is not any more, lives by another clock.
 */
export function newsOf(
  held: Citizen,
  citizen: Citizen,
  by: { readonly id: string; readonly kind: string },
  now: Date,
): Fact[] {
  const { id, districtId } = citizen;
  const about = { subject: id, citizenId: id, districtId };
  const facts: Fact[] = [];
  if (districtId !== held.districtId)
    facts.push({
      ...about,
      type: 'citizen.moved',
      leftDistrictId: held.districtId,
      data: { from: held.districtId, to: districtId },
    });
  if (staysElsewhere(held, now) !== staysElsewhere(citizen, now)) facts.push(stayOf(citizen, now));
  else if (facts.length === 0 && isElsewhere(held, citizen, now))
    facts.push({ ...about, type: 'citizen.relocated', data: {} });
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

/** That a stay at a temporary address has begun, or ended, by now. */
export function stayOf(citizen: Citizen, now: Date): Fact {
  const { id, districtId, temporaryAddress } = citizen;
  const about = { subject: id, citizenId: id, districtId };
  return staysElsewhere(citizen, now)
    ? { ...about, type: 'citizen.stay_begun', data: { until: temporaryAddress!.until } }
    : { ...about, type: 'citizen.stay_ended', data: {} };
}

/** Whether she is to be found somewhere else than before. */
function isElsewhere(held: Citizen, citizen: Citizen, now: Date): boolean {
  const [before, after] = [held, citizen].map((one) => whereabouts(one, now).address);
  return before!.lat !== after!.lat || before!.lon !== after!.lon;
}

/** That she is reached in another way: what is new of it by name, and never what it is. */
export const contactNewsOf = (
  { id, districtId }: Pick<Citizen, 'id' | 'districtId'>,
  fields: readonly (ContactField | 'relatives')[],
): Fact[] =>
  fields.length === 0
    ? []
    : [
        {
          type: 'citizen.contacts_changed',
          subject: id,
          citizenId: id,
          districtId,
          data: { fields: [...fields] },
        },
      ];
