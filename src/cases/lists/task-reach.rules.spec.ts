import { describe, expect, it } from '@jest/globals';
import { rightsOf } from '../../access/roles.rules.js';
import { isTheirs, isWithin } from './task-reach.rules.js';

const task = {
  state: 'open',
  teamId: 'near',
  districtId: 'near district',
  nextTeamId: null,
  nextDistrictId: null,
  assigneeId: null,
  claimedBy: null,
  audience: 'team',
} as const;
const nobody = { id: 'x', scopes: rightsOf(['nurse']), teamIds: [], districtIds: [] };
const neighbour = { ...nobody, districtIds: ['near district'] };

describe('whose work it is', () => {
  it.each([
    ['of her team', {}, { ...nobody, teamIds: ['near'] }, true, true],
    ['of another team of the district', {}, neighbour, true, false],
    ['of a team that is not hers', {}, { ...nobody, teamIds: ['far'] }, false, false],
    ['of all of the district', { audience: 'district' }, neighbour, true, true],
    ['of all of another district', { audience: 'district' }, nobody, false, false],
    ['of a team of the district that she leads', {}, { ...neighbour, scopes: rightsOf(['lead']) }, true, true],
    ['of a team of a district that another leads', {}, { ...nobody, scopes: rightsOf(['lead']) }, false, false],
    ['that is hers alone', { audience: 'person', assigneeId: 'x' }, nobody, true, true],
    ['that she holds', { state: 'claimed', claimedBy: 'x' }, nobody, true, true],
    ['that she has begun', { state: 'in-progress', claimedBy: 'x' }, nobody, true, true],
    [
      'that another of her team holds',
      { state: 'claimed', claimedBy: 'y' },
      { ...nobody, teamIds: ['near'] },
      true,
      true,
    ],
    ['that comes to her team', { state: 'claimed', nextTeamId: 'far' }, { ...nobody, teamIds: ['far'] }, true, true],
    ['that comes to her district', { nextDistrictId: 'far' }, { ...nobody, districtIds: ['far'] }, true, false],
    ['that she did', { state: 'resolved', claimedBy: 'x' }, nobody, true, false],
    ['that her team did', { state: 'resolved' }, { ...nobody, teamIds: ['near'] }, true, false],
    ['that was superseded', { state: 'superseded' }, { ...nobody, teamIds: ['near'] }, true, false],
    ['that closed by itself', { state: 'auto-resolved', claimedBy: 'x' }, nobody, true, false],
    [
      'of her team, of an administrator',
      {},
      { ...nobody, teamIds: ['near'], scopes: rightsOf(['administrator']) },
      true,
      false,
    ],
    ['for whoever sees everything', { districtId: null }, { ...nobody, districtIds: 'all' as const }, true, false],
  ] as const)('work %s', (_what, change, who, within, theirs) => {
    expect(isWithin({ ...task, ...change }, who)).toBe(within);
    expect(isTheirs({ ...task, ...change }, who)).toBe(theirs);
  });
});
