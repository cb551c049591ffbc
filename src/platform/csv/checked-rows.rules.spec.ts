import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { checkRows, numberCell, repeated } from './checked-rows.rules.js';
import { readSheet } from './sheet.rules.js';

const row = z.strictObject({
  name: z.string().max(5),
  floor: numberCell.pipe(z.number().int().min(0)).nullable().default(null),
});
const check = (text: string) =>
  checkRows(readSheet(text, { columns: ['name', 'floor', 'lat'], needed: ['name'], mostRows: 10 }), row);

describe('the rows of a list', () => {
  it('that fit are given as their schema makes them, with their line', () => {
    expect(check('name,floor\nAda,2\n\nBo,\n')).toEqual({
      rows: [
        { index: 0, line: 2, value: { name: 'Ada', floor: 2 } },
        { index: 1, line: 4, value: { name: 'Bo', floor: null } },
      ],
      mistakes: [],
    });
  });

  it('that do not are told field by field, those that could not be read among them', () => {
    const { rows, mistakes } = check('name,floor,lat\nTheodora,x,\n,1,\nAda,1,,9\nBo,-1,\nCy,,3\n');
    expect(rows).toEqual([]);
    expect(mistakes).toEqual([
      { path: 'rows[0].name', line: 2, message: expect.stringContaining('5') as never },
      { path: 'rows[0].floor', line: 2, message: 'must be a number' },
      { path: 'rows[1].name', line: 3, message: 'must not be empty' },
      { path: 'rows[2]', line: 4, message: 'has more cells than the header has names' },
      { path: 'rows[3].floor', line: 5, message: expect.stringContaining('0') as never },
      { path: 'rows[4].lat', line: 6, message: 'is not a known field' },
    ]);
  });

  it('that say again what must be said once name the line that said it', () => {
    const { rows } = check('name,floor\nAda,\nBo,\nada,\nAda,\n');
    expect(repeated(rows, 'name', ({ name }) => name.toLowerCase())).toEqual([
      { path: 'rows[2].name', line: 4, message: 'stands on line 2 already' },
      { path: 'rows[3].name', line: 5, message: 'stands on line 2 already' },
    ]);
    expect(repeated(rows, 'floor', ({ floor }) => (floor === null ? null : String(floor)))).toEqual([]);
  });

  it.each([
    ['55.67', 55.67],
    ['55,67', 55.67],
    ['-3', -3],
    ['0', 0],
    ['1e3', null],
    ['1.000,5', null],
    ['0x1', null],
    ['', null],
  ])('may say %j as a number: %j', (text, number) => expect(numberCell.safeParse(text).data ?? null).toBe(number));
});
