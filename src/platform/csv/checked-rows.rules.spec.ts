import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { checkRows, numberCell, repeated } from './checked-rows.rules.js';
import { readSheet } from './sheet.rules.js';

const row = z.strictObject({
  name: z.string().max(5),
  floor: numberCell.pipe(z.number().int().min(0)).nullable().default(null),
  side: z.enum(['left', 'right']).optional(),
});
const check = (text: string) =>
  checkRows(readSheet(text, { columns: ['name', 'floor', 'lat', 'side'], needed: ['name'], mostRows: 10 }), row);

const mistake = (path: string, line: number, message: string, code: string, expects: string | null = null) => ({
  ...{ path, line, message },
  ...{ code, expects },
});

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
    const { rows, mistakes } = check('name,floor,lat,side\nTheodora,x,,up\n,1,\nAda,1,,,9\nBo,-1,\nCy,,3\n');
    expect(rows).toEqual([]);
    expect(mistakes).toEqual([
      mistake('rows[0].name', 2, expect.stringContaining('5') as never, 'too-large', '5'),
      mistake('rows[0].floor', 2, 'must be a number', 'no-number'),
      mistake('rows[0].side', 2, expect.stringContaining('left') as never, 'not-one-of', 'left, right'),
      mistake('rows[1].name', 3, 'must not be empty', 'empty'),
      mistake('rows[2]', 4, 'has more cells than the header has names', 'too-many-cells'),
      mistake('rows[3].floor', 5, expect.stringContaining('0') as never, 'too-small', '0'),
      mistake('rows[4].lat', 6, 'is not a known field', 'other'),
    ]);
  });

  it('that say again what must be said once name the line that said it', () => {
    const { rows } = check('name,floor\nAda,\nBo,\nada,\nAda,\n');
    expect(repeated(rows, 'name', ({ name }) => name.toLowerCase())).toEqual([
      mistake('rows[2].name', 4, 'stands on line 2 already', 'stands-already', '2'),
      mistake('rows[3].name', 5, 'stands on line 2 already', 'stands-already', '2'),
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
