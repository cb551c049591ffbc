import { describe, expect, it } from '@jest/globals';
import type { Roster } from '../teams/roster.rules.js';
import type { Shift } from '../teams/shifts/shift-dates.rules.js';
import { shiftAt } from './shift.rules.js';

const weekdays: Shift['days'] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const shift = (from: string, to: string, days = weekdays): Shift => ({ days, from, to });
const roster = (shifts: Shift[], ...ownDays: Roster['ownDays']) => ({ shifts, ownDays });
const early = roster([shift('06:00', '14:00'), shift('14:00', '22:00'), shift('22:00', '06:00')]);
const long = roster([shift('08:00', '20:00'), shift('20:00', '08:00')]);
const always = roster([shift('00:00', '24:00')]);
const festive = roster([...early.shifts, shift('08:00', '20:00', ['holiday'])]);
const half = roster([shift('06:30', '14:30'), shift('22:30', '06:30')]);
const half13 = roster([shift('08:00', '20:30')]);
const minuteMore = roster([shift('08:00', '20:01')]);
const middle = roster([shift('12:00', '20:00')]);
const monday = roster([shift('18:00', '02:00', ['mon'])]);
const closed = roster(festive.shifts, { date: '2026-03-10', name: 'Own day', holiday: true });

/** 2026-03-10 is a Tuesday; Copenhagen is an hour ahead of UTC. */
describe('the shift in which an alert opened', () => {
  it.each<[string, string, Pick<Roster, 'shifts' | 'ownDays'>[], string, string?]>([
    ['by the roster, before the hour would say so', '2026-03-10T05:30:00Z', [early], 'day'],
    ['by the roster, after', '2026-03-10T13:30:00Z', [early], 'evening'],
    ['after midnight on a shift of the day before', '2026-03-10T01:00:00Z', [early], 'night'],
    ['on Monday before the first shift of the week: by the hour', '2026-03-09T01:00:00Z', [early], 'night'],
    ['on a day without a shift: by the hour', '2026-03-14T08:00:00Z', [early], 'day'],
    ['twelve hours of day', '2026-03-10T18:30:00Z', [long], 'day'],
    ['twelve hours of night', '2026-03-10T19:30:00Z', [long], 'night'],
    ['around the clock: by the hour', '2026-03-10T19:30:00Z', [always], 'evening'],
    ['where several serve the district: by the shortest', '2026-03-10T13:30:00Z', [always, long, early], 'evening'],
    ['without a roster: by the hour', '2026-03-10T05:30:00Z', [], 'night'],
    ['without a roster, a minute before seven', '2026-03-10T05:59:00Z', [], 'night'],
    ['without a roster, at seven', '2026-03-10T06:00:00Z', [], 'day'],
    ['without a roster, a minute before three', '2026-03-10T13:59:00Z', [], 'day'],
    ['without a roster, at three', '2026-03-10T14:00:00Z', [], 'evening'],
    ['without a roster, a minute before eleven', '2026-03-10T21:59:00Z', [], 'evening'],
    ['without a roster, at eleven', '2026-03-10T22:00:00Z', [], 'night'],
    ['as a shift of half past begins', '2026-03-10T05:30:00Z', [half], 'day'],
    ['a minute before it', '2026-03-10T05:29:00Z', [half], 'night'],
    ['as it ends', '2026-03-10T13:30:00Z', [half], 'day'],
    ['as one ends in the evening', '2026-03-10T21:00:00Z', [early], 'night'],
    ['a minute before', '2026-03-10T20:59:00Z', [early], 'evening'],
    ['longer than twelve hours: by the hour', '2026-03-10T18:30:00Z', [half13], 'evening'],
    ['a minute longer', '2026-03-10T18:30:00Z', [minuteMore], 'evening'],
    ['by its middle', '2026-03-10T11:30:00Z', [middle], 'evening'],
    ['past midnight by the middle of one that began on Monday', '2026-03-09T23:30:00Z', [monday], 'evening'],
    ['a minute before its end', '2026-03-10T00:59:00Z', [monday], 'evening'],
    ['as it ends: by the hour', '2026-03-10T01:00:00Z', [monday], 'night'],
    ['by the wall clock of the citizen', '2026-03-10T05:30:00Z', [early], 'night', 'Atlantic/Reykjavik'],
    ['on Christmas Day by the shift of holidays, and by no other', '2026-12-25T15:30:00Z', [festive], 'day'],
    ["on the municipality's own day too", '2026-03-10T15:30:00Z', [closed], 'day'],
    ['the night after it by the hour', '2026-12-25T23:30:00Z', [festive], 'night'],
    ['on the night that the clock goes forward', '2026-03-27T23:30:00Z', [early], 'night'],
  ])('%s', (_, at, rosters, name, zone = 'Europe/Copenhagen') =>
    expect(shiftAt(new Date(at), zone, rosters)).toBe(name),
  );
});
