import { expect, it } from '@jest/globals';
import { drawCurve, drawLimit, topOf } from './curve.js';

it.each([
  [[], '', ''],
  [[null], '', ''],
  [[0], 'M500 1000', 'M500 1000h0'],
  [[0, 50, 100], 'M166.7 1000L500 500L833.3 0', 'M166.7 1000h0M500 500h0M833.3 0h0'],
  [[0, null, 100, 50], 'M125 1000M625 0L875 500', 'M125 1000h0M625 0h0M875 500h0'],
])('%j is drawn from the foot up, and not over what is not known', (values, line, dots) =>
  expect(drawCurve(values, 100)).toEqual({ line, dots }),
);

it.each([
  [[], ''],
  [[50, 50], 'M0 500H1000'],
  [[50, 50, 100, null, 100], 'M0 500H400M400 0H600M800 0H1000'],
  [[null, 100], 'M500 0H1000'],
])('a limit of %j is level', (values, line) => expect(drawLimit(values, 100)).toBe(line));

it.each([
  [[], 60],
  [[null, 12], 60],
  [[601, 600], 900],
  [[90_000], 172_800],
])('%j is below %i', (values, top) => expect(topOf(values)).toBe(top));
