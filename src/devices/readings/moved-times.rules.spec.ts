import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeClock } from './clock.rules.js';
import { moveTimes, timesOf } from './moved-times.rules.js';
import { type TelemetryEvent, vocabulary } from '../telemetry.rules.js';
import { DAY_MS, HOUR_MS } from '../../platform/clock/spans.rules.js';

const receivedAt = new Date('2026-11-21T09:00:00Z');
const iso = (ms: number): string => new Date(ms).toISOString();

const event = (type: string, time: string, data: Record<string, unknown>, more: object = {}): TelemetryEvent => ({
  id: 'e',
  type,
  time: new Date(time),
  bootId: null,
  sequence: null,
  sentAt: null,
  clockSync: 'synced',
  historical: false,
  dueAt: typeof data.dueAt === 'string' ? new Date(data.dueAt) : null,
  data,
  ...more,
});

describe('the times in an event', () => {
  it('are those its word says are times', () => {
    expect(timesOf('dose.dispensed_in_advance')).toEqual(['firstDueAt', 'lastDueAt']);
    expect(timesOf('supply.low')).toEqual(['depletionAt']);
    expect(timesOf('service.paused')).toEqual(['from', 'until']);
    expect(timesOf('device.heartbeat')).toEqual(['nextDueAt']);
    expect(timesOf('user.help_requested')).toEqual([]);
    expect(timesOf('vendor.something')).toEqual([]);
  });

  it.each(Object.keys(vocabulary))('of %s move all of them with a clock that is corrected', (type) => {
    const fields = timesOf(type);
    const said = Object.fromEntries(fields.map((field, i) => [field, iso(+receivedAt + DAY_MS + (i - 1) * HOUR_MS)]));
    const moved = moveTimes(
      event(type, iso(+receivedAt + DAY_MS), { ...said, slot: 'a' }, { sentAt: new Date(+receivedAt + DAY_MS) }),
      receivedAt,
      'corrected',
    );
    const meant = Object.fromEntries(fields.map((field, i) => [field, iso(+receivedAt + (i - 1) * HOUR_MS)]));
    expect(moved.data).toEqual({ ...meant, slot: 'a' });
    expect(moved.notes ?? []).toEqual(fields.map((field) => `data.${field}:repaired`));
    if (fields.includes('dueAt')) expect(moved.dueAt?.toISOString()).toBe(meant.dueAt);
  });

  it.each([
    // time, due at -> what is meant by it
    ['of the clock that was never set', '1970-01-01T00:04:00Z', '1970-01-01T00:00:00Z', '2026-11-21T08:56:00Z'],
    ['of 2021', '2021-01-01T00:04:00Z', '2020-12-31T23:34:00Z', '2026-11-21T08:30:00Z'],
    ['that the gateway had told it', '1970-01-01T00:04:00Z', '2026-11-21T08:30:00Z', '2026-11-21T08:30:00Z'],
    [
      'an hour behind, and unset by its own word',
      '2026-11-21T08:00:00Z',
      '2026-11-21T07:45:00Z',
      '2026-11-21T08:45:00Z',
    ],
  ])('%s: written at %s, due %s', (_, time, dueAt, meant) => {
    const { dueAt: moved } = moveTimes(event('dose.missed', time, { dueAt }), receivedAt, 'unset');
    expect(moved).toEqual(new Date(meant));
  });

  it.each([
    // how far ahead, due as written -> as meant
    ['a day ahead', 24, '2026-11-22T08:00:00Z', '2026-11-21T08:00:00Z'],
    ['a day ahead, of a dose the gateway had named', 24, '2026-11-21T08:00:00Z', '2026-11-21T08:00:00Z'],
    ['two hours ahead, of a dose two hours ago', 2, '2026-11-21T09:00:00Z', '2026-11-21T07:00:00Z'],
    ['twelve hours ahead, of a dose the gateway had named', 12, '2026-11-21T11:00:00Z', '2026-11-21T11:00:00Z'],
    ['twelve hours ahead, a little later', 12, '2026-11-21T11:30:00Z', '2026-11-21T11:30:00Z'],
    ['twelve hours ahead, as late as is told apart', 12, '2026-11-21T12:00:00Z', '2026-11-21T12:00:00Z'],
    ['a minute ahead', 1 / 60, '2026-11-21T08:30:00Z', '2026-11-21T08:29:00Z'],
    ['twelve hours ahead', 12, '2026-11-21T20:00:00Z', '2026-11-21T08:00:00Z'],
  ])('%s', (_, hours, dueAt, meant) => {
    const ahead = new Date(+receivedAt + hours * HOUR_MS);
    const said = event('dose.dispensed', ahead.toISOString(), { dueAt }, { sentAt: ahead });
    expect(moveTimes(said, receivedAt, 'corrected').dueAt).toEqual(new Date(meant));
  });

  it('are moved by themselves, and where none is when it was due that stays unknown', () => {
    const ahead = new Date(+receivedAt + 2 * HOUR_MS);
    const of = (type: string, data: Record<string, unknown>) =>
      moveTimes(event(type, ahead.toISOString(), data, { sentAt: ahead }), receivedAt, 'corrected');
    expect(of('dose.dispensed', {})).toEqual({ dueAt: null, data: {}, notes: null });
    expect(of('supply.low', { depletionAt: '2026-11-21T12:00:00Z' })).toEqual({
      ...{ dueAt: null, data: { depletionAt: '2026-11-21T10:00:00.000Z' }, notes: ['data.depletionAt:repaired'] },
    });
  });

  it.each([
    ['2026-11-21T08:58:00Z', '2026-11-21T08:30:00.000Z'],
    ['2026-11-21T08:57:59Z', '2026-11-21T08:32:01.000Z'],
  ])('stay as they are of an unset clock that is right within two minutes: %s', (time, meant) => {
    const { dueAt } = moveTimes(event('dose.missed', time, { dueAt: '2026-11-21T08:30:00Z' }), receivedAt, 'unset');
    expect(dueAt?.toISOString()).toBe(meant);
  });

  it('stay as they are of a clock that is trusted, and where there are none', () => {
    const trusted = event('dose.missed', '2026-11-21T08:00:00Z', { dueAt: '2026-11-21T07:00:00Z' });
    expect(moveTimes(trusted, receivedAt, 'trusted')).toMatchObject({ dueAt: trusted.dueAt, notes: null });
    expect(moveTimes(event('dose.missed', '1970-01-01T00:04:00Z', {}), receivedAt, 'unset')).toEqual({
      dueAt: null,
      data: {},
      notes: null,
    });
  });

  it('keep their distance to what happened, whatever a live clock says that shows its error', () => {
    const offset = fc.oneof(
      fc.integer({ min: 120_001, max: 179 * DAY_MS }),
      fc.integer({ min: 181 * DAY_MS, max: 55 * 365 * DAY_MS }).map((ms) => -ms),
      fc
        .constantFrom('1970-01-01', '1980-01-06', '2000-01-01', '2010-01-01', '2015-01-01', '2036-02-07', '2080-01-06')
        .map((day) => Date.parse(day) - +receivedAt),
    );
    fc.assert(
      fc.property(offset, fc.integer({ min: -90, max: 90 }), fc.integer({ min: 0, max: 30 }), (off, due, kept) => {
        const now = +receivedAt + off;
        const said = event(
          'dose.dispensed',
          iso(now - kept * 60_000),
          { dueAt: iso(now + due * 60_000) },
          { sentAt: new Date(now) },
        );
        const { clock } = judgeClock(said, receivedAt);
        const { dueAt } = moveTimes(said, receivedAt, clock);
        // A whole time zone is taken as such, and the rest of the error as what a clock may be off by.
        expect(Math.abs(+dueAt! - (+receivedAt + due * 60_000))).toBeLessThanOrEqual(120_000);
      }),
    );
  });
});
