import { describe, expect, it } from '@jest/globals';
import {
  DEVICE_DAYS,
  isBeforeCut,
  judgeSession,
  readUserAgent,
  type Session,
  type SessionVerdict,
} from './session.rules.js';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 2, 10, 6, minutes));
const session = (more: Partial<Session>): Session => ({
  id: 's',
  principalKind: 'staff',
  principalId: 'grete',
  createdAt: at(0),
  expiresAt: at(720),
  lastUsedAt: at(30),
  endedAt: null,
  address: null,
  userAgent: null,
  deviceId: null,
  ...more,
});

it('a device is known for a month', () => expect(DEVICE_DAYS).toBe(30));

describe('a session', () => {
  it.each<[string, Partial<Session>, number, number | null, SessionVerdict]>([
    ['in use', {}, 31, null, 'stands'],
    ['at its idle limit', {}, 90, null, 'stands'],
    ['past its idle limit', {}, 91, null, 'idle'],
    ['past it by what is written, and used here since', {}, 91, 80, 'stands'],
    ['used here longer ago than is written', {}, 89, 20, 'stands'],
    ['ended by hand', { endedAt: at(40) }, 41, 41, 'ended'],
    ['ended, whenever that is', { endedAt: at(400) }, 41, null, 'ended'],
    ['a moment before its absolute limit', { lastUsedAt: at(719) }, 719, null, 'stands'],
    ['at its absolute limit, however lately used', { lastUsedAt: at(719) }, 720, 720, 'expired'],
    ['of a partner that was idle', { principalKind: 'partner' }, 700, null, 'stands'],
    ['of a partner whose token is over', { principalKind: 'partner' }, 720, null, 'expired'],
  ])('%s', (_story, more, now, usedHere, standing) => {
    const usedHereAt = usedHere === null ? null : at(usedHere);
    expect(judgeSession(session(more), { usedHereAt, now: at(now), idleMs: 60 * 60_000 })).toBe(standing);
  });
});

it.each([
  [at(5), null, false],
  [at(5), at(4), false],
  [at(5), at(5), true],
  [at(5), new Date(at(5).getTime() + 400), true],
])('a token of %s is before a cut at %s: %s', (issued, cut, isBefore) =>
  expect(isBeforeCut(issued, cut)).toBe(isBefore),
);

it.each([
  [undefined, null],
  ['', null],
  [' Mozilla/5.0 (X11) ', 'Mozilla/5.0 (X11)'],
  ['curl\t8\u0085', 'curl 8'],
  ['x'.repeat(900), 'x'.repeat(400)],
])('a client that calls itself %j is kept as %j', (header, kept) => expect(readUserAgent(header)).toBe(kept));
