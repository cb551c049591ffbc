import { describe, expect, it } from '@jest/globals';
import type { ApiError } from '../api.js';
import { judgeAnswer } from './answer.js';

describe('judgeAnswer', () => {
  it.each<[number, ApiError['body'], string, string]>([
    [0, {}, 'unknown', 'unknown'],
    [502, {}, 'unknown', 'unknown'],
    [504, {}, 'unknown', 'unknown'],
    [503, { reason: 'uncertain' }, 'unknown', 'unknown'],
    [503, { reason: 'held', retryAfterSeconds: 2 }, 'later', 'later'],
    [503, { reason: 'infrastructure' }, 'later', 'later'],
    [503, {}, 'later', 'later'],
    [503, { reason: 'unwritable' }, 'refused', 'later'],
    [500, {}, 'refused', 'later'],
    [429, { retryAfterSeconds: 2 }, 'later', 'later'],
    [409, { retryAfterSeconds: 2 }, 'later', 'later'],
    [409, { state: 'resolved' }, 'refused', 'refused'],
    [401, {}, 'refused', 'refused'],
    [404, {}, 'refused', 'refused'],
    [422, {}, 'refused', 'refused'],
  ])('%d %j is %s, and %s where it may have been done', (status, body, fresh, unknown) =>
    expect([judgeAnswer({ status, body }, false), judgeAnswer({ status, body }, true)]).toEqual([fresh, unknown]),
  );
});
