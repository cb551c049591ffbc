import { describe, expect, it } from '@jest/globals';
import { isRight, OFFERED, type Right, RIGHTS, rightsOfPartner, scopeOf, SCOPES, withParts } from './rights.rules.js';
import { carries, groundsOf, rightsOf, type Role, ROLES, rolesOf, rolesThatCarry } from './roles.rules.js';

/** Who may what, of all there is, said once more by hand: docs/access.md is what an inspector reads of it. */
const MAY: readonly [right: Right, roles: readonly Role[]][] = [
  ['events:read', ['nurse', 'lead']],
  ['facts:read', ['nurse', 'lead', 'manager']],
  ['telemetry:read', ['nurse', 'lead']],
  ['tasks:read', ['nurse', 'lead', 'manager']],
  ['tasks:write', ['nurse', 'lead', 'manager']],
  ['citizens:read', ['nurse', 'lead', 'visitator']],
  ['citizen:read', ['nurse', 'lead', 'manager', 'visitator', 'administrator']],
  ['citizens:write', ['lead']],
  ['schedules:write', ['lead', 'visitator']],
  ['pauses:write', ['nurse', 'lead', 'visitator']],
  ['consent:write', ['lead', 'visitator']],
  ['contact-person:write', ['lead', 'visitator']],
  ['protection:lift', ['lead']],
  ['homes:enter', ['nurse', 'lead']],
  ['glass:review', ['lead', 'administrator', 'auditor']],
  ['citizens:break-glass', ['nurse', 'lead', 'visitator', 'administrator']],
  ['devices:read', ['nurse', 'lead', 'manager', 'administrator', 'operator']],
  ['devices:write', ['lead', 'administrator', 'operator']],
  ['operations:read', ['nurse', 'lead', 'administrator', 'operator']],
  ['operations:write', ['lead', 'administrator', 'operator']],
  ['teams:read', ['nurse', 'lead', 'manager', 'visitator', 'administrator']],
  ['teams:write', []],
  ['districts:write', ['administrator']],
  ['rosters:write', ['lead', 'administrator']],
  ['ladders:write', ['lead', 'administrator']],
  ['ladders:try', ['lead', 'administrator']],
  ['limits:write', ['lead', 'administrator']],
  ['shift:lead', ['lead']],
  ['reports:read', ['lead', 'manager']],
  ['webhooks:write', []],
  ['house:write', ['administrator']],
  ['reads:read', ['lead', 'auditor']],
  ['audit:read', ['auditor']],
];

describe('the roles', () => {
  it.each(MAY)('%s is carried by %j', (right, roles) =>
    expect(ROLES.filter((role) => carries([role], right))).toEqual(roles),
  );

  it('are asked about every right there is', () => expect(MAY.map(([right]) => right)).toEqual(Object.keys(RIGHTS)));

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

/** What a partner is given with each scope beside the scope itself. */
const PARTS: readonly [scope: string, parts: readonly string[]][] = [
  ['events:read', ['facts:read', 'telemetry:read', 'operations:read']],
  ['tasks:read', []],
  ['tasks:write', []],
  ['citizens:read', ['citizen:read', 'reads:read']],
  ['citizens:write', ['schedules:write', 'pauses:write', 'consent:write', 'contact-person:write']],
  ['devices:read', []],
  ['devices:write', ['operations:write']],
  ['teams:read', ['ladders:try']],
  ['teams:write', ['districts:write', 'rosters:write', 'ladders:write', 'limits:write']],
  ['reports:read', []],
  ['webhooks:write', []],
];

describe('what partners are given', () => {
  it.each(PARTS)('with %s is %j besides', (scope, parts) =>
    expect(rightsOfPartner([scope]).filter((right) => right !== scope)).toEqual(parts),
  );

  it('is one of all scopes, of which each is offered that opens something', () => {
    expect(PARTS.map(([scope]) => scope)).toEqual([...SCOPES]);
    expect(SCOPES.filter((scope) => !OFFERED.includes(scope))).toEqual(['webhooks:write']);
  });

  it('is nothing by a word we do not know', () => {
    expect(rightsOfPartner(['constructor', 'tasks:read', 'all'])).toEqual(['tasks:read']);
    expect(['tasks:read', 'house:write', 'toString', ''].map(isRight)).toEqual([true, true, false, false]);
  });

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
    ['reads:read', 'citizens:read'],
    ['ladders:try', 'teams:read'],
    ['rosters:write', 'teams:write'],
    ['tasks:read', 'tasks:read'],
    ['house:write', 'house:write'],
  ])('%s comes by %s', (right, scope) => expect(scopeOf(right)).toBe(scope));
});
