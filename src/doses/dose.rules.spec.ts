import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_EVIDENCE } from '../journal/evidence.rules.js';
import { vocabulary } from '../devices/telemetry.rules.js';
import { aDose } from '../../test/support/doses.js';
import {
  applySign,
  areMissesRepeated,
  callOff,
  dispensedBy,
  type Dose,
  type DoseEvidence,
  EVIDENCE_OF,
  isAboutTray,
  isPastRelevance,
  isSaidAgain,
  isTrayNews,
  matchDose,
  recall,
  stateAt,
  viewOfDose,
} from './dose.rules.js';

const at = (time: string): Date => new Date(`2026-03-10T${time}:00Z`);

const fresh = aDose();

const after = (...signs: [DoseEvidence, string][]): Dose =>
  signs.reduce((dose, [sign, time]) => {
    const decided = applySign(dose, sign, at(time), null);
    return {
      ...decided.dose,
      alarmedAt: decided.news === 'missed' || decided.news === 'unconfirmed' ? at(time) : dose.alarmedAt,
    };
  }, fresh);

it('rests on no more lines than may be, however often it is said', () => {
  const said = Array.from({ length: 1_000 }, (_, i) => i);
  const { evidence } = said.reduce((dose, line) => applySign(dose, 'missed', at('08:00'), line).dose, fresh);
  expect(evidence).toHaveLength(MOST_EVIDENCE);
  expect([evidence[0], evidence.at(-1)]).toEqual([0, 999]);
});

describe('a sign about a dose', () => {
  it.each<[string, Dose, DoseEvidence, string, string, string | null]>([
    ['dispensed in time', fresh, 'dispensed', '07:05', 'dispensed', 'dispensed'],
    ['missed', fresh, 'missed', '08:00', 'missed', 'missed'],
    ['silence', fresh, 'unconfirmed', '08:05', 'unconfirmed', 'unconfirmed'],
    ['missed, then dispensed late', after(['missed', '08:00']), 'dispensed', '08:20', 'dispensed', 'dispensed-late'],
    [
      'silence, then a buffered dispensed',
      after(['unconfirmed', '08:05']),
      'dispensed',
      '07:12',
      'dispensed',
      'dispensed-late',
    ],
    ['dispensed, then a late missed', after(['dispensed', '07:05']), 'missed', '08:00', 'dispensed', null],
    ['dispensed twice', after(['dispensed', '07:05']), 'dispensed', '07:06', 'dispensed', null],
    ['retrieved after dispensed', after(['dispensed', '07:05']), 'retrieved', '07:09', 'retrieved', 'dispensed'],
    ['taken out twice', after(['retrieved', '07:05']), 'retrieved', '07:09', 'retrieved', null],
    [
      'taken out twice while called off',
      after(['cancelled', '06:00'], ['retrieved', '07:00']),
      'retrieved',
      '07:05',
      'retrieved',
      null,
    ],
    [
      'taken out again after an alarm',
      after(['missed', '08:00'], ['retrieved', '08:05']),
      'retrieved',
      '08:20',
      'retrieved',
      'dispensed-late',
    ],
    ['another miss later', after(['missed', '08:00']), 'missed', '08:30', 'missed', 'missed'],
    ['silence, then a reported miss', after(['unconfirmed', '08:05']), 'missed', '08:06', 'missed', 'missed'],
    ['taken along', fresh, 'inAdvance', '06:00', 'dispensed-in-advance', null],
    [
      'told as taken along after the alarm: a nurse may be on her way',
      after(['missed', '08:00']),
      'inAdvance',
      '06:00',
      'dispensed-in-advance',
      'dispensed-late',
    ],
    ['called off', fresh, 'cancelled', '06:00', 'cancelled', null],
    ['called off after the alarm', after(['missed', '08:00']), 'cancelled', '08:10', 'cancelled', null],
    ['taken out, though nobody said it was dispensed', fresh, 'retrieved', '07:05', 'retrieved', 'dispensed'],
    ['dispensed after it was taken along', after(['inAdvance', '06:00']), 'dispensed', '07:05', 'dispensed', null],
    ['missed after it was taken out', after(['retrieved', '07:05']), 'missed', '08:00', 'retrieved', null],
    ['silence while called off', after(['cancelled', '06:00']), 'unconfirmed', '08:05', 'cancelled', null],
    [
      'dispensed again while called off',
      after(['cancelled', '06:00'], ['dispensed', '07:00']),
      'dispensed',
      '07:05',
      'dispensed',
      null,
    ],
    [
      'taken out of the tray while called off',
      after(['cancelled', '06:00'], ['dispensed', '07:00']),
      'retrieved',
      '07:05',
      'retrieved',
      'dispensed',
    ],
    ['missed in advance', after(['inAdvance', '06:00']), 'missed', '08:00', 'dispensed-in-advance', null],
    ['missed while called off', after(['cancelled', '06:00']), 'missed', '08:00', 'cancelled', null],
    [
      'dispensed while called off',
      after(['cancelled', '06:00']),
      'dispensed',
      '07:00',
      'dispensed',
      'dispensed-while-paused',
    ],
    [
      'dispensed while called off, though taken out in advance',
      after(['cancelled', '06:00'], ['inAdvance', '06:10']),
      'dispensed',
      '07:00',
      'dispensed',
      'dispensed-while-paused',
    ],
  ])('%s', (_, dose, sign, time, state, news) => {
    const decided = applySign(dose, sign, at(time), 7);
    expect([decided.dose.state, decided.news]).toEqual([state, news]);
    expect(decided.dose.evidence).toEqual([7]);
    expect(decided.dose.settled).toBe(true);
  });

  it('said twice, was first so when it was first so', () => {
    expect(after(['missed', '08:10'], ['missed', '08:05']).missedAt).toEqual(at('08:05'));
    expect(after(['missed', '08:05'], ['missed', '08:10']).missedAt).toEqual(at('08:05'));
  });

  it('keeps both facts when a dose is dispensed after it was missed', () => {
    const dose = after(['missed', '08:00'], ['dispensed', '08:20']);
    expect([dose.missedAt, dose.dispensedAt]).toEqual([at('08:00'), at('08:20')]);
  });
});

