import { describe, expect, it } from '@jest/globals';
import { type Holder, mayKeep } from './holder.rules.js';
import type { Task } from '../task.rules.js';

const held = {
  state: 'claimed',
  teamId: 'west team',
  districtId: 'west',
  nextTeamId: null,
  nextDistrictId: null,
  assigneeId: null,
  claimedBy: 'anna',
  audience: 'team',
} as unknown as Task;
const anna = { id: 'anna', roles: ['nurse'], scopes: ['tasks:write'], teamIds: [], districtIds: [] };

describe('whether work stays with whoever has it', () => {
  it.each<[string, Partial<Task>, Holder, boolean]>([
    ['the account is gone', {}, null, false],
    ['in another team that serves the district', {}, { ...anna, districtIds: ['west'] }, true],
    ['still in the team that is asked', {}, { ...anna, teamIds: ['west team', 'east team'] }, true],
    ['in a team that reaches nothing of it', {}, { ...anna, teamIds: ['east team'], districtIds: ['east'] }, false],
    ['begun, by one who reaches it no longer', { state: 'in-progress' }, anna, false],
    ['asked of her in person', { assigneeId: 'anna' }, anna, true],
    ['she may read only', {}, { ...anna, scopes: ['tasks:read'], districtIds: ['west'] }, false],
    ['it goes to her new team next', { nextTeamId: 'east team' }, { ...anna, teamIds: ['east team'] }, true],
  ])('%s', (_, task, holder, kept) => expect(mayKeep({ ...held, ...task }, holder)).toBe(kept));
});
