import { describe, expect, it } from '@jest/globals';
import { vocabulary } from '../devices/telemetry.rules.js';
import type { Dose, DoseNews } from './dose.rules.js';
import {
  type About,
  alertTypeOf,
  doseFact,
  factOfEvent,
  factOfNews,
  type HeardEvent,
  known,
  missesUnmatchedFact,
  passedFact,
  unmatchedFact,
} from './dose-fact.rules.js';

const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 10, hour));
const dose = (more: Partial<Dose> = {}): Dose => ({
  ...{ id: 'dose', citizenId: 'c', revision: 1, slot: '08:00', dueAt: at(7), windowClosesAt: at(8), deadlineAt: at(9) },
  ...{ criticality: 'time-critical', state: 'missed', settled: false, alarmedAt: null, evidence: [] },
  ...{ dispensedAt: null, retrievedAt: null, inAdvanceAt: null },
  ...{ cancelledAt: null, missedAt: null, unconfirmedAt: null },
  ...more,
});
const about: About = {
  ...{ type: 'dose.missed', deviceId: 'd', districtId: 'west', zone: 'Europe/Oslo', number: 7 },
  data: { slot: '08:00', lockedAway: true, extra: { a: 1 } },
};
const whose = { citizenId: 'c', deviceId: 'd', districtId: 'west' };

describe('what the news of a dose is called', () => {
  it.each<[NonNullable<DoseNews>, string, string]>([
    ['dispensed', 'dose.dispensed', 'dose.dispensed'],
    ['dispensed', 'dose.dispensed_early', 'dose.dispensed'],
    ['dispensed', 'dose.retrieved', 'dose.retrieved'],
    ['dispensed-late', 'dose.retrieved', 'dose.dispensed_late'],
    ['dispensed-late', 'dose.dispensed', 'dose.dispensed_late'],
    ['dispensed-while-paused', 'dose.retrieved', 'dose.dispensed_while_paused'],
    ['missed', 'dose.missed', 'dose.missed'],
    ['missed', 'dose.refused', 'dose.refused'],
    ['missed', 'dose.not_dispensed_empty', 'dose.not_dispensed_empty'],
    ['unconfirmed', 'dose.unconfirmed', 'dose.unconfirmed'],
  ])('%s, by %s: %s', (news, eventType, fact) => expect(factOfNews(news, eventType)).toBe(fact));

  it.each([
    ['dose.missed_late', 'dose.missed_late'],
    ['dose.left_in_tray', 'dose.left_in_tray'],
    ['dose.partial', 'dose.dispensed_partly'],
  ])('%s is told as %s, and its alert goes by the event', (eventType, fact) => {
    expect(factOfEvent(eventType)).toBe(fact);
    expect(alertTypeOf(fact)).toBe(eventType);
  });

  it.each(['dose.dispensed', 'device.jam', 'toString'])('%s is none', (type) =>
    expect(() => factOfEvent(type)).toThrow(`${type} is no news of a dose`),
  );
});

describe('what is told of a dose', () => {
  const data = {
    ...{ doseId: 'dose', dueAt: at(7).toISOString(), windowClosesAt: at(8).toISOString(), slot: '08:00' },
    ...{ criticality: 'time-critical', eventType: 'dose.missed', effectiveAt: at(10).toISOString(), line: 7 },
  };
  const detail = { slot: '08:00', lockedAway: true };

  it('is how urgent it is for this dose, and the ladder that goes with it', () =>
    expect(doseFact(dose(), 'dose.missed', about, at(10))).toEqual({
      ...{ ...whose, subject: 'dose', type: 'dose.missed' },
      data: { ...data, priority: 'P1', ladder: 'time-critical-dose', zone: 'Europe/Oslo', detail },
    }));

  it('is as urgent as was said, where that was said', () =>
    expect(
      doseFact(dose(), 'dose.missed', { ...about, priority: 'P4', ladder: 'planned-work' }, at(10)).data,
    ).toMatchObject({ priority: 'P4', ladder: 'planned-work' }));

  it.each(['dose.dispensed', 'dose.retrieved'] as const)('for the feed alone is no more than was: %s', (type) =>
    expect(doseFact(dose(), type, about, at(10))).toEqual({ ...whose, subject: 'dose', type, data }),
  );

  it('is codes, counts and times, and no text that may be anything', () =>
    expect(
      known({ n: 0, yes: false, text: 'x'.repeat(40), long: 'x'.repeat(41), none: null, list: [1], inner: {} }),
    ).toEqual({ n: 0, yes: false, text: 'x'.repeat(40) }));
});