it.each([
  ['a later dose was dispensed', 'standard', null, true, true],
  ['nothing later was dispensed', 'standard', null, false, false],
  ['it is time-critical', 'time-critical', null, true, false],
  ['somebody was alarmed over it already', 'standard', '08:05', true, false],
] as const)('scenario 02: a miss told late, %s', (_, criticality, alarmedAt, isLaterDispensed, past) => {
  expect(isPastRelevance({ criticality, alarmedAt: alarmedAt && at(alarmedAt) }, isLaterDispensed)).toBe(past);
});

describe('the fold', () => {
  const sign = fc.constantFrom<DoseEvidence>(
    'dispensed',
    'retrieved',
    'inAdvance',
    'cancelled',
    'missed',
    'unconfirmed',
  );
  const signs = fc.array(fc.tuple(sign, fc.integer({ min: 0, max: 90 })), { maxLength: 12 });
  const fold = (list: [DoseEvidence, number][]): Partial<Dose> => {
    const { evidence: _, ...dose } = list.reduce(
      (d, [s, minute]) => applySign(d, s, new Date(at('07:00').getTime() + minute * 60_000), null).dose,
      fresh,
    );
    return dose;
  };

  it('comes out the same in any order and with any repeats', () => {
    fc.assert(
      fc.property(signs, fc.array(fc.nat()), (list, picks) => {
        const repeated = [...list, ...picks.flatMap((n) => (list.length ? [list[n % list.length]!] : []))];
        const shuffled = repeated
          .map((s, i) => [picks[i % (picks.length || 1)] ?? 0, s] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, s]) => s);
        expect(fold(shuffled)).toEqual(fold(list));
      }),
    );
  });
});

describe('what is told twice, or out of order', () => {
  it.each<[string, Dose, DoseEvidence, string, string | null]>([
    ['scenario 06: dispensed, said twice', after(['dispensed', '07:10']), 'dispensed', '07:10', null],
    [
      'scenario 07: a miss that comes after the dose was dispensed',
      after(['dispensed', '07:10']),
      'missed',
      '08:00',
      null,
    ],
    [
      'scenario 07: silence noticed after the dose was dispensed',
      after(['dispensed', '07:10']),
      'unconfirmed',
      '08:05',
      null,
    ],
  ])('%s is no news', (_story, dose, sign, time, news) => {
    const decided = applySign(dose, sign, at(time), null);
    expect(decided.news).toBe(news);
    expect(decided.dose.state).toBe(dose.state);
  });
});

describe('scenario 06: a word under a new id', () => {
  const said = (type: string, seconds: number) => ({
    type,
    effectiveAt: new Date(at('08:00').getTime() + seconds * 1000),
  });
  it.each([
    ['the same within five seconds', said('dose.missed', 5), true],
    ['the same, five seconds before', said('dose.missed', -5), true],
    ['the same, later', said('dose.missed', 5.001), false],
    ['another at once', said('dose.refused', 0), false],
  ])('%s', (_, word, again) =>
    expect(isSaidAgain(word, [said('dose.missed', 0), said('dose.reminded', 0)])).toBe(again),
  );

  it('is no news, and is kept', () => {
    const decided = applySign(after(['missed', '08:00']), 'missed', at('08:00'), 7, true);
    expect(decided).toMatchObject({ news: null, dose: { state: 'missed', evidence: [7] } });
  });
});

