import { describe, expect, it } from '@jest/globals';
import { contactNewsOf, newsOf, stayOf } from './citizen-news.rules.js';
import type { Citizen } from './citizen.rules.js';

const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 10, hour));
const stay = { lat: 55.3, lon: 9.7, from: at(7).toISOString(), until: at(20).toISOString() };
const citizen: Citizen = {
  ...{ id: 'c', displayName: 'Invented', address: { lat: 55.2, lon: 9.2 }, temporaryAddress: null },
  ...{ addressProtected: false, deceasedAt: null, deathRegisteredAt: null, zone: 'Europe/Copenhagen' },
  ...{ districtId: 'west', eDistrictTeamId: null, contactPersonId: null, relatives: [], serviceArea: null },
  ...{ externalId: null, cprKnown: false, consentTelemetry: true, consentReason: null, consentChangedAt: at(0) },
  ...{ createdAt: at(0), updatedAt: at(0), version: 1 },
};
const by = { id: 'anna', kind: 'staff' };
const about = { subject: 'c', citizenId: 'c', districtId: 'west' };

describe('what the house hears when a citizen changes', () => {
  it.each<[string, Partial<Citizen>, Partial<Citizen>, unknown[]]>([
    ['nothing', {}, {}, []],
    [
      'her district',
      {},
      { districtId: 'east' },
      [
        {
          ...{ ...about, districtId: 'east', type: 'citizen.moved', leftDistrictId: 'west' },
          data: { from: 'west', to: 'east' },
        },
      ],
    ],
    [
      'her home, to the north',
      {},
      { address: { lat: 55.3, lon: 9.2 } },
      [{ ...about, type: 'citizen.relocated', data: {} }],
    ],
    [
      'her home, to the east',
      {},
      { address: { lat: 55.2, lon: 9.3 } },
      [{ ...about, type: 'citizen.relocated', data: {} }],
    ],
    [
      'where she stays',
      {},
      { temporaryAddress: stay },
      [{ ...about, type: 'citizen.stay_begun', data: { until: stay.until } }],
    ],
    ['that she is home again', { temporaryAddress: stay }, {}, [{ ...about, type: 'citizen.stay_ended', data: {} }]],
    [
      'that she died',
      {},
      { deceasedAt: at(4) },
      [{ ...about, type: 'citizen.deceased', data: { deceasedAt: at(4).toISOString() } }],
    ],
    ['when she died', { deceasedAt: at(4) }, { deceasedAt: at(5) }, []],
    [
      'that she lives, as is known since it was registered',
      { deceasedAt: at(4), deathRegisteredAt: at(6) },
      {},
      [{ ...about, type: 'citizen.death_withdrawn', data: { since: at(6).toISOString() } }],
    ],
    [
      'that she lives, and nobody wrote down when it was registered',
      { deceasedAt: at(4) },
      {},
      [{ ...about, type: 'citizen.death_withdrawn', data: { since: at(4).toISOString() } }],
    ],
    [
      'that her address is protected',
      {},
      { addressProtected: true },
      [{ ...about, type: 'citizen.address_protected', data: { by: 'anna', byKind: 'staff' } }],
    ],
    [
      'that it is not any more',
      { addressProtected: true },
      {},
      [{ ...about, type: 'citizen.protection_lifted', data: { by: 'anna', byKind: 'staff' } }],
    ],
    [
      'her clock',
      {},
      { zone: 'Europe/Oslo' },
      [{ ...about, type: 'citizen.zone_changed', data: { from: 'Europe/Copenhagen', to: 'Europe/Oslo' } }],
    ],
  ])('%s', (_, before, after, facts) =>
    expect(newsOf({ ...citizen, ...before }, { ...citizen, ...after }, by, at(8))).toEqual(facts),
  );

  it('is how she is reached, by the names of what is new', () => {
    expect(contactNewsOf(citizen, ['homeAccess', 'relatives'])).toEqual([
      { ...about, type: 'citizen.contacts_changed', data: { fields: ['homeAccess', 'relatives'] } },
    ]);
    expect(contactNewsOf(citizen, [])).toEqual([]);
  });

  it('is a stay from its first moment to before its last', () => {
    const away = { ...citizen, temporaryAddress: stay };
    expect([6, 7, 19, 20].map((hour) => stayOf(away, at(hour)).type)).toEqual([
      'citizen.stay_ended',
      'citizen.stay_begun',
      'citizen.stay_begun',
      'citizen.stay_ended',
    ]);
  });
});
