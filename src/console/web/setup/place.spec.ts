import { expect, it } from '@jest/globals';
import { middleOf, readPlace } from './place.js';

it.each<[string, { lat: number; lon: number } | null]>([
  ['55.25, 9.49', { lat: 55.25, lon: 9.49 }],
  ['55.25 9.49', { lat: 55.25, lon: 9.49 }],
  ['55,25; 9,49', { lat: 55.25, lon: 9.49 }],
  ['(55.25, -9.49)', { lat: 55.25, lon: -9.49 }],
  ['55, 9', { lat: 55, lon: 9 }],
  ['55.25,9.49', { lat: 55.25, lon: 9.49 }],
  ['95, 9', null],
  ['55.25', null],
  ['55.25, 9.49, 3', null],
  ['Haderslev', null],
  ['', null],
])('%j is the place %j', (text, place) => {
  expect(readPlace(text)).toEqual(place);
});

const ring: [number, number][] = [
  [9, 55],
  [9.5, 55],
  [9.5, 55.5],
  [9, 55.5],
  [9, 55],
];

it('the middle of an area lies between its ends', () => {
  expect(middleOf({ type: 'Polygon', coordinates: [ring] })).toEqual({ lat: 55.25, lon: 9.25 });
  expect(middleOf({ type: 'MultiPolygon', coordinates: [[ring]] })).toEqual({ lat: 55.25, lon: 9.25 });
});
