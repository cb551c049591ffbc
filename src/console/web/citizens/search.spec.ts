import { expect, it } from '@jest/globals';
import { whatIsAsked } from './search.js';

it.each([
  ['010190-1234', { cpr: '0101901234' }],
  [' 010190 12345 ', { cpr: '01019012345' }],
  ['Alma Opdigtet', { name: 'Alma Opdigtet' }],
  [' al ', { name: 'al' }],
  ['123', { name: '123' }],
  ['Anne-Marie', { name: 'Anne-Marie' }],
  ['0101901234567', { name: '0101901234567' }],
])('%j is asked for as %j', (text, body) => expect(whatIsAsked(text)).toEqual(body));
