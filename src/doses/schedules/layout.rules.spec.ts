import { describe, expect, it } from '@jest/globals';
import type { Pause } from '../../citizens/pause.rules.js';
import { aDose } from '../../../test/support/doses.js';
import type { Dose } from '../dose.rules.js';
import { type Absences, differences, isResting, type LaidOut, layOut, passedUnwatched } from './layout.rules.js';

/** Hours of one day; the window of a dose is an hour, its grace five minutes. */
const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 10) + hour * 3_600_000);
const now = at(10);

const pause = (from: number, until: number, rest: Partial<Pause> = {}): Pause => ({
  ...{ id: `${from}-${until}`, citizenId: 'c', reason: 'hospital', from: at(from), until: at(until) },
  ...{ createdAt: at(0), createdBy: 's', begunAt: from <= 10 ? at(from) : null, endedAt: null, undoneAt: null },
  ...rest,
});
const resting = (...pauses: Pause[]): Absences => ({ consent: true, pauses });
const awake = resting();
const asleep: Absences = { consent: false, pauses: [] };

const dose = (due: number, rest: Partial<Dose> = {}): Dose =>
  aDose({ id: `d${due}`, slot: 's', dueAt: at(due), deadlineAt: at(due + 1 + 1 / 12), ...rest });
const off = { state: 'cancelled', settled: true, cancelledAt: at(5) } as const;
const laid = (due: number, rest: Partial<LaidOut> = {}): LaidOut => ({
  ...{ revision: 1, slot: 's', criticality: 'standard' as const, isOff: false },
  ...{ dueAt: at(due), windowClosesAt: at(due + 1), deadlineAt: at(due + 1 + 1 / 12) },
  ...rest,
});

describe('when the service rests', () => {
  it.each<[string, Absences, number, boolean]>([
    ['never', awake, 10, false],
    ['without consent always', asleep, 10, true],
    ['in a pause', resting(pause(8, 12)), 8, true],
    ['no more when it is over', resting(pause(8, 12)), 12, false],
    ['in one that is planned', resting(pause(20, 22)), 21, true],
    ['not in one that was taken back', resting(pause(8, 12, { endedAt: at(9), undoneAt: at(9) })), 8.5, false],
  ])('%s', (_, absences, hour, rests) => expect(isResting(absences, at(hour))).toBe(rests));
});

describe('what makes the doses those of a fresh layout', () => {
  const word = (held: Dose[], asked: LaidOut[], absences: Absences): string[] => {
    const { drop, change, add, wantedAgain } = differences(held, asked, absences, now);
    return [
      ...drop.map(({ id }) => `drop ${id}`),
      ...change.map(({ id, state, revision }) => `${id} ${state} r${revision}`),
      ...add.map(({ dueAt, isOff }) => `add ${(dueAt.getTime() - at(0).getTime()) / 3_600_000}${isOff ? ' off' : ''}`),
      ...wantedAgain.map(({ id }) => `again ${id}`),
    ];
  };
  it.each<[string, Dose[], LaidOut[], Absences, string[]]>([
    ['nothing changed', [dose(12)], [laid(12)], awake, []],
    ['a dose more', [dose(12)], [laid(12), laid(14)], awake, ['add 14']],
    ['a dose less', [dose(12), dose(14)], [laid(12)], awake, ['drop d14']],
    ['another revision: the same dose', [dose(12)], [laid(12, { revision: 2 })], awake, ['d12 scheduled r2']],
    ['a pause ahead', [dose(12)], [laid(12, { isOff: true })], awake, ['d12 cancelled r1']],
    ['and taken back', [dose(12, off)], [laid(12)], awake, ['d12 scheduled r1', 'again d12']],
    ['still in the pause', [dose(12, off)], [laid(12, { isOff: true })], awake, []],
    ['called off, and not wanted at all', [dose(12, off)], [], awake, ['drop d12']],
    ['due, window open: kept whatever is wanted now', [dose(9.5)], [], awake, []],
    ['due this very moment: kept', [dose(10)], [], awake, []],
    ['due this very moment, and laid out so', [], [laid(10)], awake, ['add 10']],
    ['due, and the service rests', [dose(9.5)], [], asleep, ['d9.5 cancelled r1']],
    ['due, and the pause is on', [dose(9.5)], [], resting(pause(9.9, 20)), ['d9.5 cancelled r1']],
    ['called off while due, and taken back', [dose(9.5, off)], [], awake, ['d9.5 scheduled r1', 'again d9.5']],
    ['due in a pause that is over', [dose(9.5, off)], [], resting(pause(9, 10)), []],
    [
      'due before a pause that is over',
      [dose(9.5, off)],
      [],
      resting(pause(9.6, 10)),
      ['d9.5 scheduled r1', 'again d9.5'],
    ],
    ['in its grace: nobody can give it any more', [dose(8.99, off)], [], awake, []],
    [
      'missed while it was called off',
      [dose(9.5, { ...off, missedAt: at(9.8), evidence: [7] })],
      [],
      awake,
      ['d9.5 missed r1', 'again d9.5'],
    ],
    [
      'dispensed early: kept',
      [dose(12, { state: 'dispensed', evidence: [7] })],
      [laid(12, { isOff: true })],
      awake,
      [],
    ],
    ['in advance, wanted no more: kept', [dose(12, { state: 'dispensed-in-advance', settled: true })], [], awake, []],
    ['somebody was alarmed, wanted no more: kept', [dose(12, { alarmedAt: at(9) })], [], awake, []],
    ['dispensed early, wanted no more: kept', [dose(12, { state: 'dispensed', evidence: [7] })], [], awake, []],
    ['in advance: kept', [dose(12, { state: 'dispensed-in-advance', settled: true })], [laid(12)], awake, []],
    [
      'missed ahead of time: kept',
      [dose(12, { state: 'missed', evidence: [7] })],
      [laid(12, { isOff: true })],
      awake,
      [],
    ],
    [
      'somebody was alarmed: called off, not dropped',
      [dose(12, { alarmedAt: at(9) })],
      [laid(12, { isOff: true })],
      awake,
      ['d12 cancelled r1'],
    ],
    [
      'two at one instant: what was heard of stays',
      [dose(12), dose(12, { id: 'x', evidence: [7] })],
      [laid(12)],
      awake,
      ['drop d12'],
    ],
  ])('%s', (_, held, asked, absences, expected) => {
    expect(word(held, asked, absences)).toEqual(expected);
  });
});