describe('an event about a dose that nobody expected', () => {
  const heard = (type: string, more: Partial<HeardEvent> = {}): HeardEvent => ({
    entry: {
      ...{ number: 7, deviceNumber: 1, deviceId: 'd', dialect: 'cloudevents', eventId: 'e', type, attempts: 0 },
      ...{ time: at(8), receivedAt: at(8), effectiveAt: at(8), clock: 'trusted', bootId: null, sequence: null },
      ...{ dueAt: at(7), reason: null, payloadLength: 0, payload: new Uint8Array(), notes: null },
    },
    event: {
      ...{ id: 'e', type, time: at(8), sentAt: null, bootId: null, sequence: null, clockSync: 'unknown' },
      ...{ historical: false, dueAt: at(7), data: { slot: 'a', extra: [] } },
    },
    ...{ citizenId: 'c', districtId: 'west', zone: 'Europe/Oslo', isPaused: false, isVouchedFor: false },
    ...more,
  });
  const data = {
    ...{ doseId: null, dueAt: at(7).toISOString(), windowClosesAt: null, slot: null, criticality: 'standard' },
    ...{ effectiveAt: at(8).toISOString(), line: 7, zone: 'Europe/Oslo', detail: { slot: 'a' } },
  };
  const missed = { ...data, eventType: 'dose.missed', priority: 'P2', ladder: 'standard-dose' };
  const dispensed = { ...data, eventType: 'dose.dispensed', priority: null, ladder: null };

  it('is a miss of standard criticality', () =>
    expect(unmatchedFact(heard('dose.missed'), 'missed')).toEqual([
      { ...whose, subject: '7', type: 'dose.missed', data: missed },
    ]));

  it.each<[string, boolean, 'dispensed' | 'retrieved' | 'missed' | undefined, string[]]>([
    ['dose.missed', true, 'missed', []],
    ['dose.partial', true, undefined, []],
    ['dose.partial', false, undefined, ['dose.dispensed_partly']],
    ['dose.dispensed', false, 'dispensed', ['dose.dispensed_late']],
    ['dose.dispensed', true, 'dispensed', ['dose.dispensed_while_paused']],
    ['dose.retrieved', false, 'retrieved', ['dose.dispensed_late']],
    ['dose.retrieved', true, 'retrieved', ['dose.dispensed_while_paused']],
  ])('%s, paused: %s, is told by %s as %j', (type, isPaused, sign, facts) =>
    expect(unmatchedFact(heard(type, { isPaused }), sign).map((fact) => fact.type)).toEqual(facts),
  );

  it('is told with when it was due, if that was said', () => {
    const [fact] = unmatchedFact(heard('dose.dispensed'), 'dispensed');
    expect(fact!.data).toEqual(dispensed);
    const { entry, ...rest } = heard('dose.missed');
    expect(unmatchedFact({ ...rest, entry: { ...entry, dueAt: null } })[0]!.data).toEqual({ ...missed, dueAt: null });
  });

  it('is one of too many', () =>
    expect(missesUnmatchedFact(heard('dose.missed'))).toEqual({
      ...{ ...whose, type: 'device.misses_unmatched', subject: 'd', data: { line: 7 } },
    }));

  it('is news for every type about a dose that asks for somebody', () => {
    for (const [type, { about: subject, priority }] of Object.entries(vocabulary))
      if (subject === 'dose' && priority !== 'I') expect(unmatchedFact(heard(type))).toHaveLength(1);
  });
});

describe('doses that passed while they were called off', () => {
  const now = at(20);
  const passed = (...doses: Dose[]) =>
    passedFact(doses, { citizenId: 'c', districtId: 'west', because: 'pause-undone' }, now);

  it('are told as one, with those named that were', () =>
    expect(passed(dose(), dose({ id: 'other', criticality: 'standard' }))).toEqual({
      ...{ type: 'dose.passed_unwatched', subject: 'c', citizenId: 'c', districtId: 'west' },
      data: {
        ...{ because: 'pause-undone', count: 2, timeCriticalInLastDay: 1 },
        doses: ['dose', 'other'].map((doseId, i) => ({
          ...{ doseId, slot: '08:00', criticality: i === 0 ? 'time-critical' : 'standard' },
          ...{ dueAt: at(7).toISOString(), windowClosesAt: at(8).toISOString() },
        })),
      },
    }));

  it('are urgent within a day, and no more than fifty are named', () => {
    expect(passed(dose({ dueAt: at(-4) })).data).toMatchObject({ timeCriticalInLastDay: 0 });
    expect(passed(dose({ dueAt: new Date(+at(-4) + 1) })).data).toMatchObject({ timeCriticalInLastDay: 1 });
    const { data } = passed(...Array.from({ length: 51 }, (_, i) => dose({ id: String(i) })));
    const named = Array.from({ length: 50 }, (_, i) => ({ doseId: String(i) }));
    expect(data).toMatchObject({ count: 51, doses: named });
  });
});
