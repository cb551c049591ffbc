import { MINUTE_MS } from '../../platform/clock/spans.rules.js';

/**
 * How far apart local times of the world are from UTC, in minutes, in winter and summer: whole hours to fourteen, and the half and
 * quarter hours that exist (Newfoundland, Iran, Afghanistan, India, Nepal, Myanmar, Eucla, Adelaide, Lord Howe, the Chatham Islands).
 */
const ZONES = new Set([
  ...Array.from({ length: 14 }, (_, i) => (i + 1) * 60),
  ...[150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825],
]);
const STEP = 15;

/** Whether two clocks so far apart show the same moment in two zones of the world. */
export const isZoneApart = (shiftMs: number): boolean =>
  shiftMs % MINUTE_MS === 0 && ZONES.has(Math.abs(shiftMs) / MINUTE_MS);

/** The whole time zone that the distance is, but for what a clock may be off; the distance itself where it is none. */
export function nearestZoneShift(shiftMs: number, toleranceMs: number): number {
  const zone = Math.round(shiftMs / (STEP * MINUTE_MS)) * STEP * MINUTE_MS;
  return isZoneApart(zone) && Math.abs(shiftMs - zone) <= toleranceMs ? zone : shiftMs;
}