it.each<[string, Partial<LaidOut>]>([
  ['another slot', { slot: 'later' }],
  ['another criticality', { criticality: 'time-critical' }],
  ['another window', { windowClosesAt: at(13.5) }],
  ['another deadline', { deadlineAt: at(13.5) }],
])('the same dose with %s takes that on', (_, asked) =>
  expect(differences([dose(12)], [laid(12, asked)], awake, now).change).toEqual([dose(12, asked)]),
);

describe('what passed unwatched before it was undone', () => {
  const since = at(6);
  it.each<[string, Dose, Absences, boolean]>([
    ['called off, its window closed', dose(7, off), awake, true],
    ['its window is open', dose(9.5, off), awake, false],
    ['its window closes this moment', dose(9, off), awake, true],
    ['its deadline was as the absence began', dose(5, { ...off, deadlineAt: since }), awake, false],
    ['a pause that began after its deadline does not excuse it', dose(7, off), resting(pause(9, 9.5)), true],
    ['nor one that began with it', dose(7, off), resting(pause(8 + 1 / 12, 9.5)), true],
    ['it was open when the absence began', dose(5, off), awake, true],
    ['its deadline was before', dose(4.9, off), awake, false],
    ['dispensed all the same', dose(7, { ...off, state: 'dispensed' }), awake, false],
    ['unconfirmed before', dose(7, { state: 'unconfirmed' }), awake, false],
    ['another pause excuses it', dose(7, off), resting(pause(6.5, 7.5)), false],
    ['one that began while its window was open', dose(7, off), resting(pause(7.9, 8.2)), false],
    ['one that ended before does not', dose(7, off), resting(pause(6, 7)), true],
    ['nor one that has not begun', dose(8.95, off), resting(pause(10.01, 12)), true],
    ['without consent nothing is wanted again', dose(7, off), asleep, false],
  ])('%s', (_, one, absences, passed) =>
    expect(passedUnwatched([one], absences, since, now)).toEqual(passed ? [one] : []),
  );
});

it('lays out by every revision that holds, and calls off what is due while the service rests', () => {
  const slot = (time: string) => ({ time, criticality: 'standard' as const });
  const first = {
    revision: 1,
    zone: 'UTC',
    slots: [slot('12:00'), slot('20:00')],
    validFrom: at(0),
    validUntil: at(24),
  };
  const second = { revision: 2, zone: 'UTC', slots: [slot('13:00')], validFrom: at(24) };
  const doses = layOut([second, first], resting(pause(11, 14)), at(10), at(48), 5);
  expect(
    doses.map(({ dueAt, revision, isOff }) => [(dueAt.getTime() - at(0).getTime()) / 3_600_000, revision, isOff]),
  ).toEqual([
    [12, 1, true],
    [20, 1, false],
    [37, 2, false],
  ]);
});
