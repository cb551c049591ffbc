import { describe, expect, it } from '@jest/globals';
import { judgeAnswer, type PushAnswer, restMs } from './push-answer.rules.js';

const now = new Date('2026-03-10T08:05:00Z');
const waits = (error: string, afterMs: number | null = null): PushAnswer => ({ outcome: 'waits', error, afterMs });

describe('what a push service answers', () => {
  it.each<[number, string | undefined, PushAnswer]>([
    [201, undefined, { outcome: 'taken' }],
    [200, undefined, { outcome: 'taken' }],
    [202, '30', { outcome: 'taken' }],
    [404, undefined, { outcome: 'gone' }],
    [410, undefined, { outcome: 'gone' }],
    [429, undefined, waits('http-429')],
    [429, '120', waits('http-429', 120_000)],
    [429, 'Tue, 10 Mar 2026 08:06:00 GMT', waits('http-429', 60_000)],
    [429, 'Tue, 10 Mar 2026 08:00:00 GMT', waits('http-429', 0)],
    [429, 'soon', waits('http-429')],
    [429, '-5', waits('http-429')],
    [408, undefined, waits('http-408')],
    [500, undefined, waits('http-500')],
    [503, '7', waits('http-503', 7_000)],
    // Followed nowhere.
    [301, undefined, { outcome: 'refused', error: 'http-301' }],
    [307, undefined, { outcome: 'refused', error: 'http-307' }],
    [400, undefined, { outcome: 'refused', error: 'http-400' }],
    [401, undefined, { outcome: 'refused', error: 'http-401' }],
    [403, undefined, { outcome: 'refused', error: 'http-403' }],
    [413, undefined, { outcome: 'refused', error: 'http-413' }],
  ])('%d, Retry-After %s', (status, retryAfter, answer) =>
    expect(judgeAnswer(status, retryAfter, now)).toEqual(answer),
  );

  it.each([
    [1, null, 5_000],
    [2, null, 10_000],
    [5, null, 80_000],
    [50, null, 300_000],
    [5_000, null, 300_000],
    [1, 120_000, 120_000],
    [50, 1_000, 300_000],
    [1, 10 ** 12, 3_600_000],
  ])('after %d failures, asked to wait %s ms, is asked again after %d', (failures, asked, ms) =>
    expect(restMs(failures, asked)).toBe(ms),
  );
});
