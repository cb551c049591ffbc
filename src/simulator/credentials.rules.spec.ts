import { describe, expect, it } from '@jest/globals';
import { readCredentials } from './credentials.rules.js';

describe('readCredentials', () => {
  it.each([
    ['deviceId,secret\nHAD-1,abc\n'],
    ['\ufeffdeviceId,secret\r\nHAD-1,abc\r\n\r\n'],
    ['deviceId,secret\n"HAD-1", "abc"'],
  ])('reads %j', (csv) => {
    expect(readCredentials(csv)).toEqual({ ok: true, dispensers: [{ deviceId: 'HAD-1', secret: 'abc' }] });
  });

  it.each([
    ['', 'line 1: must be the header deviceId,secret'],
    ['id;secret\n', 'line 1: must be the header deviceId,secret'],
    ['deviceId,secret\n', 'no dispensers below the header'],
    ['deviceId,secret\nHAD-1\n', 'line 2: must be deviceId,secret'],
    ['deviceId,secret\nHAD-1,a,b\n', 'line 2: must be deviceId,secret'],
    ['deviceId,secret\nHAD-1,a\nHAD 2,b\n', 'line 3: a deviceId is 1 to 64 of A-Z a-z 0-9 . _ -'],
    ['deviceId,secret\nHAD-1,a\nHAD-1,b\n', 'line 3: HAD-1 stands there twice'],
  ])('%j is refused: %s', (csv, reason) => {
    expect(readCredentials(csv)).toEqual({ ok: false, reason });
  });
});
