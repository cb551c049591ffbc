import { expect, it } from '@jest/globals';
import { isFound } from './sought.js';

const said = 'Clara Opdigt, Opdigtet Allé 43, Screen call: 08:00 dose not taken (time-critical)';

it.each([
  ['', true],
  ['  ', true],
  ['clara', true],
  ['CLA', true],
  ['lara', false],
  ['opdigt clara', true],
  ['alle 43', true],
  ['Allé', true],
  ['clara bo', false],
  ['08:00', true],
  ['08:30', false],
  ['time-crit', true],
  ['(', true],
])('‘%s’: %s', (sought, found) => expect(isFound(said, sought)).toBe(found));

it('the letters of the north are found as they are written', () => {
  expect(isFound('Åse Søvej', 'åse sø')).toBe(true);
  expect(isFound('Åse Søvej', 'ase')).toBe(true);
});
