import { expect, it } from '@jest/globals';
import { durationOf, minutesOf } from './minutes.js';

it.each([
  ['PT10M', 10],
  ['PT1H30M', 90],
  ['P1D', 1440],
  ['P1DT2H', 1560],
  ['PT90S', 1.5],
  [undefined, null],
  ['soon', null],
])('%s is %s minutes', (duration, minutes) => expect(minutesOf(duration)).toBe(minutes));

it.each([
  ['10', 'PT600S'],
  ['1,5', 'PT90S'],
  ['0', null],
  ['-5', null],
  ['', null],
  ['ten', null],
  ['Infinity', null],
])('%s minutes are sent as %s', (minutes, duration) => expect(durationOf(minutes)).toBe(duration));
