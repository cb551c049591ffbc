import { describe, expect, it } from '@jest/globals';
import { grantScopes, mayUse } from './access.rules.js';
import { rightsOf } from './roles.rules.js';

describe('may use', () => {
  it.each([
    [['tasks:read'], ['tasks:read'], true],
    [['tasks:read'], ['tasks:write'], false],
    [['tasks:read'], ['tasks:read', 'citizens:read'], false],
    [['tasks:read', 'citizens:read'], ['tasks:read', 'citizens:read'], true],
    [rightsOf(['lead']), ['house:write'], false],
    [rightsOf(['administrator']), ['house:write'], true],
    [[], [], true],
    [rightsOf(['administrator']), undefined, false],
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
