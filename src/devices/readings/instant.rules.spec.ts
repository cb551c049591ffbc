import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readInstant, readOddInstant } from './instant.rules.js';

describe('readInstant', () => {
  it.each([
    ['2026-11-21T09:00:00+01:00', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21T09:00:00Z', '2026-11-21T09:00:00.000Z'],
    ['2026-11-21t09:00:00z', '2026-11-21T09:00:00.000Z'],
    ['2026-11-21T09:00:00.5-05:30', '2026-11-21T14:30:00.500Z'],
    ['2026-11-21T09:00:00.123456789Z', '2026-11-21T09:00:00.123Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2026-01-01T00:00:00-00:00', '2026-01-01T00:00:00.000Z'],
    ['1970-01-01T00:00:00+01:00', '1969-12-31T23:00:00.000Z'],
    ['2100-12-31T23:59:59Z', '2100-12-31T23:59:59.000Z'],
  ])('reads %s', (text, utc) => {
    expect(readInstant(text)?.toISOString()).toBe(utc);
  });

  it.each([
    '2026-11-21T09:00:00',
    '2026-11-21 09:00:00Z',
    '2026-11-21',
    '2026-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:60:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T23:59:59.Z',
    '2026-01-01T23:59:59+0100',
    '2026-01-01T23:59:59+24:00',
    '2026-01-01T23:59:59Zulu!',
    '1969-12-30T23:59:59Z',
    '2101-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '+02026-01-01T00:00:00Z',
    '',
    1_700_000_000,
    null,
    undefined,
  ])('refuses %s', (text) => {
    expect(readInstant(text)).toBeNull();
  });

  it('reads every time that JavaScript writes', () => {
    const times = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(fc.property(times, (time) => readInstant(time.toISOString())?.getTime() === time.getTime()));
  });

  it('never says other than the platform where it says anything', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 20, maxLength: 30 }), (text) => {
        const read = readInstant(text);
        return read === null || read.getTime() === Date.parse(text);
      }),
    );
  });
});

describe('readOddInstant', () => {
  it.each([
    ['2026-11-21 09:00:00+01:00', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21T09:00:00+0100', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21T09:00:00.25 +01', '2026-11-21T08:00:00.250Z'],
    ['2026-11-21T09:00:00-0130', '2026-11-21T10:30:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2016-12-31T23:59:60.75Z', '2017-01-01T00:00:00.000Z'],
    ['2026-11-21 09:00:00 utc', '2026-11-21T09:00:00.000Z'],
    ['2026-11-21T09:00:00,5Z', '2026-11-21T09:00:00.500Z'],
    ['20261121T0900Z', '2026-11-21T09:00:00.000Z'],
    [' 2026-11-21T09:00:00Z\0', '2026-11-21T09:00:00.000Z'],
    [1_795_248_000, '2026-11-21T08:00:00.000Z'],
    [1_795_248_000_250, '2026-11-21T08:00:00.250Z'],
    ['1795248000', '2026-11-21T08:00:00.000Z'],
  ])('reads %j', (said, utc) => {
    expect(readOddInstant(said)?.toISOString()).toBe(utc);
  });

  it.each([
    '2026-11-21T09:00:00',
    '2026-11-21',
    '21.11.2026 09:00:00Z',
    '2026-02-30 09:00:00Z',
    '2026-11-21T09:00:61Z',
    '0000-00-00 00:00:00Z',
    '2106-02-07 06:28:15Z',
    '2026-11-21 09:00:00 CET',
    'now',
    '',
    0,
    20_261_121,
    5e9,
    -1_795_248_000,
    NaN,
    true,
    null,
  ])('refuses %j', (said) => {
    expect(readOddInstant(said)).toBeNull();
  });

  it('reads all that is written as it should be', () => {
    const times = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(fc.property(times, (time) => readOddInstant(time.toISOString())?.getTime() === time.getTime()));
  });
});
