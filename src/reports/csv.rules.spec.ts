import { describe, expect, it } from '@jest/globals';
import { flatten, toCsv } from './csv.rules.js';

describe('a report as CSV', () => {
  it('has a header, and a line for each row, ended as RFC 4180 says', () => {
    const at = new Date('2026-03-10T07:00:00Z');
    expect(toCsv(['name', 'at', 'n'], [{ name: 'West', at, n: 0 }])).toBe(
      'name,at,n\r\nWest,2026-03-10T07:00:00.000Z,0\r\n',
    );
    expect(toCsv(['name'], [])).toBe('name\r\n');
  });

  it.each([
    ['a "b", c', '"a ""b"", c"'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    [null, ''],
  ])('writes %j as %j', (cell, text) => {
    expect(toCsv(['x'], [{ x: cell }])).toBe(`x\r\n${text}\r\n`);
  });

  it('has what is inside as columns of their own', () => {
    expect(flatten({ claim: { p50Seconds: 3, max: null }, shift: 'day' })).toEqual({
      claimP50Seconds: 3,
      claimMax: null,
      shift: 'day',
    });
  });
});
