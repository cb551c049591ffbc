import { describe, expect, it } from '@jest/globals';
import { grantScopes, mayUse, SCOPES, scopesOf } from './access.rules.js';

describe('scopes of roles', () => {
  it.each([
    [[], []],
    [['janitor'], []],
    [['constructor'], []],
    [
      ['nurse'],
      [
        'events:read',
        'tasks:read',
        'tasks:write',
        'citizens:read',
        'citizens:write',
        'devices:read',
        'teams:read',
        'reports:read',
      ],
    ],
    [
      ['lead'],
      [
        'events:read',
        'tasks:read',
        'tasks:write',
        'citizens:read',
        'citizens:write',
        'devices:read',
        'devices:write',
        'teams:read',
        'teams:write',
        'reports:read',
      ],
    ],
    [
      ['manager'],
      [
        'events:read',
        'tasks:read',
        'tasks:write',
        'citizens:read',
        'devices:read',
        'teams:read',
        'teams:write',
        'reports:read',
      ],
    ],
    [['admin'], [...SCOPES, 'admin']],
    [
      ['nurse', 'admin'],
      [...SCOPES, 'admin'],
    ],
  ])('%j carries %j', (roles, scopes) => expect(scopesOf(roles)).toEqual(scopes));
});

describe('may use', () => {
  it.each([
    [['tasks:read'], ['tasks:read'], true],
    [['tasks:read'], ['tasks:write'], false],
    [['tasks:read'], ['tasks:read', 'citizens:read'], false],
    [['tasks:read', 'citizens:read'], ['tasks:read', 'citizens:read'], true],
    [scopesOf(['lead']), ['admin'], false],
    [scopesOf(['admin']), ['admin'], true],
    [[], [], true],
    [scopesOf(['admin']), undefined, false],
  ])('%j for a route that needs %j: %s', (scopes, needs, may) => expect(mayUse({ scopes }, needs)).toBe(may));
});

describe('scopes granted to a partner', () => {
  const own = ['events:read', 'tasks:read'];
  it.each([
    [undefined, own],
    ['', own],
    ['tasks:read', ['tasks:read']],
    ['tasks:read  tasks:read', ['tasks:read']],
    ['tasks:write', null],
    ['tasks:read admin', null],
  ])('asks for %j: %j', (asked, granted) => expect(grantScopes(own, asked)).toEqual(granted));
});
