import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { readSheet, type SheetShape } from './sheet.rules.js';

const shape: SheetShape = { columns: ['name', 'street', 'floor'], needed: ['name'], mostRows: 3 };
const read = (text: string, changed: Partial<SheetShape> = {}) => {
  const { rows, mistakes } = readSheet(text, { ...shape, ...changed });
  return {
    rows: rows.map(({ line, cells }) => [line, cells]),
    mistakes: mistakes.map(({ path, line, message }) => `${line} ${path}: ${message}`),
  };
};
const rows = (...found: [number, object][]) => ({ rows: found, mistakes: [] });
const mistakes = (...found: string[]) => ({ rows: [], mistakes: found });

describe('a list from a spreadsheet', () => {
  it.each<[string, string, object]>([
    ['by commas', 'name,street\nAda,Elm 1\n', rows([2, { name: 'Ada', street: 'Elm 1' }])],
    ['by semicolons', 'name;street\nAda;Elm 1, left\n', rows([2, { name: 'Ada', street: 'Elm 1, left' }])],
    ['by tabs', 'name\tfloor\nAda\t2\n', rows([2, { name: 'Ada', floor: '2' }])],
    [
      'by what is said above it',
      'sep=;\nname;street\nAda;Elm 1, left\n',
      rows([3, { name: 'Ada', street: 'Elm 1, left' }]),
    ],
    [
      'by that after a byte order mark',
      '\uFEFFsep=,\r\nname,street\r\nAda,Elm 1\r\n',
      rows([3, { name: 'Ada', street: 'Elm 1' }]),
    ],
    [
      'by that in quotes and with what follows',
      '"sep=\t";;\nname\tfloor\nAda\t2\n',
      rows([3, { name: 'Ada', floor: '2' }]),
    ],
    ['with one column', 'name\nAda; Bo\n', rows([2, { name: 'Ada; Bo' }])],
    ['with a byte order mark, as Windows ends lines', '\uFEFFname\r\nAda\r\n', rows([2, { name: 'Ada' }])],
    ['as old machines end lines', 'name\rAda\rBo', rows([2, { name: 'Ada' }], [3, { name: 'Bo' }])],
    ['with lines that end this way and that', 'name\r\nAda\nBo', rows([2, { name: 'Ada' }], [3, { name: 'Bo' }])],
    [
      'in any order, in large letters, with blanks',
      ' Floor , NAME \n 2 ,  Ada ',
      rows([2, { name: 'Ada', floor: '2' }]),
    ],
    [
      'with empty cells and short rows',
      'name,street,floor\nAda,,\nBo\n',
      rows([2, { name: 'Ada' }], [3, { name: 'Bo' }]),
    ],
    [
      'with separators, quotes and line ends in quotes',
      'name;street\n"Ada; ""A""";"Elm 1\r\nleft"\n\nBo;Oak\n',
      rows([2, { name: 'Ada; "A"', street: 'Elm 1\nleft' }], [5, { name: 'Bo', street: 'Oak' }]),
    ],
    [
      'with rows without a word',
      '\n\nname,street\n,\n ; \n\nAda,\n,,,\n',
      {
        rows: [
          [5, { name: ';' }],
          [7, { name: 'Ada' }],
        ],
        mistakes: [],
      },
    ],
    ['with columns beyond that hold nothing', 'name,street,,\nAda,Elm,,\n', rows([2, { name: 'Ada', street: 'Elm' }])],
    [
      'with as many rows as may be',
      'name\na\nb\nc\n',
      rows([2, { name: 'a' }], [3, { name: 'b' }], [4, { name: 'c' }]),
    ],
    ['only a header', 'name\n', rows()],
  ])('%s', (_, text, found) => expect(read(text)).toEqual(found));

  it.each<[string, string, object]>([
    ['nothing', '', mistakes('1 header: must name the column name, and may name street, floor')],
    ['blanks', ' \n\n', mistakes('1 header: must name the column name, and may name street, floor')],
    [
      'no header',
      'Ada,Elm 1\n',
      mistakes(
        '1 header: must name the column name, and may name street, floor',
        '1 header: has no column Ada; it may name name, street, floor',
        '1 header: has no column Elm 1; it may name name, street, floor',
      ),
    ],
    ['a name of nothing', 'name,,street\n', mistakes('1 header: has a column without a name')],
    ['a column twice', 'name,Name\n', mistakes('1 header: names the column name twice')],
    [
      'a column nobody knows',
      '\nname,constructor\nAda,1',
      mistakes('2 header: has no column constructor; it may name name, street, floor'),
    ],
    ['too many rows', 'name\na\nb\n\nc\nd\ne\n', mistakes('6 rows: has more than 3 rows')],
    [
      'a quote that is never ended',
      'name\nAda\n\n"Bo\nCy\n',
      mistakes(expect.stringMatching(/^3 rows: has a quotation mark/) as never),
    ],
    [
      'a quote within a cell',
      'name\nAda\nBo "B" C\n',
      mistakes(expect.stringMatching(/^3 rows: has a quotation mark/) as never),
    ],
    [
      'a quote ended too early',
      'name\nAda\n"Bo" C\n',
      mistakes(expect.stringMatching(/^3 rows: has a quotation mark/) as never),
    ],
  ])('with %s', (_, text, found) => expect(read(text)).toEqual(found));

  it('tells of every row what is wrong with it', () => {
    expect(read('name,street\nAda,Elm,x\nB\0o,\nCy,').mistakes).toEqual([
      '2 rows[0]: has more cells than the header has names',
      '3 rows[1].name: must hold no control characters',
    ]);
  });

  it('reads what was written, whatever it says', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', 'æ', ' ', '"', ';', ',', '\n', '\t') })
      .map((text) => text.trim());
    const names = ['name', 'street', 'floor'];
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: cell, street: cell, floor: cell }), { maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        fc.constantFrom<['unix', 'windows']>('unix', 'windows'),
        (said, delimiter, bom, record_delimiter) => {
          const text = stringify(said, {
            columns: names,
            header: true,
            delimiter,
            bom,
            record_delimiter,
            quoted_match: /[\r\n]/,
          });
          const found = readSheet(text, { ...shape, mostRows: 5 });
          const worded = said
            .map((row) => Object.fromEntries(Object.entries(row).filter(([, word]) => word !== '')))
            .filter((row) => Object.keys(row).length > 0);
          expect(found.mistakes).toEqual([]);
          expect(found.rows.map(({ cells }) => cells)).toEqual(worded);
          const lines = text.split('\n');
          for (const { line, cells } of found.rows) {
            const [word] = (cells.name ?? '').split(/["\n]/);
            expect(lines[line - 1]).toContain(word);
          }
        },
      ),
    );
  });
});
