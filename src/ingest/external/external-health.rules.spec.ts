import { describe, expect, it } from '@jest/globals';
import { type Place, judgeExternal } from './external-health.rules.js';

const place = (clientId: string, more: Partial<Place> = {}): Place => ({
  clientId,
  missing: [],
  trouble: null,
  ...more,
});
const lacks = (clientId: string, step: 'connect' | 'subscribe', code: number, filter = 'events') =>
  place(clientId, { missing: [filter], trouble: { step, code } });

describe('the external broker', () => {
  it.each<[string, Place[], heard: number | null, ok: boolean, detail: RegExp]>([
    ['all granted', [place('g'), place('g-2')], 3, true, /^2 connections with all subscriptions, last heard 3 s ago$/],
    ['nothing heard', [place('g')], null, true, /nothing heard yet$/],
    ['not opened', [], null, false, /^not opened yet$/],
    ['not answered', [place('g', { missing: ['events'] })], null, false, /g without events: not answered yet$/],
    [
      'one of many',
      [place('g'), lacks('g-2', 'connect', 0x97)],
      3,
      false,
      /^1 of 2 connections .*\. g-2 without events: .*0x97 quota exceeded; look at the limits/,
    ],
    [
      'the same mistake once',
      [lacks('g', 'connect', 0x87), lacks('g-2', 'connect', 0x87), lacks('g-status', 'connect', 0x87, 'status')],
      3,
      false,
      /^3 of 3 .*\. g and 2 more without events, status: [^.]*0x87[^.]*$/,
    ],
    [
      'two mistakes',
      [lacks('g', 'connect', 0x87), lacks('g-2', 'subscribe', 0x9e)],
      3,
      false,
      /g without events: .*0x87.*\. g-2 without events: .*0x9E/,
    ],
  ])('%s', (_name, places, heard, ok, detail) => {
    const stands = judgeExternal(places, heard, []);
    expect(stands.ok).toBe(ok);
    expect(stands.detail).toMatch(detail);
  });

  it('says what the broker falls short of', () => {
    expect(judgeExternal([place('g')], 1, ['no status']).detail).toMatch(/; no status$/);
  });
});
