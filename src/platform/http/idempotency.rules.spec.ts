import { describe, expect, it } from '@jest/globals';
import { canonical, isKey, judgeRepeat, withholdSecrets } from './idempotency.rules.js';

describe('a request whose key was used before', () => {
  const done = { requestHash: 'a', status: 201, location: '/x', body: { id: 1 } };
  it.each([
    ['the same, answered', done, 'a', 'replay'],
    ['the same, answered without a body', { ...done, body: null }, 'a', 'replay'],
    ['the same, not answered', { ...done, status: null, body: null }, 'a', 'unanswered'],
    ['the same, answered with a secret', { ...done, body: withholdSecrets({ secret: 's' }) }, 'a', 'secret'],
    ['another', done, 'b', 'other-request'],
    ['another, not answered', { ...done, status: null }, 'b', 'other-request'],
  ])('%s', (_, earlier, hash, repeat) => expect(judgeRepeat(earlier, hash)).toBe(repeat));
});

describe('what is kept of an answer', () => {
  it.each([
    [{ id: 1 }, { id: 1 }],
    [undefined, null],
    [[1], [1]],
    [{ deviceId: 'HAD-0001', secret: 's' }, { withheld: true }],
    [{ clientId: 'p', clientSecret: 's' }, { withheld: true }],
    [{ token: 't' }, { withheld: true }],
  ])('%j: %j', (body, kept) => expect(withholdSecrets(body)).toEqual(kept));
});

describe('the same JSON', () => {
  it('is the same whatever the order of its fields, and another when a list is', () => {
    expect(canonical({ a: 1, b: { c: 2, d: [1, 2] } })).toBe(canonical({ b: { d: [1, 2], c: 2 }, a: 1 }));
    expect(canonical({ d: [1, 2] })).not.toBe(canonical({ d: [2, 1] }));
  });
});

describe('a key', () => {
  it.each([
    ['019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10', true],
    ['', false],
    ['x'.repeat(255), true],
    ['x'.repeat(256), false],
    ['nul\0l', false],
  ])('%j: %s', (key, good) => expect(isKey(key)).toBe(good));
});
