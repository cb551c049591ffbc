import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aDose } from '../../../test/support/doses.js';
import { clockShiftMs, judgeClock } from '../../devices/readings/clock.rules.js';
import { moveTimes } from '../../devices/readings/moved-times.rules.js';
import type { Note } from '../../devices/readings/note.rules.js';
import { type TelemetryEvent, vocabulary } from '../../devices/telemetry.rules.js';
import {
  doubtAbout,
  doubtReaches,
  DOUBTS,
  type GoodNews,
  isGoodNews,
  isJourneyFlawed,
  isMissTooOld,
  isUnplaced,
  journeyReaches,
  REASON_OF,
  takenAlong,
} from './belief.rules.js';
import { type Dose, type DoseEvidence, matchDose } from '../dose.rules.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../platform/clock/spans.rules.js';

const measure = { matchMinutes: 90, earlyHours: 12, inAdvanceDays: 35 };
const at = (time: string): Date => new Date(time.includes('-') ? time : `2026-03-10T${time}:00Z`);

/** Due then; its window closes an hour later. */
function dose(due: string, ...signs: (DoseEvidence | 'alarmed')[]): Dose {
  const dueAt = at(due);
  const when = (sign: DoseEvidence | 'alarmed'): Date | null => (signs.includes(sign) ? dueAt : null);
  return aDose({
    id: due,
    slot: due,
    dueAt,
    dispensedAt: when('dispensed'),
    retrievedAt: when('retrieved'),
    inAdvanceAt: when('inAdvance'),
    cancelledAt: when('cancelled'),
    missedAt: when('missed'),
    unconfirmedAt: when('unconfirmed'),
    settled: signs.length > 0,
    alarmedAt: when('alarmed'),
  });
}

const REPAIRED: Note[] = ['time:repaired', 'data.dueAt:repaired'];
const plain: GoodNews = { notes: null, at: at('08:05'), isKept: false, isMeasured: false, otherDueAt: null };
const measured: GoodNews = { ...plain, notes: REPAIRED, isMeasured: true };
const guessed: GoodNews = { ...plain, notes: REPAIRED };
const doubted: GoodNews = { ...plain, notes: ['time:doubted'], otherDueAt: at('12:00') };

