import { describe, expect, it } from '@jest/globals';
import { anna } from '../../../test/support/cases.js';
import { MADE_BY_HAND } from '../alert.rules.js';
import { madeByHand, mayBeNamed, namedWith, type WorkWanted, wordsOf } from './made-by-hand.rules.js';

const wanted: WorkWanted = {
  citizenId: 'c',
  kind: 'call',
  priority: 'P3',
  text: 'Her son rang',
  ladderName: 'planned-work',
  assigneeId: null,
};

describe('who may be named', () => {
  const colleague = {
    id: 'eva',
    kind: 'staff',
    scopes: ['tasks:read', 'tasks:write'],
    teamIds: ['west'],
    districtIds: ['d'],
  } as const;
  const citizen = { districtId: 'd', eDistrictTeamId: null, contactPersonId: null };

  it.each([
    ['who looks after the citizen’s district', colleague, citizen, true],
    ['who looks after everywhere', { ...colleague, districtIds: 'all' as const }, citizen, true],
    [
      'who looks after everywhere, of a citizen of no district',
      { ...colleague, districtIds: 'all' as const },
      { ...citizen, districtId: null },
      true,
    ],
    ['nobody', null, citizen, false],
    ['who looks after another district', { ...colleague, districtIds: ['other'] }, citizen, false],
    ['who looks after a district, of a citizen of none', colleague, { ...citizen, districtId: null }, false],
    [
      'the contact person, wherever she works',
      { ...colleague, districtIds: [] },
      { ...citizen, contactPersonId: 'eva' },
      true,
    ],
    [
      'who works in the citizen’s e-district',
      { ...colleague, districtIds: [] },
      { ...citizen, eDistrictTeamId: 'west' },
      true,
    ],
    [
      'who works in another e-district',
      { ...colleague, districtIds: [] },
      { ...citizen, eDistrictTeamId: 'east' },
      false,
    ],
    ['who may do no such work', { ...colleague, scopes: ['tasks:read'] }, citizen, false],
    ['who works in no team', { ...colleague, teamIds: [] }, citizen, false],
    ['a partner', { ...colleague, kind: 'partner' as const }, citizen, false],
  ])('%s', (_, who, whom, may) => expect(mayBeNamed(who, whom)).toBe(may));
});

describe('what is asked for by hand', () => {
  it('is a case of its own, however often it is asked for', () => {
    const [one, other] = ['1', '2'].map((id) => madeByHand(wanted, anna, 'd', id));
    expect(one!.key).not.toBe(other!.key);
    expect({ ...one, key: '' }).toEqual({ ...other, key: '' });
    expect(one).toMatchObject({
      ...{ type: MADE_BY_HAND, priority: 'P3', ladderName: 'planned-work', citizenId: 'c', districtId: 'd' },
      detail: { kind: 'call', text: 'Her son rang', assigneeId: null, by: 'anna', byName: 'Anna' },
    });
  });

  it.each([
    ['as it was asked for', madeByHand({ ...wanted, assigneeId: 'eva' }, anna, 'd', '1'), 'Her son rang', 'eva'],
    ['of nobody in particular', madeByHand(wanted, anna, 'd', '1'), 'Her son rang', null],
    ['with nothing that is known', { type: MADE_BY_HAND, detail: {} }, null, null],
    ['by a dispenser', { type: 'user.message_unread', detail: { text: 'mine', assigneeId: 'eva' } }, null, null],
  ])('says its words and whom it names, %s', (_, alert, text, assigneeId) =>
    expect([wordsOf(alert), namedWith(alert)]).toEqual([text, assigneeId]),
  );
});
