import { describe, expect, it } from '@jest/globals';
import { applyChange, leavesNoAdmin, type Staff, whatChanged } from './staff.rules.js';

const now = new Date('2026-11-21T08:00:00Z');
const earlier = new Date('2026-11-20T08:00:00Z');
const grete: Staff = {
  id: 'grete',
  username: 'grete',
  displayName: 'Grete Demo',
  passwordHash: 'hash',
  roles: ['admin'],
  teamIds: ['north'],
  createdAt: earlier,
  disabledAt: null,
  version: 1,
};
const gone = { ...grete, disabledAt: earlier };

describe('a change of an account', () => {
  it.each([
    ['nothing', grete, {}, {}],
    ['a left-out field', grete, { roles: undefined }, {}],
    ['roles', grete, { roles: ['nurse' as const] }, { roles: ['nurse'] }],
    ['no teams', grete, { teamIds: [] }, { teamIds: [] }],
    ['disabled', grete, { disabled: true }, { disabledAt: now }],
    ['disabled again', gone, { disabled: true }, {}],
    ['enabled', gone, { disabled: false }, { disabledAt: null }],
    ['a name, while disabled', gone, { displayName: 'G' }, { displayName: 'G' }],
  ])('%s', (_, before, change, changed) =>
    expect(applyChange(before, change, now)).toEqual({ ...before, ...changed, version: 2 }),
  );
});

describe('what a change means for others', () => {
  it.each<[string, Staff, Partial<Staff>, string[]]>([
    ['another name', grete, { displayName: 'G' }, []],
    ['disabled', grete, { disabledAt: now }, ['disabled']],
    ['enabled', gone, { disabledAt: null }, ['enabled']],
    ['disabled at another time', gone, { disabledAt: now }, []],
    ['another team', grete, { teamIds: ['south'] }, ['moved']],
    ['one team more', grete, { teamIds: ['north', 'south'] }, ['moved']],
    ['one of two teams', { ...grete, teamIds: ['north', 'south'] }, { teamIds: ['north', 'east'] }, ['moved']],
    ['no team', grete, { teamIds: [] }, ['moved']],
    ['the same team twice', grete, { teamIds: ['north', 'north'] }, []],
    ['another role', grete, { roles: ['nurse'] }, ['roles_set']],
    ['all of it', grete, { roles: ['nurse'], teamIds: [], disabledAt: now }, ['disabled', 'moved', 'roles_set']],
  ])('%s', (_, before, change, told) => expect(whatChanged(before, { ...before, ...change })).toEqual(told));
});

describe('the last administrator', () => {
  const nurse = { ...grete, roles: ['nurse'] };
  it.each([
    ['disabled, alone', ['grete'], grete, gone, true],
    ['demoted, alone', ['grete'], grete, nurse, true],
    ['disabled, one of two', ['grete', 'ole'], grete, gone, false],
    ['renamed, alone', ['grete'], grete, { ...grete, displayName: 'G' }, false],
    ['deleted, alone', ['grete'], grete, null, true],
    ['deleted, one of two', ['grete', 'ole'], grete, null, false],
    ['a nurse disabled where nobody is left', [], nurse, { ...nurse, disabledAt: now }, false],
    ['a nurse disabled', ['ole'], nurse, { ...nurse, disabledAt: now }, false],
    ['an administrator already disabled, demoted', ['ole'], gone, { ...gone, roles: ['nurse'] }, false],
  ])('%s: %#', (_, adminIds, before, after, left) => expect(leavesNoAdmin(adminIds, before, after)).toBe(left));
});
