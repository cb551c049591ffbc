import { describe, expect, it } from '@jest/globals';
import { newsOf } from './citizen-news.rules.js';
import { type Citizen, deathRegistered, mayUseTelemetry, viewOf, whereabouts } from './citizen.rules.js';

const home = { street: 'Opdigtet Gade 1', lat: 55.2, lon: 9.2 };
const away = { street: 'Hos Familien 2', lat: 55.3, lon: 9.7 };
const stay = { ...away, from: '2026-03-10T07:00:00.000Z', until: '2026-03-12T07:00:00.000Z' };
const during = new Date('2026-03-11T07:00:00Z');
const diedAt = new Date('2026-03-10T04:00:00Z');
const citizen = {
  id: 'c',
  displayName: 'Invented',
  address: home,
  temporaryAddress: stay,
  addressProtected: false,
  deceasedAt: null,
  districtId: 'west',
  consentTelemetry: true,
} as unknown as Citizen;

describe('where a citizen is', () => {
  it.each([
    ['before the stay', '2026-03-10T06:59:00Z', home, 'west'],
    ['from its first moment', '2026-03-10T07:00:00Z', away, null],
    ['to its last', '2026-03-12T06:59:00Z', away, null],
    ['and at home again', '2026-03-12T07:00:00Z', home, 'west'],
  ])('%s', (_, at, address, districtId) => expect(whereabouts(citizen, new Date(at))).toEqual({ address, districtId }));
});

it('a protected address is not in what is shown of a citizen', () =>
  expect(viewOf({ ...citizen, addressProtected: true }, null)).toMatchObject({
    address: null,
    temporaryAddress: null,
  }));

it('what is shown of a citizen is when consent was given, and the pause in force', () => {
  const pause = {
    ...({ id: 'p', citizenId: 'c', reason: 'hospital', from: diedAt, until: during, createdBy: 's' } as const),
    ...{ createdAt: diedAt, begunAt: diedAt, endedAt: null, undoneAt: null },
  };
  const said = { consentReason: 'asked', consentChangedAt: during, deathRegisteredAt: null };
  const { createdBy: _by, citizenId: _of, ...shown } = pause;
  expect(viewOf({ ...citizen, ...said }, pause)).toEqual({
    ...{ id: 'c', displayName: 'Invented', address: home, temporaryAddress: stay, addressProtected: false },
    ...{ deceasedAt: null, districtId: 'west', pause: shown },
    consent: { telemetry: true, reason: 'asked', changedAt: during },
  });
  expect(viewOf({ ...citizen, ...said }, null).pause).toBeNull();
});

it.each([
  ['registered now', true, null, diedAt, during],
  ['known since before', true, diedAt, diedAt, diedAt],
  ['undone', true, diedAt, null, null],
  ['undone while consent is withdrawn', false, diedAt, null, diedAt],
  ['of nobody', false, null, null, null],
])('a death %s is known since', (_, consentTelemetry, deathRegisteredAt, deceasedAt, since) =>
  expect(deathRegistered({ ...citizen, consentTelemetry, deathRegisteredAt }, deceasedAt, during)).toEqual(since),
);

it.each([
  [true, null, true],
  [false, null, false],
  [true, diedAt, false],
])('with consent %s and death %s telemetry may be used: %s', (consentTelemetry, deceasedAt, may) =>
  expect(mayUseTelemetry({ ...citizen, consentTelemetry, deceasedAt })).toBe(may),
);

it.each([
  ['nothing', citizen, citizen, []],
  ['another home while she stays elsewhere', citizen, { ...citizen, address: away }, []],
  [
    'another home',
    { ...citizen, temporaryAddress: null },
    { ...citizen, temporaryAddress: null, address: away },
    ['citizen.relocated'],
  ],
  [
    'another street name',
    { ...citizen, temporaryAddress: null },
    { ...citizen, temporaryAddress: null, address: { ...home, street: 'X' } },
    [],
  ],
  ['a stay that begins', { ...citizen, temporaryAddress: null }, citizen, ['citizen.stay_begun']],
  ['a stay taken back', citizen, { ...citizen, temporaryAddress: null }, ['citizen.stay_ended']],
  [
    'a stay that is over',
    citizen,
    { ...citizen, temporaryAddress: { ...stay, until: stay.from } },
    ['citizen.stay_ended'],
  ],
  [
    'a stay to come',
    { ...citizen, temporaryAddress: null },
    { ...citizen, temporaryAddress: { ...stay, from: stay.until } },
    [],
  ],
  ['a stay somewhere else', citizen, { ...citizen, temporaryAddress: { ...stay, lat: 55.4 } }, ['citizen.relocated']],
  [
    'a move and a stay that ends',
    citizen,
    { ...citizen, districtId: 'east', temporaryAddress: null },
    ['citizen.moved', 'citizen.stay_ended'],
  ],
  ['a move', citizen, { ...citizen, districtId: 'east' }, ['citizen.moved']],
  ['a death', citizen, { ...citizen, deceasedAt: diedAt }, ['citizen.deceased']],
  ['a death registered again', { ...citizen, deceasedAt: diedAt }, { ...citizen, deceasedAt: diedAt }, []],
  ['a death registered by mistake', { ...citizen, deceasedAt: diedAt }, citizen, ['citizen.death_withdrawn']],
  ['an address protected', citizen, { ...citizen, addressProtected: true }, ['citizen.address_protected']],
  ['a protection lifted', { ...citizen, addressProtected: true }, citizen, ['citizen.protection_lifted']],
])('what the house hears of %s', (_, held, now, types) =>
  expect(newsOf(held, now, { id: 'anna', kind: 'staff' }, during).map(({ type }) => type)).toEqual(types),
);
