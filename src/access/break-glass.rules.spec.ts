import { expect, it } from '@jest/globals';
import { closesAt, lookBecause } from './break-glass.rules.js';

it('stays open for an hour, and says why in the log of reads', () => {
  expect(closesAt(new Date('2026-03-10T06:30:00Z'))).toEqual(new Date('2026-03-10T07:30:00Z'));
  expect(lookBecause('covering-shift')).toBe('break-glass: covering-shift');
});