describe('good news about the dose that it names', () => {
  const open = dose('08:00');
  it.each<[string, GoodNews, Dose | null, Dose[], string | null]>([
    // by a clock that is right
    ['by a clock that is right', plain, open, [], null],
    ['by a clock that is right, late', { ...plain, at: at('15:00') }, dose('08:00', 'missed', 'alarmed'), [], null],
    ['by a clock that is right, of no dose', plain, null, [], null],
    ['twelve hours early', { ...plain, at: at('08:00') }, dose('20:00'), [], null],
    ['earlier than twelve hours', { ...plain, at: at('07:59') }, dose('20:00'), [], 'too-early'],
    ['of a dose called off, however early', { ...plain, at: at('07:59') }, dose('20:00', 'cancelled'), [], null],
    ['with a field read oddly', { ...plain, notes: ['data.dueAt:read', 'data.slot:left-out'] }, open, [], null],
    // by one that was corrected by what was measured
    ['of the one window that is open', measured, open, [open], null],
    [
      'of the one window that is open, another was missed',
      measured,
      open,
      [dose('04:00', 'missed', 'alarmed'), open],
      null,
    ],
    ['while two windows are open', measured, open, [open, dose('09:00')], 'repaired'],
    ['of another than the one that is open', measured, dose('09:30'), [open], 'repaired'],
    ['of a dose somebody is alarmed over', measured, dose('08:00', 'missed', 'alarmed'), [], 'repaired'],
    ['of a dose in whose tray something lies', measured, dose('08:00', 'dispensed', 'alarmed'), [], 'repaired'],
    ['of a dose that was dispensed', measured, dose('08:00', 'dispensed'), [], null],
    ['of a dose that was taken out', measured, dose('08:00', 'retrieved'), [], null],
    ['of a dose that was taken along', measured, dose('08:00', 'inAdvance'), [], null],
    ['of the only dose there is, missed', measured, dose('08:00', 'missed'), [dose('08:00', 'missed')], 'repaired'],
    ['of one that is alarmed while open', measured, dose('08:00', 'alarmed'), [dose('08:00', 'alarmed')], 'repaired'],
    ['as early as a dose is meant', { ...measured, at: at('06:30') }, open, [open], null],
    ['earlier than that', { ...measured, at: at('06:29') }, open, [open], 'repaired'],
    ['at its deadline', { ...measured, at: at('09:05') }, open, [open], null],
    ['of the one that is open, a later one is not yet', measured, open, [open, dose('09:36')], null],
    ['of a dose whose window is over', { ...measured, at: at('09:06') }, open, [open], 'repaired'],
    ['of no dose', measured, null, [open], 'repaired'],
    ['of a dose called off: that alarms', measured, dose('08:00', 'cancelled'), [], null],
    [
      'of a dose that the gateway had named',
      { ...measured, otherDueAt: at('2026-03-09T08:00:00Z') },
      open,
      [open],
      null,
    ],
    [
      'that its clock may mean another by',
      { ...measured, otherDueAt: at('04:10') },
      open,
      [dose('04:00'), open],
      'repaired',
    ],
    // by one that nobody knows the error of
    ['of the one window that is open, guessed', guessed, open, [open], null],
    ['guessed, though another was missed', guessed, open, [dose('04:00', 'missed', 'alarmed'), open], 'repaired'],
    ['guessed, though of another nothing was heard', guessed, open, [dose('04:00', 'unconfirmed'), open], 'repaired'],
    ['guessed, though another is open no more', guessed, open, [dose('04:00'), open], 'repaired'],
    ['guessed, of the only dose nothing came of', guessed, dose('04:00'), [dose('04:00')], 'repaired'],
    ['guessed, another was dispensed', guessed, open, [dose('04:00', 'dispensed'), open], null],
    ['guessed, of what was kept back', { ...guessed, isKept: true }, open, [open], 'repaired'],
    ['measured, of what was kept back', { ...measured, isKept: true }, open, [open], null],
    ['whose dueAt was left out', { ...plain, notes: ['data.dueAt:left-out'] }, null, [open], 'repaired'],
    // by one that may be slow
    ['that may be of a later dose', doubted, open, [dose('12:00')], 'two-readings'],
    ['that can be of no other', doubted, open, [], null],
    ['that is of the same either way', { ...doubted, otherDueAt: at('08:40') }, open, [open], null],
    ['that may be of a later dose or of none', doubted, null, [dose('12:00')], 'two-readings'],
  ])('%s', (_, news, named, around, doubt) => {
    expect(doubtAbout(news, named, around, measure)).toBe(doubt);
  });

  it('asks for other doses only where its time is not certain', () => {
    expect(doubtReaches(plain, measure)).toBeNull();
    expect(doubtReaches(guessed, measure)).toEqual([at('2026-03-09T08:05:00Z'), at('09:35')]);
    expect(doubtReaches({ ...guessed, otherDueAt: at('2026-03-08T20:00:00Z') }, measure)).toEqual([
      at('2026-03-08T18:30:00Z'),
      at('09:35'),
    ]);
    expect(doubtReaches({ ...guessed, otherDueAt: at('1970-01-01T00:00:00Z') }, measure)).toEqual([
      at('2026-03-09T08:05:00Z'),
      at('09:35'),
    ]);
    expect(doubtReaches({ ...guessed, otherDueAt: at('2026-03-12T08:05:00Z') }, measure)).toEqual([
      at('2026-03-09T08:05:00Z'),
      at('2026-03-12T09:35:00Z'),
    ]);
    expect(doubtReaches({ ...guessed, otherDueAt: at('2026-03-12T08:06:00Z') }, measure)).toEqual([
      at('2026-03-09T08:05:00Z'),
      at('09:35'),
    ]);
    expect(doubtReaches(doubted, measure)).toEqual([at('10:30'), at('13:30')]);
    expect(doubtReaches({ ...doubted, otherDueAt: null }, measure)).toBeNull();
    expect(doubtReaches({ ...doubted, notes: null }, measure)).toBeNull();
  });
});

