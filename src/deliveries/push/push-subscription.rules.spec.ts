import { describe, expect, it } from '@jest/globals';
import { isSameBrowser, secondsUntilTry } from './push-subscription.rules.js';

const now = new Date('2026-03-10T08:05:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

describe('a browser that is subscribed', () => {
  it.each([
    ['the same', { p256dh: 'k', auth: 'a' }, true],
    ['another that heard of the address', { p256dh: 'x', auth: 'y' }, false],
    ['one that knows half of it', { p256dh: 'k', auth: 'y' }, false],
  ])('%s', (_, given, expected) => expect(isSameBrowser({ p256dh: 'k', auth: 'a' }, given)).toBe(expected));

  it.each([
    [null, 0],
    [ago(0), 5],
    [ago(1.5), 4],
    [ago(5), 0],
    [ago(600), 0],
  ])('tried at %s may be tried again in %d s', (triedAt, seconds) =>
    expect(secondsUntilTry(triedAt, now)).toBe(seconds),
  );
});
