import { expect, it } from '@jest/globals';
import { readCitizenList } from './citizen-list.schema.js';

const read = (cells: Readonly<Record<string, string>>) => {
  const all = {
    displayName: 'Alma Opdigtet',
    consent: 'yes',
    street: 'Opdigtet Gade 1',
    lat: '55,24',
    lon: '9,26',
    ...cells,
  };
  return readCitizenList(`${Object.keys(all).join(';')}\n${Object.values(all).join(';')}\n`, 10);
};

it.each([
  ['yes', true],
  ['Ja', true],
  ['TRUE', true],
  ['SAND', true],
  ['SANN', true],
  ['1', true],
  ['nej', false],
  ['nei', false],
  ['FALSE', false],
  ['FALSK', false],
  ['USANN', false],
  ['0', false],
])('a spreadsheet says %s for %s', (consent, telemetry) => {
  expect(read({ consent })).toMatchObject({ mistakes: [], rows: [{ value: { body: { consent: { telemetry } } } }] });
});

it.each(['maybe', '2', 'x'])('says nothing by %s', (consent) => {
  expect(read({ consent })).toMatchObject({ rows: [], mistakes: [{ path: 'rows[0].consent', line: 2 }] });
});

it.each([
  ['6100', '6100'],
  ['150', '0150'],
  ['DK-6100', 'DK-6100'],
])('the postal code %s is %s', (said, postalCode) => {
  expect(read({ postalCode: said }).rows[0]!.value.body.address).toMatchObject({ postalCode, lat: 55.24, lon: 9.26 });
});
