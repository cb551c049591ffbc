import { describe, expect, it } from '@jest/globals';
import { canonical, isKey, judgeRepeat, resourceOf } from './idempotency.rules.js';

const [A, B, BEFORE] = ['hmac-sha256:a', 'hmac-sha256:b', 'a'.repeat(64)] as const;

describe('a request whose key was used before', () => {
  const done = { digest: A, status: 201, location: '/x' };
  it.each([
    ['the same', done, A, 'replay'],
    ['the same, which made nothing', { ...done, location: null }, A, 'replay'],
    ['another', done, B, 'other-request'],
    ['kept by the version before', { ...done, digest: BEFORE }, A, 'unknown'],
    ['kept by the version before, which was cut off', { ...done, digest: BEFORE, status: null }, A, 'unknown'],
    ['made to forget what it was', { ...done, digest: '' }, A, 'unknown'],
  ] as const)('%s', (_, earlier, digest, repeat) => expect(judgeRepeat(earlier, digest)).toBe(repeat));
});

describe('what a POST answered with is found', () => {
  it.each([
    ['/api/v1/citizens', '/api/v1/citizens', '/api/v1/citizens/7', '/api/v1/citizens/7'],
    ['/api/v1/tasks/:id/claim', '/api/v1/tasks/7/claim', null, '/api/v1/tasks/7'],
    ['/api/v1/tasks/:id/claim', '/api/v1/tasks/7/claim?x=1', null, '/api/v1/tasks/7'],
    ['/api/v1/teams/:id/shift/start', '/api/v1/teams/7/shift/start', null, '/api/v1/teams/7/shift'],
    ['/demo/clock', '/demo/clock', null, '/demo/clock'],
    ['/api/v1/dispensers/:deviceId/commands', '/api/v1/dispensers/D/commands', '/d/D/commands/7', '/d/D/commands/7'],
  ])('%s (%s, %j): %s', (route, url, location, found) => expect(resourceOf(route, url, location)).toBe(found));
});

describe('the same JSON', () => {
  it('is the same whatever the order of its fields, and another when a list is', () => {
    expect(canonical({ a: 1, b: { c: 2, d: [1, 2] } })).toBe(canonical({ b: { d: [1, 2], c: 2 }, a: 1 }));
    expect(canonical({ d: [1, 2] })).not.toBe(canonical({ d: [2, 1] }));
  });

  it('is the same whatever the password in it', () => {
    expect(canonical({ username: 'bo', password: 'one' })).toBe(canonical({ username: 'bo', password: 'another' }));
    expect(canonical({ username: 'bo', password: 'one' })).not.toBe(canonical({ username: 'ib', password: 'one' }));
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