describe('good news by a flawed clock', () => {
  const dueTimes = fc
    .uniqueArray(fc.integer({ min: -48, max: 12 }), { minLength: 1, maxLength: 8 })
    .map((quarters) => quarters.map((q) => q * 30 * MINUTE_MS).sort((a, b) => a - b));
  const now = +at('08:05');
  const clocks = fc.oneof(
    fc.integer({ min: -100 * DAY_MS, max: 100 * DAY_MS }),
    fc.integer({ min: -56, max: 56 }).map((quarters) => quarters * 15 * MINUTE_MS),
    fc
      .constantFrom('1970-01-01', '1980-01-06', '2000-01-01', '2010-01-01', '2015-01-01', '2021-01-01', '2036-02-07')
      .map((day) => Date.parse(`${day}T00:00:10Z`) - now),
  );

  /** What the house settles, of doses that nobody was alarmed over as long as their deadline is ahead; null for none. */
  function settles(doses: readonly Dose[], event: TelemetryEvent, hasShown: boolean): Dose | null {
    const receivedAt = new Date(now);
    const slowMs = event.sentAt === null ? 0 : now - +event.sentAt;
    const before = hasShown ? { offsetMs: slowMs, receivedAt: new Date(now - HOUR_MS) } : null;
    const judged = judgeClock(event, receivedAt, before);
    const { dueAt, notes } = moveTimes(event, receivedAt, judged.clock);
    const named = dueAt && matchDose(doses, dueAt, measure.matchMinutes);
    const otherOf = (): Date | null => {
      if (dueAt === null || notes !== null) return null;
      const isSlow = judged.notes?.includes('time:doubted');
      const shift = isSlow ? slowMs : clockShiftMs(event, receivedAt, judged.clock);
      return shift === 0 ? null : new Date(+dueAt + shift);
    };
    const news: GoodNews = {
      notes: [...(judged.notes ?? []), ...(notes ?? [])],
      at: judged.effectiveAt,
      isKept: event.historical,
      isMeasured: judged.clock === 'corrected' && event.sentAt !== null,
      otherDueAt: otherOf(),
    };
    const reach = doubtReaches(news, measure);
    const around = reach ? doses.filter((one) => one.dueAt >= reach[0] && one.dueAt <= reach[1]) : [];
    if (named === null || doubtAbout(news, named, around, measure) !== null) return null;
    return named.state === 'scheduled' || named.alarmedAt ? named : null;
  }

  it('never settles a dose that it would not settle by a clock that is right', () => {
    fc.assert(
      fc.property(
        dueTimes,
        fc.nat(),
        clocks,
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 0, max: 60 }),
        (times, pick, offset, saysWhenSent, hasShown, keptMinutes) => {
          const doses = times.map((due) => {
            const isOver = due + 65 * MINUTE_MS < 0;
            return dose(new Date(now + due).toISOString(), ...(isOver ? (['unconfirmed', 'alarmed'] as const) : []));
          });
          // A dose is named by the dispenser when its time has come, and the word is sent at once or a little later.
          const due = times.filter((time) => time <= 0);
          if (due.length === 0) return;
          const meant = due[pick % due.length]!;
          const kept = Math.min(keptMinutes * MINUTE_MS, saysWhenSent ? Infinity : 0);
          const said = (off: number): TelemetryEvent => ({
            id: 'e',
            type: 'dose.dispensed',
            time: new Date(now + off - kept),
            sentAt: saysWhenSent ? new Date(now + off) : null,
            bootId: null,
            sequence: null,
            clockSync: 'unknown',
            historical: false,
            dueAt: new Date(now + off + meant),
            data: { dueAt: new Date(now + off + meant).toISOString() },
          });
          // Without a time of sending, a clock that is slow by days cannot be told from a word that was kept back.
          if (!saysWhenSent && offset < 0 && offset > -180 * DAY_MS) return;
          const settled = settles(doses, said(offset), hasShown);
          const unflawed = settles(doses, said(0), hasShown);
          if (settled) expect(settled.id).toBe(unflawed?.id);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('doses taken along', () => {
  const days = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, i) => new Date(+at('08:00') + (from + i) * DAY_MS).toISOString());
  const week = days(0, 6).map((due) => dose(due));
  const off = (due: string, minutes: number): Date => new Date(+at(due) + minutes * MINUTE_MS);
  const said = at('07:30');

  it.each([
    // count, first, last, minutes off at both ends -> how many, doubt
    ['as many as counted', 3, 0, 2, 0, 3, null],
    ['not counted', null, 0, 2, 0, 3, null],
    ['told a little off', 3, 0, 2, 89, 3, null],
    ['told a little off the other way', 3, 0, 2, -89, 3, null],
    ['fewer than counted', 5, 0, 2, 0, 3, 'contradicts-itself'],
    ['more than counted', 2, 0, 6, 0, 2, 'contradicts-itself'],
    ['none counted', 0, 0, 2, 0, 0, 'contradicts-itself'],
    ['backwards', 3, 2, 0, 0, 0, 'contradicts-itself'],
  ] as const)('%s', (_, count, first, last, minutes, many, doubt) => {
    const journey = takenAlong(
      { count, firstDueAt: off(week[first]!.id, minutes), lastDueAt: off(week[last]!.id, minutes) },
      said,
      week,
      measure,
    );
    expect([journey.doses.map(({ id }) => id), journey.doubt]).toEqual([
      week.slice(0, many).map(({ id }) => id),
      doubt,
    ]);
  });

  it('are none past the days ahead, and none that was due before', () => {
    const [before, long] = [days(-3, 50).map((due) => dose(due)), days(0, 50).map((due) => dose(due))];
    const until = at('2099-01-01T00:00:00Z');
    const far = takenAlong({ count: null, firstDueAt: at('08:00'), lastDueAt: until }, said, long, measure);
    expect([far.doses.length, far.doubt]).toEqual([35, 'beyond-measure']);
    const counted = takenAlong({ count: 2, firstDueAt: at('08:00'), lastDueAt: until }, said, long, measure);
    expect([counted.doses.length, counted.doubt]).toEqual([2, 'beyond-measure']);
    const past = takenAlong(
      { count: 5, firstDueAt: before[0]!.dueAt, lastDueAt: before[4]!.dueAt },
      said,
      before,
      measure,
    );
    expect([past.doses.map(({ id }) => id), past.doubt]).toEqual([[before[3]!.id, before[4]!.id], 'beyond-measure']);
  });

  it.each<[string, string | null, string | null, [string, string] | null]>([
    // first, last -> from, until; it is said at 07:30
    ['of one dose', '08:00', '08:00', ['06:30', '09:30']],
    ['of two', '08:00', '12:00', ['06:30', '13:30']],
    ['backwards', '08:00', '07:59', null],
    ['as far ahead as is believed', '08:00', '2026-04-14T06:00:00Z', ['06:30', '2026-04-14T07:30:00Z']],
    ['farther', '08:00', '2026-04-14T06:01:00Z', ['06:30', '2026-04-14T07:30:00Z']],
    ['from nobody knows when', null, '08:00', null],
    ['until nobody knows when', '08:00', null, null],
  ])('reach %s', (_, first, last, reach) => {
    const [firstDueAt, lastDueAt] = [first && at(first), last && at(last)];
    expect(
      journeyReaches({ count: 1, firstDueAt: firstDueAt || null, lastDueAt: lastDueAt || null }, said, measure),
    ).toEqual(reach && reach.map(at));
  });

  it.each<[string, string | null, string | null, number, string | null]>([
    ['one', '08:00', '08:00', 1, null],
    ['from nobody knows when', null, '08:00', 0, 'contradicts-itself'],
    ['until nobody knows when', '08:00', null, 0, 'contradicts-itself'],
    ['by no dose there is', '12:00', '12:00', 0, 'contradicts-itself'],
  ])('%s', (_, first, last, many, doubt) => {
    const journey = {
      count: 1,
      firstDueAt: first === null ? null : at(first),
      lastDueAt: last === null ? null : at(last),
    };
    const { doses, doubt: told } = takenAlong(journey, said, week, measure);
    expect([doses.length, told]).toEqual([many, doubt]);
  });

  it.each<[string, string, number, string | null]>([
    ['as long before as a dose is meant', '06:00', 1, null],
    ['longer before', '05:59', 0, 'beyond-measure'],
    ['as far ahead as is believed', '2026-04-14T07:30:00Z', 1, null],
    ['farther', '2026-04-14T07:31:00Z', 0, 'beyond-measure'],
  ])('one due %s', (_, due, many, doubt) => {
    const { doses, doubt: told } = takenAlong(
      { count: null, firstDueAt: at(due), lastDueAt: at(due) },
      said,
      [dose(due)],
      measure,
    );
    expect([doses.length, told]).toEqual([many, doubt]);
  });

  it.each([
    [null, false],
    [['data.assisted:left-out'], false],
    [['data.firstDueAt:repaired'], true],
    [['data.assisted:read', 'data.count:repaired'], true],
    [['its.data.count:repaired'], false],
    [['data.count:repaired:read'], false],
    [['data_count:repaired'], false],
    [['data.count:read'], false],
    [['data.count:left-out'], true],
    [['data.lastDueAt:repaired'], true],
  ] as [Note[] | null, boolean][])('with notes %j are flawed: %s', (notes, flawed) =>
    expect(isJourneyFlawed(notes)).toBe(flawed),
  );

  it('are never more than counted, and all lie where they were said to', () => {
    const time = fc.integer({ min: -5 * 24, max: 60 * 24 }).map((hours) => new Date(+said + hours * HOUR_MS));
    fc.assert(
      fc.property(fc.option(fc.nat({ max: 60 })), time, time, (count, firstDueAt, lastDueAt) => {
        const around = days(-6, 60).map((due) => dose(due));
        const { doses, doubt } = takenAlong({ count, firstDueAt, lastDueAt }, said, around, measure);
        const away = 90 * MINUTE_MS;
        expect(doses.length).toBeLessThanOrEqual(count ?? Infinity);
        for (const { dueAt } of doses) {
          expect(+dueAt >= +firstDueAt - away && +dueAt <= +lastDueAt + away).toBe(true);
          expect(+dueAt - +said <= 35 * DAY_MS && +said - +dueAt <= away).toBe(true);
        }
        if (doubt === null) expect(count ?? doses.length).toBe(doses.length);
      }),
    );
  });
});

it.each([
  // due, happened -> too old, when it was received at 08:05
  ['08:00', '08:05', false],
  ['2026-03-09T08:05:00Z', '08:05', false],
  ['2026-03-09T08:04:00Z', '08:05', true],
  ['2026-03-11T08:06:00Z', '08:05', true],
  [null, '08:05', false],
  [null, '2026-03-09T08:04:00Z', true],
  ['08:00', '2026-03-09T08:04:00Z', true],
])('a miss of a dose nobody expects, due %s and told of %s, is too old: %s', (due, happened, old) => {
  expect(isMissTooOld(due === null ? null : at(due), at(happened), at('08:05'), 24)).toBe(old);
});

it.each([
  ['trusted', true, null, false],
  ['corrected', true, null, false],
  ['unset', false, null, false],
  ['unset', true, null, true],
  ['unset', true, 7, false],
] as const)(
  'a clock that is %s, kept back %s, counted as %s: nobody can tell when it was: %s',
  (clock, kept, count, is) => {
    expect(isUnplaced({ clock, bootId: 1, sequence: count }, kept)).toBe(is);
    if (clock === 'unset' && kept) expect(isUnplaced({ clock, bootId: null, sequence: count }, kept)).toBe(true);
  },
);

it('good news says that a dose was dispensed or taken out, and each doubt has its reason', () => {
  const types = Object.keys(vocabulary);
  expect(types.filter(isGoodNews)).toEqual([
    'dose.dispensed',
    'dose.retrieved',
    'dose.dispensed_early',
    'dose.dispensed_late',
  ]);
  expect(isGoodNews('weather.changed')).toBe(false);
  expect(Object.keys(REASON_OF).sort()).toEqual(DOUBTS.toSorted());
  expect(new Set(Object.values(REASON_OF)).size).toBe(DOUBTS.length);
});
