import { expect, it } from '@jest/globals';
import { reaches, reachOf } from './reach.rules.js';

const some = { districtIds: ['west'], scopes: ['devices:read'] };
const keeper = { districtIds: ['west'], scopes: ['devices:read', 'devices:write'] };
const all = { districtIds: 'all' as const, scopes: ['devices:read'] };
const [western, eastern] = ['west', 'east'].map((districtId) => ({ citizenId: 'somebody', districtId }));
const nowhere = { citizenId: 'somebody', districtId: null };
const nobodys = { citizenId: null, districtId: null };

it.each([
  [some, [true, false, false, false]],
  [keeper, [true, false, false, true]],
  [all, [true, true, true, true]],
])('%j reaches what is of the west, the east, no district and nobody: %j', (who, expected) => {
  expect([western!, eastern!, nowhere, nobodys].map((one) => reaches(reachOf(who.districtIds, who), one))).toEqual(
    expected,
  );
});
