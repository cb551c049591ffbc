import { describe, expect, it } from '@jest/globals';
import { notCovered } from './fields.rules.js';
import { rightsOf } from './roles.rules.js';

describe('the fields of a citizen', () => {
  it.each([
    [['lead'], { contactPersonId: null, displayName: 'Invented' }, []],
    [['visitator'], { contactPersonId: null, displayName: undefined }, []],
    [['visitator'], { contactPersonId: null, displayName: 'Invented', cpr: null }, ['displayName', 'cpr']],
    [['nurse'], { contactPersonId: null }, ['contactPersonId']],
    [['nurse'], {}, []],
    [['lead'], { constructor: 1 }, []],
    [['visitator'], { constructor: 1 }, ['constructor']],
  ])('%j may change %j but not %j', (roles, change, refused) =>
    expect(notCovered(rightsOf(roles), 'citizen', change).map(({ path }) => path)).toEqual(refused),
  );

  it('say what they need', () =>
    expect(notCovered([], 'citizen', { contactPersonId: null, displayName: 'Invented' })).toEqual([
      { path: 'contactPersonId', message: 'needs contact-person:write' },
      { path: 'displayName', message: 'needs citizens:write' },
    ]));
});
