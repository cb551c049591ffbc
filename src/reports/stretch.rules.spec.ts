import { expect, it } from '@jest/globals';
import { beginOf, type Stretch } from './stretch.rules.js';

it.each<[string, Stretch, string, string]>([
  ['2026-03-28T22:59:59Z', 'day', 'Europe/Copenhagen', '2026-03-28'],
  ['2026-03-28T23:00:00Z', 'day', 'Europe/Copenhagen', '2026-03-29'],
  ['2026-03-29T21:59:59Z', 'day', 'Europe/Copenhagen', '2026-03-29'],
  ['2026-03-29T22:00:00Z', 'day', 'Europe/Copenhagen', '2026-03-30'],
  ['2026-03-29T21:59:59Z', 'week', 'Europe/Copenhagen', '2026-03-23'],
  ['2026-03-29T22:00:00Z', 'week', 'Europe/Copenhagen', '2026-03-30'],
  ['2026-01-01T12:00:00Z', 'week', 'Europe/Oslo', '2025-12-29'],
  ['2026-02-28T22:59:59Z', 'month', 'Europe/Oslo', '2026-02-01'],
  ['2026-02-28T23:00:00Z', 'month', 'Europe/Oslo', '2026-03-01'],
  ['2026-02-28T23:00:00Z', 'month', 'Etc/UTC', '2026-02-01'],
])('%s is in the %s that begins in %s on %s', (at, stretch, zone, begin) =>
  expect(beginOf(stretch, new Date(at), zone)).toBe(begin),
);
