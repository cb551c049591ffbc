import { expect, it } from '@jest/globals';
import { figuresIn } from './figures.js';

it.each([
  ['en', '10 Mar 2026', 'Mar 2026', '93.1%', '99.9%', '100%'],
  ['da', '10. mar. 2026', 'mar. 2026', '93,1 %', '99,9 %', '100 %'],
  ['nb', '10. mars 2026', 'mars 2026', '93,1 %', '99,9 %', '100 %'],
] as const)('days and shares are written as in %s, and a share is never more than it is', (language, ...said) => {
  const { date, month, share } = figuresIn(language);
  const shares = [0.9312, 0.99999, 1].map((one) => share(one).replaceAll('\u00a0', ' '));
  expect([date('2026-03-10'), month('2026-03-01'), ...shares]).toEqual(said);
});
