import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clockShiftMs, judgeClock, sightClock } from './clock.rules.js';
import { DAY_MS } from '../../platform/clock/spans.rules.js';

const receivedAt = new Date('2026-11-21T09:00:00Z');
/** A time of the day of receipt, or a whole one. */
const at = (said: string) => new Date(said.includes('-') ? said : `2026-11-21T${said}Z`);

describe('judgeClock, for an event received at 09:00:00', () => {
  it.each([
    // time, sent at, clock says, buffered -> effective, judged, late, what was noted
    ['08:59:58', '08:59:59', 'synced', false, '08:59:58', 'trusted', 2, null],
    ['08:57:59', '08:58:00', 'synced', false, '08:57:59', 'trusted', 121, null],
    ['09:01:59', '09:02:00', 'synced', false, '09:00:00', 'trusted', 0, null],
    ['09:02:00', null, 'synced', false, '09:00:00', 'trusted', 0, null],
    ['08:56:59', '08:57:59', 'synced', false, '08:56:59', 'trusted', 181, 'time:doubted'],
    ['10:10:00', '10:10:30', 'unknown', false, '08:59:30', 'corrected', 30, 'time:repaired'],
    ['07:12:00', '08:59:59', 'synced', false, '07:12:00', 'trusted', 6480, null],
    ['07:12:00', '07:12:01', 'synced', true, '07:12:00', 'trusted', 6480, null],
    ['07:12:00', null, 'synced', false, '07:12:00', 'trusted', 6480, null],
    ['11:10:00', null, 'synced', false, '09:00:00', 'corrected', 0, 'time:repaired'],
    ['11:10:00', '11:40:00', 'synced', true, '08:30:00', 'corrected', 1800, 'time:repaired'],
    ['11:10:00', null, 'synced', true, '09:00:00', 'unset', 0, 'time:repaired'],
    ['11:10:00', '09:00:00', 'synced', false, '09:00:00', 'unset', 0, 'time:repaired'],
    ['11:10:00', '08:50:00', 'synced', true, '09:00:00', 'unset', 0, 'time:repaired'],
    ['07:12:00', '07:12:00', 'unset', false, '09:00:00', 'unset', 0, 'time:repaired'],
    ['07:12:00', null, 'unset', true, '09:00:00', 'unset', 0, 'time:repaired'],
    // a date that is wrong by days
    ['2026-11-22T08:59:00Z', '2026-11-22T09:00:00Z', 'synced', false, '08:59:00', 'corrected', 60, 'time:repaired'],
    ['2026-11-22T08:59:00Z', null, 'synced', false, '09:00:00', 'corrected', 0, 'time:repaired'],
    // kept back for days and weeks
    ['2026-11-01T08:00:00Z', null, 'synced', false, '2026-11-01T08:00:00Z', 'trusted', 20 * 86_400 + 3_600, null],
    ['2026-11-01T08:00:00Z', '09:00:00', 'synced', true, '2026-11-01T08:00:00Z', 'trusted', 20 * 86_400 + 3_600, null],
    // what was kept is never news of today
    ['2024-01-01T00:00:12Z', null, 'synced', true, '2024-01-01T00:00:12Z', 'trusted', 91_184_388, null],
    ['08:00:00', '2080-01-06T00:03:10Z', 'synced', true, '09:00:00', 'unset', 0, 'time:repaired'],
    ['2020-01-01T00:00:00Z', null, 'synced', true, '2020-01-01T00:00:00Z', 'trusted', 217_414_800, null],
    ['2019-12-31T23:59:59.999Z', null, 'synced', true, '09:00:00', 'unset', 0, 'time:repaired'],
    ['08:00:00', '2020-01-01T00:00:00Z', 'synced', true, '08:00:00', 'trusted', 3_600, null],
    ['08:00:00', '2019-12-31T23:59:59.999Z', 'synced', true, '09:00:00', 'unset', 0, 'time:repaired'],
    // half a year, in either direction
    ['2026-05-25T09:00:00Z', null, 'synced', false, '09:00:00', 'unset', 0, 'time:repaired'],
    ['2026-05-25T09:00:01Z', null, 'synced', false, '2026-05-25T09:00:01Z', 'trusted', 15_551_999, null],
    ['2027-05-20T09:00:00Z', null, 'synced', false, '09:00:00', 'unset', 0, 'time:repaired'],
    ['2027-05-20T08:59:59Z', null, 'synced', false, '09:00:00', 'corrected', 0, 'time:repaired'],
  ] as const)(
    '%s sent %s, %s, historical %s -> %s %s',
    (time, sent, clockSync, historical, effective, clock, late, note) => {
      const event = { time: at(time), sentAt: sent === null ? null : at(sent), clockSync, historical };
      expect(judgeClock(event, receivedAt)).toEqual({
        effectiveAt: at(effective),
        clock,
        lateBySeconds: late,
        notes: note === null ? null : [note],
      });
    },
  );

  it.each([
    ['the epoch', '1970-01-01T00:00:12Z'],
    ['the first GPS week', '1980-01-06T00:00:00Z'],
    ['a chip of the nineties', '1999-08-22T00:00:04Z'],
    ['the millennium', '2000-01-01T00:00:59Z'],
    ['2010', '2010-01-01T00:00:00Z'],
    ['2015', '2015-01-01T00:00:00Z'],
    ['a GPS week counted over', '2007-04-07T09:00:00Z'],
    ['2021', '2021-01-01T00:00:12Z'],
    ['a year ago', '2025-11-21T09:00:00Z'],
    ['the day the firmware was built', '2026-05-02T12:00:00Z'],
    ['2036, when NTP counts over', '2036-02-07T06:28:16Z'],
    ['2038', '2038-01-19T03:14:07Z'],
    ['2080', '2080-01-06T00:03:10Z'],
    ['2100', '2100-12-31T23:59:59Z'],
  ])('a live event of %s has an unset clock, whichever of its times says so', (_, absurd) => {
    for (const [time, sentAt] of [
      [absurd, absurd],
      [absurd, null],
      [absurd, '08:59:59'],
      ['08:59:58', absurd],
    ] as const) {
      const event = {
        time: at(time),
        sentAt: sentAt === null ? null : at(sentAt),
        clockSync: 'synced',
        historical: false,
      } as const;
      expect(judgeClock(event, receivedAt)).toEqual({
        effectiveAt: receivedAt,
        clock: 'unset',
        lateBySeconds: 0,
        notes: ['time:repaired'],
      });
    }
  });

  it.each([
    ['10:00:00', '10:00:30', '09:00:00', 'local time of Copenhagen called Z'],
    ['10:59:00', '10:59:50', '08:59:00', 'the same in summer'],
    ['14:29:00', '14:29:40', '08:59:00', 'local time of Delhi called Z'],
    ['14:44:10', '14:46:00', '08:59:10', 'local time of Kathmandu called Z'],
    ['22:44:00', '22:45:10', '08:59:00', 'local time of the Chatham Islands called Z'],
    ['10:59:00', null, '08:59:00', 'one that does not say when it was sent'],
  ] as [string, string | null, string, string][])('%s sent %s is %s: %s', (time, sent, effective, _) => {
    const event = {
      time: at(time),
      sentAt: sent === null ? null : at(sent),
      clockSync: 'synced',
      historical: false,
    } as const;
    expect(judgeClock(event, receivedAt)).toMatchObject({
      effectiveAt: at(effective),
      clock: 'corrected',
      notes: ['time:repaired', 'zone:repaired'],
    });
  });

  it.each([
    // seen before: how slow, how long ago -> effective, judged
    ['as slow, a minute ago', 121, 60, '08:59:00', 'corrected', 'time:repaired'],
    ['as slow, a moment ago: a burst of packets sent again', 121, 5, '08:56:59', 'trusted', 'time:doubted'],
    ['slow by another measure', 1_000, 600, '08:56:59', 'trusted', 'time:doubted'],
  ] as const)('scenario 04: a clock two minutes slow that was seen %s', (_story, slow, ago, effective, clock, note) => {
    const event = { time: at('08:56:59'), sentAt: at('08:57:59'), clockSync: 'synced', historical: false } as const;
    const before = { offsetMs: slow * 1000, receivedAt: new Date(receivedAt.getTime() - ago * 1000) };
    expect(judgeClock(event, receivedAt, before)).toMatchObject({ effectiveAt: at(effective), clock, notes: [note] });
  });

  it('scenario 04: remembers the first of the sightings that agree, forgets a clock that is right, and keeps what cannot be told', () => {
    const seen = (sent: string | null, before: Parameters<typeof sightClock>[2], historical = false) =>
      sightClock({ sentAt: sent === null ? null : at(sent), historical, clockSync: 'synced' }, receivedAt, before);
    const first = { offsetMs: 590_000, receivedAt: at('08:30:00') };
    expect(seen('08:50:00', first)).toBe(first);
    expect(seen('08:40:00', first)).toEqual({ offsetMs: 1_200_000, receivedAt });
    expect(seen('08:59:30', first)).toBeNull();
    expect(seen(null, first)).toBe(first);
    expect(seen('08:00:00', first, true)).toBe(first);
    expect(seen('08:58:00', first)).toBeNull();
    expect(seen('08:49:10', first)).toEqual({ offsetMs: 650_000, receivedAt });
    const unset = { sentAt: at('07:00:00'), historical: false, clockSync: 'unset' } as const;
    expect(sightClock(unset, receivedAt, first)).toBe(first);
  });

  it.each([
    ['when it was sent', 60_000, 60_000],
    ['when it was sent, five weeks after', 35 * DAY_MS, 35 * DAY_MS],
    ['its time, when it says to be sent later than that', 35 * DAY_MS + 1, 0],
    ['its time, when it says to be sent before', -1, 0],
    ['its time, when it does not say', null, 0],
  ])('an unset clock showed %s', (_, keptMs, showedMs) => {
    const time = at('1970-01-01T00:05:00Z');
    const sentAt = keptMs === null ? null : new Date(+time + keptMs);
    expect(clockShiftMs({ time, sentAt }, receivedAt, 'unset')).toBe(+receivedAt - +time - showedMs);
  });

  const time = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
  const event = fc.record({
    time,
    sentAt: fc.option(time),
    clockSync: fc.constantFrom('synced' as const, 'unset' as const, 'unknown' as const),
    historical: fc.boolean(),
  });

  it('never puts anything into the future, and never a live event into another half-year', () => {
    fc.assert(
      fc.property(event, time, (said, received) => {
        const { effectiveAt, lateBySeconds } = judgeClock(said, received);
        expect(effectiveAt <= received && lateBySeconds >= 0).toBe(true);
        if (!said.historical) expect(received.getTime() - effectiveAt.getTime()).toBeLessThan(180 * DAY_MS);
      }),
    );
  });

  it('never moves the times of a clock that is trusted, and notes whenever it is not', () => {
    fc.assert(
      fc.property(event, time, (said, received) => {
        const { clock, notes, effectiveAt } = judgeClock(said, received);
        const shift = clockShiftMs(said, received, clock);
        if (clock === 'trusted') expect([shift, +effectiveAt]).toEqual([0, Math.min(+said.time, +received)]);
        else expect(notes).toContain('time:repaired');
      }),
    );
  });

  it('judges what happens now as of now, by whatever a clock with a measured error says', () => {
    const offsetMs = fc.oneof(
      fc.integer({ min: -179 * DAY_MS, max: 179 * DAY_MS }),
      fc.integer({ min: -14 * 4, max: 14 * 4 }).map((quarters) => quarters * 900_000),
    );
    fc.assert(
      fc.property(offsetMs, fc.integer({ min: 0, max: 60_000 }), (offset, kept) => {
        const said = {
          time: new Date(+receivedAt + offset - kept),
          sentAt: new Date(+receivedAt + offset),
          clockSync: 'synced',
          historical: false,
        } as const;
        const before = { offsetMs: -offset, receivedAt: new Date(+receivedAt - 120_000) };
        const { effectiveAt } = judgeClock(said, receivedAt, before);
        // Within the tolerance the clock is taken at its word.
        expect(+receivedAt - +effectiveAt).toBeLessThanOrEqual(kept + 120_000);
      }),
    );
  });
});
