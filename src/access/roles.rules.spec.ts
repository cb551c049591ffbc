import { describe, expect, it } from '@jest/globals';
import { scopeOf, SCOPES, withParts } from './rights.rules.js';
import { carries, groundsOf, rightsOf, type Role, ROLES, rolesOf, rolesThatCarry } from './roles.rules.js';

/** Who may what, said once more by hand. */
const MAY: readonly [right: Parameters<typeof carries>[1], roles: readonly Role[]][] = [
  ['tasks:read', ['nurse', 'lead', 'manager']],
  ['tasks:write', ['nurse', 'lead', 'manager']],
  ['citizens:read', ['nurse', 'lead', 'visitator']],
  ['citizen:read', ['nurse', 'lead', 'manager', 'visitator', 'administrator']],
  ['citizens:write', ['lead']],
  ['schedules:write', ['lead', 'visitator']],
  ['pauses:write', ['nurse', 'lead', 'visitator']],
  ['consent:write', ['lead', 'visitator']],
  ['contact-person:write', ['lead', 'visitator']],
  ['citizens:break-glass', ['nurse', 'lead', 'visitator', 'administrator']],
  ['telemetry:read', ['nurse', 'lead']],
  ['facts:read', ['nurse', 'lead', 'manager']],
  ['reports:read', ['lead', 'manager']],
  ['districts:write', ['administrator']],
  ['rosters:write', ['lead', 'administrator']],
  ['ladders:write', ['lead', 'administrator']],
  ['devices:read', ['nurse', 'lead', 'manager', 'administrator', 'operator']],
  ['devices:write', ['lead', 'administrator', 'operator']],
  ['shift:lead', ['lead']],
  ['house:write', ['administrator']],
  ['reads:read', ['lead', 'auditor']],
  ['audit:read', ['auditor']],
  ['webhooks:write', []],
];

describe('the roles', () => {
  it.each(MAY)('%s is carried by %j', (right, roles) =>
    expect(ROLES.filter((role) => carries([role], right))).toEqual(roles),
  );

  it('carry nothing by a name we do not know', () => {
    expect([[], ['janitor'], ['constructor'], ['__proto__']].flatMap(rightsOf)).toEqual([]);
  });

  it('carry together what each carries', () => {
    expect(rightsOf(['auditor', 'operator'])).toEqual(
      expect.arrayContaining([...rightsOf(['auditor']), ...rightsOf(['operator'])]),
    );
    expect(rightsOf(['auditor', 'operator'])).not.toContain('citizen:read');
  });

  it('know an administrator by her former name, once', () => {
    expect(rolesOf(['admin', 'administrator', 'nurse'])).toEqual(['nurse', 'administrator']);
    expect(rolesThatCarry('house:write')).toEqual(['administrator', 'admin']);
  });

  const own = ['north'];
  it.each([
    [['nurse'], true, own, own, own],
    [['nurse'], false, own, own, own],
    [['visitator', 'manager'], true, own, own, own],
    [['administrator'], false, [], 'all', 'all'],
    [['administrator'], true, [], 'all', 'all'],
    [['administrator', 'lead'], false, 'all', 'all', 'all'],
    [['administrator', 'lead'], true, own, 'all', 'all'],
    [['administrator', 'operator'], false, [], 'all', 'all'],
    [['operator'], false, [], [], 'all'],
    [['operator', 'nurse'], true, own, own, 'all'],
    [['auditor'], true, [], [], []],
    [[], false, [], [], []],
  ])(
    '%j, in a team: %s, hold over citizens in %j, over places in %j, over the fleet in %j',
    (roles, inTeam, citizens, places, fleet) =>
      expect(groundsOf(roles, own, inTeam)).toEqual({ citizens, places, fleet }),
  );
});

describe('what partners are given', () => {
  it('has its parts, and nothing of the house', () => {
    expect(withParts(['citizens:write'])).toEqual([
      'citizens:write',
      'schedules:write',
      'pauses:write',
      'consent:write',
      'contact-person:write',
    ]);
    const all = withParts(SCOPES);
    expect(
      ['house:write', 'audit:read', 'citizens:break-glass', 'shift:lead'].filter((one) => all.includes(one as never)),
    ).toEqual([]);
  });

  it.each([
    ['citizen:read', 'citizens:read'],
    ['rosters:write', 'teams:write'],
    ['tasks:read', 'tasks:read'],
    ['house:write', 'house:write'],
  ])('%s comes by %s', (right, scope) => expect(scopeOf(right)).toBe(scope));
});
