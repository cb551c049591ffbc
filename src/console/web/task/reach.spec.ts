import { describe, expect, it } from '@jest/globals';
import { aTask } from '../../../../test/support/makers.js';
import type { Contacts } from '../model.js';
import { calleesOf, dialLink, directionsLink, screenCallLink } from './reach.js';

const contacts = (about: Partial<Contacts> = {}): Contacts => ({
  mobile: null,
  phone: null,
  screenCallAddress: null,
  language: null,
  hearing: null,
  homeAccess: null,
  homeAccessKnown: false,
  relatives: [],
  ...about,
});

describe('calleesOf', () => {
  it.each<[string, Contacts | null, string[]]>([
    ['nobody where nothing is told', null, []],
    ['nobody without a number', contacts({ relatives: [{ name: 'Bo' }] }), []],
    ['the mobile first', contacts({ mobile: '+4511', phone: '+4522' }), ['+4511', '+4522']],
    [
      'relatives after the citizen',
      contacts({ phone: '+4522', relatives: [{ name: 'Bo', phone: '+4533', mobile: '+4544' }] }),
      ['+4522', 'Bo +4544', 'Bo +4533'],
    ],
  ])('%s', (_, known, callees) =>
    expect(calleesOf(known).map(({ name, number }) => [name, number].filter(Boolean).join(' '))).toEqual(callees),
  );
});

describe('links', () => {
  it.each([
    ['+45 12 34-56 78', 'tel:+4512345678'],
    ['12345678', 'tel:12345678'],
  ])('dials %s', (number, link) => expect(dialLink(number)).toBe(link));

  it.each([
    ['https://screen.example/alma', 'https://screen.example/alma'],
    ['sip:alma@screen.example', 'sip:alma@screen.example'],
    ['javascript:alert(1)', null],
    ['http://screen.example', null],
    ['ask the daughter', null],
    [null, null],
  ])('calls %s by screen: %s', (screenCallAddress, link) =>
    expect(screenCallLink(contacts({ screenCallAddress }))).toBe(link),
  );

  it('leads to an address that is shown, and to no other', () => {
    const address = { street: 'Opdigtet Gade 1', postalCode: '0000', city: 'Opdigtby' };
    const at = (where: typeof address | null) =>
      directionsLink(aTask({ citizen: { displayName: 'Alma', address: where } }));
    expect(at(address)).toBe('geo:0,0?q=Opdigtet%20Gade%201%2C%200000%20Opdigtby');
    expect(at(null)).toBeNull();
  });
});
