import { describe, expect, it } from '@jest/globals';
import { failingWork, type TimerFares } from './failing.rules.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 6, minute));
const sweep = (name: string, more: Partial<TimerFares> = {}): TimerFares => ({
  name,
  lastRunAt: at(9),
  ageMs: 500,
  trouble: null,
  ...more,
});
const message = (minute: number, deviceId: string) => ({
  number: minute,
  deviceId,
  type: 'dose.missed',
  receivedAt: at(minute),
  citizenId: null,
  trouble: '55P03',
});
const delivery = (minute: number) => ({ id: `d${minute}`, purpose: 'tell-lead', since: at(minute), trouble: 'away' });

describe('what keeps failing', () => {
  it.each<[string, TimerFares, boolean]>([
    ['comes through', sweep('watch'), false],
    ['is as old as one may be', sweep('watch', { ageMs: 15_000 }), false],
    ['is late', sweep('watch', { ageMs: 15_001 }), true],
    ['failed just now', sweep('watch', { trouble: '53100' }), true],
    ['never came through', sweep('watch', { lastRunAt: null }), true],
  ])('a timer that %s', (_, fares, isTold) =>
    expect(failingWork([], [], [fares], 15_000).map(({ name }) => name)).toEqual(isTold ? ['watch'] : []),
  );

  it('is one list: timers first, then what has waited longest', () => {
    const found = failingWork(
      [message(5, 'HAD-2'), message(1, 'HAD-1')],
      [delivery(3)],
      [sweep('drain', { trouble: '53100' }), sweep('watch')],
      15_000,
    );
    expect(found.map(({ kind, name, id, deviceId, trouble }) => [kind, name, id, deviceId, trouble])).toEqual([
      ['timer', 'drain', null, null, '53100'],
      ['message', 'dose.missed', null, 'HAD-1', '55P03'],
      ['delivery', 'tell-lead', 'd3', null, 'away'],
      ['message', 'dose.missed', null, 'HAD-2', '55P03'],
    ]);
  });
});