describe('when the service goes on while the window is open', () => {
  const off = after(['cancelled', '07:10']);
  it.each<[string, Dose, string, Partial<Dose> | null]>([
    ['called off: watched again', off, '07:20', { state: 'scheduled', cancelledAt: null, settled: false }],
    [
      'reported as missed meanwhile: that is told now, and not again at its deadline',
      after(['cancelled', '07:10'], ['missed', '07:15']),
      '07:20',
      { state: 'missed', settled: true },
    ],
    ['its window has closed', { ...off, windowClosesAt: at('07:20') }, '07:20', null],
    ['dispensed meanwhile', after(['cancelled', '07:10'], ['dispensed', '07:15']), '07:20', null],
    ['never called off', fresh, '07:20', null],
  ])('%s', (_, dose, now, expected) => {
    const recalled = recall(dose, at(now));
    if (expected === null) expect(recalled).toBe(dose);
    else expect(recalled).toMatchObject(expected);
  });

  it('what is called off and what is not', () => {
    expect(callOff(fresh, at('07:20'))).toEqual({
      ...fresh,
      state: 'cancelled',
      settled: true,
      cancelledAt: at('07:20'),
    });
    const toldAndStillWatched = { ...after(['missed', '07:10']), settled: false };
    const others = [off, after(['missed', '07:10']), after(['dispensed', '07:10']), { ...fresh, settled: true }];
    for (const dose of [...others, toldAndStillWatched]) expect(callOff(dose, at('07:20'))).toBe(dose);
  });
});

describe('what lies in the tray', () => {
  it.each([
    ['dose.left_in_tray', null, true],
    ['dose.left_in_tray', '07:20', false],
    ['dose.partial', null, true],
    ['dose.partial', '07:20', true],
  ])('%s, taken out at %s, is news: %s', (type, retrieved, news) =>
    expect(isTrayNews(type, aDose({ retrievedAt: retrieved ? at(retrieved) : null }))).toBe(news),
  );

  it.each([
    [1800, '07:10'],
    ['1800', '07:40'],
    [60, '07:39'],
    [0, '07:40'],
    [-60, '07:40'],
    [undefined, '07:40'],
    // Before 06:00 it cannot have been dispensed.
    [6_000, '06:00'],
    [6_001, '07:40'],
    [1e9, '07:40'],
  ])('since %s s was dispensed by %s', (since, by) =>
    expect(dispensedBy(at('07:40'), since, at('06:00'))).toEqual(at(by)),
  );
});

describe('which dose an event speaks of', () => {
  const doses = [at('07:00'), at('12:00'), at('13:00')].map((dueAt) => ({ dueAt }));
  it.each([
    ['07:00', '07:00'],
    ['08:30', '07:00'],
    ['08:31', null],
    ['05:30', '07:00'],
    ['12:29', '12:00'],
    ['12:30', '12:00'],
    ['12:31', '13:00'],
    ['15:00', null],
  ])('%s: the dose due at %s', (said, due) => {
    expect(matchDose(doses, at(said), 90)?.dueAt ?? null).toEqual(due && at(due));
    expect(matchDose(doses.toReversed(), at(said), 90)?.dueAt ?? null).toEqual(due && at(due));
  });
});

it('what an event type says of its dose', () => {
  expect(EVIDENCE_OF).toEqual({
    'dose.dispensed': 'dispensed',
    'dose.dispensed_early': 'dispensed',
    'dose.dispensed_late': 'dispensed',
    'dose.retrieved': 'retrieved',
    'dose.missed': 'missed',
    'dose.not_dispensed_empty': 'missed',
    'dose.refused': 'missed',
  });
  const spoken = Object.keys(vocabulary).filter((type) => type.startsWith('dose.'));
  expect(spoken.filter(isAboutTray)).toEqual(['dose.left_in_tray', 'dose.partial']);
});

it('three misses in a week ask whether the dispenser suits', () =>
  expect([2, 3, 4].map(areMissesRepeated)).toEqual([false, true, true]));

describe('a dose as it is shown', () => {
  it('is due once its time has come, and keeps to itself what is for the house alone', () => {
    const { settled: _, evidence: __, deadlineAt: ___, ...shown } = fresh;
    expect(viewOfDose(fresh, at('07:00'))).toEqual({ ...shown, state: 'due', lateSeconds: null });
  });

  it.each([
    ['in its window', '08:00', null],
    ['after it, counted from when it was due', '08:01', 3_660],
  ])('dispensed %s', (_, time, lateSeconds) =>
    expect(viewOfDose(after(['dispensed', time]), at('09:00'))).toMatchObject({ state: 'dispensed', lateSeconds }),
  );
});

it('a dose whose time has come is due', () => {
  expect([
    stateAt(fresh, at('06:59')),
    stateAt(fresh, at('07:00')),
    stateAt(after(['missed', '08:00']), at('09:00')),
  ]).toEqual(['scheduled', 'due', 'missed']);
});
