import { describe, expect, it } from '@jest/globals';
import type { Pause } from '../citizens/pause.rules.js';
import type { DoseState } from './dose.rules.js';
import { alarmedAt, asDose, mayBeNext, whyUnalarmed, whyUnmatchedUnalarmed } from './if-missed.rules.js';

const at = (time: string): Date => new Date(`2026-03-10T${time}:00Z`);

/** Due at 08:00, until 09:00, and waited for until 09:05. */
const dose = (state: DoseState = 'scheduled') => ({
  dueAt: at('08:00'),
  windowClosesAt: at('09:00'),
  deadlineAt: at('09:05'),
  state,
});
const citizen = { deceasedAt: null, consentTelemetry: true };

const pause = (from: string, until: string, about: Partial<Pause> = {}): Pause => ({
  id: 'pause',
  citizenId: 'citizen',
  reason: 'travel',
  from: at(from),
  until: at(until),
  createdAt: at('00:00'),
  createdBy: 'lead',
  begunAt: null,
  endedAt: null,
  undoneAt: null,
  ...about,
});

describe('a dose that is missed alarms somebody', () => {
  const why = (pauses: Pause[] = [], state?: DoseState): string | null =>
    whyUnalarmed(dose(state), citizen, pauses)?.why ?? null;

  it.each<[string, Pause[], string | null]>([
    ['with no pause', [], null],
    ['but not when it is due in one', [pause('07:00', '08:01')], 'paused'],
    ['nor the minute one begins', [pause('08:00', '08:01')], 'paused'],
    ['though one ended as it was due', [pause('07:00', '08:00')], null],
    ['though one came and went while it could still be given', [pause('08:10', '08:59')], null],
    ['but not when one goes on until it cannot be given any more', [pause('08:10', '09:00')], 'paused'],
    ['nor when one begins between its window and its deadline', [pause('09:02', '12:00')], 'paused'],
    ['though one begins with its deadline', [pause('09:05', '12:00')], null],
    ['though one was taken back', [pause('07:00', '12:00', { undoneAt: at('06:00') })], null],
    ['though one was cut short before', [pause('07:00', '12:00', { endedAt: at('07:30') })], null],
    [
      'though one that began while it was waited for was cut short',
      [pause('08:10', '12:00', { endedAt: at('08:20') })],
      null,
    ],
  ])('%s', (_, pauses, expected) => {
    expect(why(pauses)).toBe(expected);
  });

  it.each<[DoseState, string | null]>([
    ['scheduled', null],
    ['due', null],
    ['missed', null],
    ['unconfirmed', null],
    ['cancelled', 'called-off'],
    ['dispensed', 'dispensed'],
    ['retrieved', 'dispensed'],
    ['dispensed-in-advance', 'dispensed'],
  ])('when it is %s: %s', (state, expected) => {
    expect(why([], state)).toBe(expected);
  });

  it('of nobody who died or withdrew consent, and that goes before all else', () => {
    const [inPause, given] = [[pause('07:00', '12:00')], dose('dispensed')];
    expect(whyUnalarmed(given, { ...citizen, deceasedAt: at('01:00') }, inPause)?.why).toBe('deceased');
    expect(whyUnalarmed(given, { ...citizen, consentTelemetry: false }, inPause)?.why).toBe('consent-withdrawn');
    expect(whyUnalarmed(dose('cancelled'), citizen, inPause)).toEqual({ why: 'paused', pause: inPause[0] });
  });

  it('by its deadline; at once where that has passed, or somebody was alarmed', () => {
    expect(alarmedAt({ ...dose(), settled: false }, at('07:00'))).toEqual(at('09:05'));
    expect(alarmedAt({ ...dose(), settled: false }, at('09:30'))).toEqual(at('09:30'));
    expect(alarmedAt({ ...dose(), settled: true }, at('07:00'))).toEqual(at('07:00'));
  });
});

describe('a miss that matches no dose alarms somebody', () => {
  it('unless the service rests just then, the citizen is not served, or it is too long ago', () => {
    const why = (pauses: Pause[], isTooOld = false, whose = citizen): string | null =>
      whyUnmatchedUnalarmed(at('08:00'), whose, pauses, isTooOld)?.why ?? null;
    expect(why([])).toBeNull();
    expect(why([pause('07:00', '08:00')])).toBeNull();
    expect(why([pause('08:00', '09:00')])).toBe('paused');
    expect(why([pause('08:10', '12:00')])).toBeNull();
    expect(why([], true)).toBe('too-old');
    expect(why([pause('08:00', '09:00')], true)).toBe('paused');
    expect(why([], false, { ...citizen, consentTelemetry: false })).toBe('consent-withdrawn');
  });
});

describe('the next dose', () => {
  it('may be one that is called off, and none that is over', () => {
    const states: DoseState[] = ['scheduled', 'cancelled', 'dispensed', 'retrieved', 'dispensed-in-advance', 'missed'];
    expect(states.filter((state) => mayBeNext({ state }))).toEqual(['scheduled', 'cancelled']);
  });

  it('is, before it is laid out, what it will be then', () => {
    const planned = { ...dose(), slot: '09:00', criticality: 'standard' as const, revision: 3 };
    const { state: _state, ...laidOut } = planned;
    expect(asDose({ ...laidOut, isOff: false }, 'id', 'citizen', at('06:00'))).toMatchObject({
      ...laidOut,
      state: 'scheduled',
      settled: false,
      cancelledAt: null,
    });
    expect(asDose({ ...laidOut, isOff: true }, 'id', 'citizen', at('06:00'))).toMatchObject({
      state: 'cancelled',
      settled: true,
      cancelledAt: at('06:00'),
    });
  });
});
