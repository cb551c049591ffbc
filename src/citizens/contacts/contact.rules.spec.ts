import { describe, expect, it } from '@jest/globals';
import type { TeamKind } from '../../teams/team.rules.js';
import { rightsOf } from '../../access/roles.rules.js';
import { rightsOfPartner } from '../../access/rights.rules.js';
import {
  apart,
  changeContacts,
  CONTACT_FIELDS,
  type Contacts,
  type GivenContacts,
  hasPhone,
  mayShowHomeAccess,
  NO_CONTACTS,
  toldOf,
  visits,
} from './contact.rules.js';

const all: Contacts = {
  ...{ mobile: '+4500000001', phone: '+4500000002', screenCallAddress: 'https://call.example/alma' },
  ...{ language: 'da', hearing: 'hard-of-hearing', homeAccess: { key: 'box 4', note: 'ring twice' } },
};

it('the names of the fields are all there are', () => expect(Object.keys(NO_CONTACTS)).toEqual([...CONTACT_FIELDS]));

it('are told apart from what else a body says', () =>
  expect(apart({ ...all, displayName: 'Invented' })).toEqual({ contacts: all, rest: { displayName: 'Invented' } }));

it.each<[string, Contacts, GivenContacts, string[]]>([
  ['nothing', all, {}, []],
  ['the same again', all, all, []],
  ['the same, said the other way round', all, { homeAccess: { note: 'ring twice', key: 'box 4' } }, []],
  ['what is not said', all, { mobile: undefined, homeAccess: undefined }, []],
  ['a number', all, { mobile: '+4500000009' }, ['mobile']],
  ['a number to the other field', all, { mobile: null, phone: '+4500000001' }, ['mobile', 'phone']],
  ['all of it, for the first time', NO_CONTACTS, all, [...CONTACT_FIELDS]],
  ['all of it, emptied', all, NO_CONTACTS, [...CONTACT_FIELDS]],
  ['emptied again', NO_CONTACTS, NO_CONTACTS, []],
  ['where the key is', all, { homeAccess: { key: 'box 5', note: 'ring twice' } }, ['homeAccess']],
  ['what to mind', all, { homeAccess: { key: 'box 4', note: 'ring once' } }, ['homeAccess']],
  ['that there is nothing to mind', all, { homeAccess: { key: 'box 4' } }, ['homeAccess']],
  ['a key that now is a note', all, { homeAccess: { note: 'box 4' } }, ['homeAccess']],
])('changes by %s', (_, held, given, changed) => {
  const after = changeContacts(held, given);
  expect(after.changed).toEqual(changed);
  expect(changeContacts(after.contacts, given).changed).toEqual([]);
  for (const field of CONTACT_FIELDS)
    expect(after.contacts[field]).toEqual(given[field] === undefined ? held[field] : given[field]);
});

it.each([
  ['nobody', undefined, [], false],
  ['who has no number', { mobile: null, phone: null }, [{ name: 'A', email: 'a@example.org' }], false],
  ['her mobile', { mobile: '1', phone: null }, [], true],
  ['her telephone', { mobile: null, phone: '1' }, [], true],
  ['a mobile of a relative', undefined, [{ name: 'A' }, { name: 'B', mobile: '1' }], true],
  ['a telephone of a relative', { mobile: null, phone: null }, [{ name: 'A', phone: '1' }], true],
])('somebody can be called: %s', (_, own, relatives, can) => expect(hasPhone(own, { relatives })).toBe(can));

describe('how one gets in', () => {
  it.each<[string, readonly string[], TeamKind[], boolean]>([
    ['a nurse of home care', rightsOf(['nurse']), ['home-care'], true],
    ['a nurse of the night', rightsOf(['nurse']), ['night'], true],
    ['a nurse who calls', rightsOf(['nurse']), ['e-district'], false],
    ['a nurse of the response centre', rightsOf(['nurse']), ['response-centre'], false],
    ['a nurse who calls, and drives too', rightsOf(['nurse']), ['e-district', 'home-care'], true],
    ['a nurse of no team', rightsOf(['nurse']), [], false],
    ['a lead, who keeps these data', rightsOf(['lead']), ['e-district'], true],
    ['a manager', rightsOf(['manager']), ['home-care'], false],
    ['a visitator', rightsOf(['visitator']), ['home-care'], false],
    ['an administrator', rightsOf(['administrator']), ['home-care'], false],
    ['an operator', rightsOf(['operator']), ['home-care'], false],
    ['an auditor', rightsOf(['auditor']), ['home-care'], false],
    ['a partner, who may write it', rightsOfPartner(['citizens:read', 'citizens:write']), [], false],
  ])('of those within reach is told to %s: %s', (_, scopes, kinds, told) => expect(visits(scopes, kinds)).toBe(told));

  it.each([
    ['to who visits, on the citizen', false, true, false, true],
    ['to nobody in a list', false, true, true, false],
    ['to nobody else', false, false, false, false],
    ['not where the address is protected', true, true, false, false],
  ])('is told %s', (_, addressProtected, isVisiting, inList, told) =>
    expect(mayShowHomeAccess({ addressProtected }, isVisiting, inList)).toBe(told),
  );
});

it.each([
  ['all of it', all, [...CONTACT_FIELDS]],
  ['what is not withheld', { ...all, homeAccess: null }, CONTACT_FIELDS.slice(0, -1)],
  ['a telephone', { ...NO_CONTACTS, phone: '1' }, ['phone']],
  ['nothing', NO_CONTACTS, []],
])('the log of reads is told by name of %s', (_, view, told) => expect(toldOf(view)).toEqual(told));
