import { expect, it } from '@jest/globals';
import { isZoneApart, nearestZoneShift } from './zone-shift.rules.js';

it('two clocks are a zone apart by whole hours to fourteen, and by the halves and quarters that exist', () => {
  const apart = Array.from({ length: 1_000 }, (_, minutes) => minutes).filter((minutes) =>
    isZoneApart(minutes * 60_000),
  );
  expect(apart).toEqual([
    ...[60, 120, 150, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 525, 540, 570, 600, 630, 660, 720, 765],
    ...[780, 825, 840],
  ]);
  expect([isZoneApart(-3_600_000), isZoneApart(3_600_001), isZoneApart(-45 * 60_000)]).toEqual([true, false, false]);
});

it.each([
  ['a zone', 3_600_000, 3_600_000],
  ['a zone, and as much as a clock may be off', 3_600_000 + 120_000, 3_600_000],
  ['as much less', 3_600_000 - 120_000, 3_600_000],
  ['a zone the other way', -20_700_000 - 1, -20_700_000],
  ['a zone, and more', 3_600_000 + 120_001, 3_720_001],
  ['a quarter that is no zone', 45 * 60_000 + 1, 45 * 60_000 + 1],
  ['nothing', 0, 0],
])('the distance of %s: %i is taken for %i', (_, shift, taken) => expect(nearestZoneShift(shift, 120_000)).toBe(taken));
