import { expect, it } from '@jest/globals';
import { drivesThere, mayShowAddress } from './address.rules.js';

const task = { kind: 'visit', state: 'claimed', claimedBy: 'me', assigneeId: null } as const;

it.each([
  ['an address that is not protected, in a list', false, { ...task, claimedBy: null }, true, true],
  ['of the visit the reader holds', true, task, false, true],
  ['of the visit that is meant for the reader', true, { ...task, claimedBy: null, assigneeId: 'me' }, false, true],
  ['of the refill the reader holds', true, { ...task, kind: 'refill' }, false, true],
  ['in a list', true, task, true, false],
  ['of a visit that somebody else holds', true, { ...task, claimedBy: 'you' }, false, false],
  ['of a visit that nobody holds', true, { ...task, claimedBy: null }, false, false],
  ['of a call the reader holds', true, { ...task, kind: 'screen-call' }, false, false],
  ['of a visit that is over', true, { ...task, state: 'resolved' }, false, false],
] as const)('scenario 33: %s', (_, addressProtected, about, inList, shown) =>
  expect(mayShowAddress({ addressProtected }, about, { id: 'me' }, inList)).toBe(shown),
);

it.each([
  ['of the visit the reader holds', task, false, true],
  ['of the visit the reader holds, in a list', task, true, false],
  ['of the visit that is meant for the reader', { ...task, claimedBy: null, assigneeId: 'me' }, false, true],
  ['of a call the reader holds', { ...task, kind: 'call' }, false, false],
  ['of a visit that nobody holds', { ...task, claimedBy: null }, false, false],
  ['of a visit that is over', { ...task, state: 'superseded' }, false, false],
] as const)('how one gets in is told on what is driven to, whosever the address: %s', (_, about, inList, told) =>
  expect(drivesThere(about, { id: 'me' }, inList)).toBe(told),
);
