import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commands, deviceIdPattern, isCommandType, judgeClock, sightClock } from './device.rules.js';

const receivedAt = new Date('2026-11-21T09:00:00Z');
const at = (clock: string) => new Date(`2026-11-21T${clock}Z`);

describe('judgeClock, for an event received at 09:00:00', () => {
  it.each([
    // time, sent at, clock says, buffered -> effective, judged, late
    ['08:59:58', '08:59:59', 'synced', false, '08:59:58', 'trusted', 2],
    ['08:57:59', '08:58:00', 'synced', false, '08:57:59', 'trusted', 121],
    ['09:01:59', '09:02:00', 'synced', false, '09:00:00', 'trusted', 0],
    ['08:56:59', '08:57:59', 'synced', false, '08:56:59', 'trusted', 181],
    ['10:00:00', '10:00:30', 'unknown', false, '08:59:30', 'corrected', 30],
    ['07:12:00', '08:59:59', 'synced', false, '07:12:00', 'trusted', 6480],
    ['07:12:00', '07:12:01', 'synced', true, '07:12:00', 'trusted', 6480],
    ['07:12:00', null, 'synced', false, '07:12:00', 'trusted', 6480],
    ['11:00:00', null, 'synced', false, '09:00:00', 'trusted', 0],
    ['11:00:00', '11:00:00', 'synced', true, '09:00:00', 'trusted', 0],
    ['07:12:00', '07:12:00', 'unset', false, '09:00:00', 'unset', 0],
    ['07:12:00', null, 'unset', true, '09:00:00', 'unset', 0],
  ] as const)('%s sent %s, %s, historical %s -> %s %s', (time, sent, clockSync, historical, effective, clock, late) => {
    const event = { time: at(time), sentAt: sent === null ? null : at(sent), clockSync, historical };
    expect(judgeClock(event, receivedAt)).toEqual({ effectiveAt: at(effective), clock, lateBySeconds: late });
  });

  it.each([
    // seen before: how slow, how long ago -> effective, judged
    ['as slow, a minute ago', 120, 60, '08:59:00', 'corrected'],
    ['as slow, a moment ago: a burst of packets sent again', 120, 5, '08:56:59', 'trusted'],
    ['slow by another measure', 1_000, 600, '08:56:59', 'trusted'],
  ] as const)('scenario 04: a clock two minutes slow that was seen %s', (_story, slow, ago, effective, clock) => {
    const event = { time: at('08:56:59'), sentAt: at('08:57:59'), clockSync: 'synced', historical: false } as const;
    const before = { offsetMs: slow * 1000, receivedAt: new Date(receivedAt.getTime() - ago * 1000) };
    expect(judgeClock(event, receivedAt, before)).toMatchObject({ effectiveAt: at(effective), clock });
  });

  it('scenario 04: remembers the first of the sightings that agree, and forgets a clock that is right', () => {
    const seen = (sent: string, before: Parameters<typeof sightClock>[2]) =>
      sightClock({ sentAt: at(sent), historical: false, clockSync: 'synced' }, receivedAt, before);
    const first = { offsetMs: 590_000, receivedAt: at('08:30:00') };
    expect(seen('08:50:00', first)).toBe(first);
    expect(seen('08:40:00', first)).toEqual({ offsetMs: 1_200_000, receivedAt });
    expect(seen('08:59:30', first)).toBeNull();
  });

  it('does not believe a clock that was never set', () => {
    const event = { time: new Date(12_000), sentAt: new Date(13_000), clockSync: 'synced', historical: false } as const;
    expect(judgeClock(event, receivedAt)).toMatchObject({ effectiveAt: receivedAt, clock: 'unset' });
  });

  it('never puts anything into the future', () => {
    const time = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    const event = fc.record({
      time,
      sentAt: fc.option(time),
      clockSync: fc.constantFrom('synced' as const, 'unset' as const, 'unknown' as const),
      historical: fc.boolean(),
    });
    fc.assert(
      fc.property(event, time, (said, received) => {
        const { effectiveAt, lateBySeconds } = judgeClock(said, received);
        return effectiveAt <= received && lateBySeconds >= 0;
      }),
    );
  });
});

describe('names', () => {
  it.each(['HAD-0001', 'a', 'x'.repeat(64), 'a.b_c-D'])('%s is a device id', (id) => {
    expect(id).toMatch(deviceIdPattern);
  });
  it.each(['', 'x'.repeat(65), 'a/b', 'a+b', '#', 'a b', 'å', 'a\n'])('%j is not', (id) => {
    expect(id).not.toMatch(deviceIdPattern);
  });
  it('knows its commands', () => {
    expect(isCommandType('dose.remind')).toBe(true);
    expect(isCommandType('toString')).toBe(false);
  });
});

describe('commands', () => {
  it.each([
    ['dose.remind', { dueAt: '2026-11-21T08:00:00+01:00' }, true],
    ['dose.remind', { dueAt: 'now' }, false],
    [
      'schedule.set',
      { revision: 1, zone: 'Europe/Copenhagen', slots: [{ time: '08:00', criticality: 'standard' }] },
      true,
    ],
    [
      'schedule.set',
      { revision: 1, zone: 'Europe/Copenhagen', slots: [{ time: '24:00', criticality: 'standard' }] },
      false,
    ],
    ['time.sync', { now: '2026-11-21T08:00:00Z', speed: 60 }, true],
    ['time.sync', { now: '2026-11-21T08:00:00Z', speed: 0 }, false],
    ['message.show', { messageId: 'm1', text: 'Hello' }, true],
    ['dose.lock', {}, true],
  ] as const)('%s with %j fits: %s', (type, data, fits) => {
    expect(commands[type].safeParse(data).success).toBe(fits);
  });
});
