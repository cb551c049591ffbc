import { describe, expect, it } from '@jest/globals';
import { flatten, toCsv } from './csv.rules.js';

const BOM = '\ufeff';

describe('a report as CSV', () => {
  const rows = [{ name: 'Vest; Ærø', at: new Date('2026-03-10T07:00:00Z'), share: 0.75, n: -3, none: null }];
  const columns = ['name', 'at', 'share', 'n', 'none', 'unknown'];

  it.each([
    ['da', 'name;at;share;n;none;unknown\r\n"Vest; Ærø";2026-03-10T07:00:00.000Z;0,75;-3;;\r\n'],
    ['nb', 'name;at;share;n;none;unknown\r\n"Vest; Ærø";2026-03-10T07:00:00.000Z;0,75;-3;;\r\n'],
    ['en', 'name,at,share,n,none,unknown\r\nVest; Ærø,2026-03-10T07:00:00.000Z,0.75,-3,,\r\n'],
  ] as const)('opens in a spreadsheet of %s', (locale, text) => expect(toCsv(columns, rows, locale)).toBe(BOM + text));

  it('has its header though it has no rows', () => expect(toCsv(['name'], [], 'en')).toBe(`${BOM}name\r\n`));

  it.each([
    ['a "b", c', '"a ""b"", c"'],
    ['two\nlines', '"two\nlines"'],
    ['two\rlines', '"two\rlines"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@A1', "'@A1"],
    ['\t=1', "'\t=1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠A1', "'＠A1"],
    [null, ''],
    [true, 'true'],
    [false, 'false'],
  ])('writes %j as %j', (cell, text) => {
    expect(toCsv(['x'], [{ x: cell }], 'en')).toBe(`${BOM}x\r\n${text}\r\n`);
  });

  it('has what is inside as columns of their own', () => {
    expect(flatten({ claim: { p50Seconds: 3, max: null }, shift: 'day' })).toEqual({
      claimP50Seconds: 3,
      claimMax: null,
      shift: 'day',
    });
  });
});
