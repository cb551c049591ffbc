import { describe, expect, it } from '@jest/globals';
import { readCredential } from './credential.rules.js';

describe('a dispenser that signs in', () => {
  const right = { deviceId: 'HAD-0001', secret: 'wrong-but-readable' };
  it.each([
    ['HAD-0001', 'wrong-but-readable', right],
    ['HAD-0001', undefined, 'malformed'],
    ['HAD-0001', '', 'malformed'],
    ['HAD-0001', 'x'.repeat(257), 'malformed'],
    ['HAD-0001', 'nul\0l', 'malformed'],
    ['HAD-0001', 'æ', 'malformed'],
    [undefined, 'secret', 'malformed'],
    ['', 'secret', 'malformed'],
    ['HAD/0001', 'secret', 'malformed'],
    ['HAD+0001', 'secret', 'malformed'],
    ['x'.repeat(65), 'secret', 'malformed'],
  ])('%j with %j', (username, password, read) =>
    expect(readCredential(username, password === undefined ? undefined : Buffer.from(password))).toEqual(read),
  );
});
