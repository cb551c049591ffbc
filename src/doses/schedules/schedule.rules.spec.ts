import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAYS } from '../../teams/local-time.rules.js';
import { type Criticality, CRITICALITIES } from '../../devices/telemetry.rules.js';
import { LONGEST_WINDOW_DAYS, planDoses, type Schedule, type Slot } from './schedule.rules.js';

const slot = (time: string, criticality: Criticality = 'standard', rest: Partial<Slot> = {}): Slot => ({
  time,
  criticality,
  ...rest,
});
const schedule = (slots: Slot[], rest: Partial<Schedule> = {}): Schedule => ({
  zone: 'Europe/Copenhagen',
  slots,
  validFrom: new Date('2020-01-01T00:00:00Z'),
  ...rest,
});
const plan = (s: Schedule, from: string, until: string) => planDoses(s, new Date(from), new Date(until), 5);
const dues = (s: Schedule, from: string, until: string) => plan(s, from, until).map((d) => d.dueAt.toISOString());

describe('when a dose is due', () => {
  it.each([
    ['winter', '08:00', '2026-01-10', '2026-01-10T07:00:00.000Z'],
    ['summer', '08:00', '2026-07-10', '2026-07-10T06:00:00.000Z'],
    ['the spring gap: the first valid instant after it', '02:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['the first minute of the gap', '02:00', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['after the gap', '03:00', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['the repeated hour: once, the first', '02:30', '2026-10-25', '2026-10-25T00:30:00.000Z'],
  ])('%s', (_, time, day, due) => {
    const from = new Date(`${day}T00:00:00Z`).getTime() - 2 * 3600_000;
    const found = planDoses(schedule([slot(time)]), new Date(from), new Date(from + 24 * 3600_000), 5);
    expect(found.map((d) => d.dueAt.toISOString())).toEqual([due]);
    expect(found[0]!.slot).toBe(time);
  });

  it('is at or after from, and before until', () => {
    const s = schedule([slot('08:00')]);
    expect(dues(s, '2026-01-10T07:00:00Z', '2026-01-11T07:00:00Z')).toEqual(['2026-01-10T07:00:00.000Z']);
    expect(dues(s, '2026-01-10T07:00:00.001Z', '2026-01-11T07:00:00Z')).toEqual([]);
  });

  it('is within the schedule', () => {
    const s = schedule([slot('08:00')], {
      validFrom: new Date('2026-01-10T07:00:01Z'),
      validUntil: new Date('2026-01-12T07:00:00Z'),
    });
    expect(dues(s, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toEqual(['2026-01-11T07:00:00.000Z']);
  });

  it('is on the days asked for, by the local calendar', () => {
    const s = schedule([slot('00:30', 'standard', { days: ['mon'] })]);
    expect(dues(s, '2026-01-10T00:00:00Z', '2026-01-20T00:00:00Z')).toEqual([
      '2026-01-11T23:30:00.000Z',
      '2026-01-18T23:30:00.000Z',
    ]);
  });

  it('is once for two slots at one instant, the more critical', () => {
    const s = schedule([slot('02:30', 'time-critical'), slot('03:00', 'standard')]);
    const found = plan(s, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z');
    expect(found).toMatchObject([{ slot: '02:30', criticality: 'time-critical' }]);
    const later = plan(
      schedule([slot('02:30', 'standard'), slot('03:00', 'time-critical')]),
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
    );
    expect(later).toMatchObject([{ slot: '03:00', criticality: 'time-critical' }]);
    const inOrder = plan(schedule([slot('02:30'), slot('03:00')]), '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z');
    expect(inOrder).toMatchObject([{ slot: '03:00' }]);
    const equal = plan(schedule([slot('03:00'), slot('02:30')]), '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z');
    expect(equal).toMatchObject([{ slot: '03:00' }]);
  });

  it('is the first of two that are alike, with its window', () => {
    const [short, long] = [15, 30].map((windowMinutes) => slot('08:00', 'standard', { windowMinutes }));
    const closes = (slots: Slot[]) =>
      plan(schedule(slots), '2026-01-10T00:00:00Z', '2026-01-11T00:00:00Z').map(({ windowClosesAt }) =>
        windowClosesAt.toISOString().slice(11, 16),
      );
    expect([closes([short!, long!]), closes([long!, short!])]).toEqual([['07:15'], ['07:30']]);
  });

  it('is never, without slots or days', () => {
    expect(dues(schedule([]), '2026-01-10T00:00:00Z', '2026-01-20T00:00:00Z')).toEqual([]);
    expect(
      dues(schedule([slot('08:00', 'standard', { days: [] })]), '2026-01-10T00:00:00Z', '2026-01-20T00:00:00Z'),
    ).toEqual([]);
  });
});

describe('when its window closes', () => {
  it.each<[string, Slot[], string]>([
    ['time-critical: 30 min', [slot('08:00', 'time-critical')], '07:30'],
    ['standard: 60 min', [slot('08:00')], '08:00'],
    ['as the clinician set it', [slot('08:00', 'standard', { windowMinutes: 120 })], '09:00'],
    ['clipped at the next dose less a minute', [slot('08:00'), slot('08:45')], '07:44'],
    ['flexible: the next dose less 45 min', [slot('08:00', 'flexible'), slot('12:00')], '10:15'],
    ['flexible, as set', [slot('08:00', 'flexible', { windowMinutes: 90 }), slot('12:00')], '08:30'],
    ['flexible, as set but too long', [slot('08:00', 'flexible', { windowMinutes: 600 }), slot('12:00')], '10:15'],
    ['flexible with the next dose near: 15 min at least', [slot('08:00', 'flexible'), slot('08:40')], '07:15'],
    ['flexible with the next dose at hand: less a minute', [slot('08:00', 'flexible'), slot('08:10')], '07:09'],
  ])('%s', (_, slots, closes) => {
    const [first] = plan(schedule(slots), '2026-01-10T00:00:00Z', '2026-01-10T07:00:01Z');
    expect(first!.windowClosesAt.toISOString()).toBe(`2026-01-10T${closes}:00.000Z`);
    expect(first!.deadlineAt.getTime() - first!.windowClosesAt.getTime()).toBe(5 * 60_000);
  });

  it('flexible: the last of the day looks at the first of the next, however far', () => {
    const evening = plan(
      schedule([slot('20:00', 'flexible'), slot('08:00')]),
      '2026-01-10T18:00:00Z',
      '2026-01-10T23:00:00Z',
    );
    expect(evening[0]!.windowClosesAt.toISOString()).toBe('2026-01-11T06:15:00.000Z');
    const weekly = schedule([slot('08:00', 'flexible', { days: ['sat'] })]);
    expect(plan(weekly, '2026-01-10T00:00:00Z', '2026-01-11T00:00:00Z')[0]!.windowClosesAt.toISOString()).toBe(
      '2026-01-17T06:15:00.000Z',
    );
  });

  it('flexible: of a course that ends, as if it went on; of what comes seldom, a week', () => {
    const closes = (rest: Partial<Slot>, day: string) =>
      plan(schedule([slot('08:00', 'flexible', rest)]), `2026-01-${day}T00:00:00Z`, `2026-01-${day}T23:00:00Z`).map(
        (dose) => dose.windowClosesAt.toISOString().slice(8, 16),
      );
    expect(closes({ until: '2026-01-12' }, '12')).toEqual(['13T06:15']);
    expect(closes({ until: '2026-01-12' }, '13')).toEqual([]);
    expect(closes({ from: '2026-01-10', everyDays: 2, until: '2026-01-12' }, '12')).toEqual(['14T06:15']);
    expect(closes({ from: '2026-01-10', everyDays: 21 }, '10')).toEqual(['17T06:15']);
  });

  it('looks for the next dose as far ahead as the longest window lasts', () => {
    const minutes = LONGEST_WINDOW_DAYS * 24 * 60;
    const seldom = slot('08:00', 'standard', { from: '2026-01-10', everyDays: 8, windowMinutes: minutes });
    const [dose] = plan(schedule([seldom]), '2026-01-10T00:00:00Z', '2026-01-10T08:00:00Z');
    expect([minutes, dose!.windowClosesAt.toISOString()]).toEqual([11_520, '2026-01-18T06:59:00.000Z']);
  });

  it('does not move when the schedule is closed', () => {
    const slots = [slot('20:00', 'flexible'), slot('08:00')];
    const open = plan(schedule(slots), '2026-01-10T18:00:00Z', '2026-01-11T00:00:00Z');
    const closed = schedule(slots, { validUntil: new Date('2026-01-11T00:00:00Z') });
    expect(plan(closed, '2026-01-10T18:00:00Z', '2026-02-11T00:00:00Z')).toEqual(open);
  });
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The first instant of summer time and the first of winter time of a year: 01:00 UTC on the last Sundays of March and October. */
const changesOf = (year: number): [number, number] => {
  const lastSunday = (month: number): number => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.getTime() - last.getUTCDay() * DAY;
  };
  return [lastSunday(2), lastSunday(9)];
};

/** In hours, by the rule of the European Union instead of a library's tables. */
const offsetAt = (at: number): number => {
  const [summer, winter] = changesOf(new Date(at).getUTCFullYear());
  return at >= summer && at < winter ? 2 : 1;
};

/** Each day's slots by hand: the earlier of two instants that the wall clock shows so, and after the gap where it shows none. */
function duesByHand(slots: readonly Slot[], from: number, until: number): number[] {
  const dues = new Set<number>();
  for (let day = from - DAY; day < until + DAY; day += DAY) {
    const weekday = DAYS[(new Date(day).getUTCDay() + 6) % 7]!;
    const date = new Date(day).toISOString().slice(0, 10);
    for (const { time, days, from: first, until: last, everyDays } of slots) {
      if (days && !days.includes(weekday)) continue;
      if ((first && date < first) || (last && date > last)) continue;
      if (everyDays && ((day - Date.parse(first!)) / DAY) % everyDays !== 0) continue;
      const [hours, minutes] = time.split(':').map(Number) as [number, number];
      const wall = day + hours * HOUR + minutes * 60_000;
      const shown = [2, 1].map((offset) => wall - offset * HOUR).filter((at) => wall - at === offsetAt(at) * HOUR);
      const at = shown[0] ?? changesOf(new Date(day).getUTCFullYear())[0];
      if (at >= from && at < until) dues.add(at);
    }
  }
  return [...dues].sort((a, b) => a - b);
}

describe('scenario 05: over ten years of summer time', () => {
  const wall = (hours: fc.Arbitrary<number>) =>
    fc
      .tuple(hours, fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
  const time = wall(fc.integer({ min: 0, max: 23 }));
  const nearTheChange = fc.oneof(
    { weight: 2, arbitrary: wall(fc.integer({ min: 0, max: 3 })) },
    { weight: 1, arbitrary: time },
  );

  const dateIn = (year: number) =>
    fc.integer({ min: 0, max: 700 }).map((day) => dateOf(Date.UTC(year, 0, 1) + day * DAY));
  const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
  /** Courses that end, every other day, every third week; over the changes of the clock like all others. */
  const someDays = fc
    .record({
      first: dateIn(2024),
      length: fc.integer({ min: 0, max: 900 }),
      everyDays: fc.constantFrom(1, 2, 3, 7, 21, 90),
    })
    .chain(({ first, length, everyDays }) =>
      fc.constantFrom<Partial<Slot>>(
        {},
        { from: first },
        { from: first, until: dateOf(Date.parse(first) + length * DAY) },
        { from: first, everyDays },
        { from: first, everyDays, until: dateOf(Date.parse(first) + length * DAY) },
      ),
    );

  it.each(['Europe/Copenhagen', 'Europe/Oslo'])('no dose is laid out twice and none is skipped: %s', (zone) => {
    const someSlots = fc.uniqueArray(
      fc.record({
        time: nearTheChange,
        days: fc.option(fc.subarray([...DAYS], { minLength: 1 }), { nil: undefined }),
        when: someDays,
      }),
      { minLength: 1, maxLength: 2, selector: (some) => some.time },
    );
    fc.assert(
      fc.property(someSlots, fc.integer({ min: 2000, max: 2026 }), (some, year) => {
        const slots = some.map(({ time: at, days, when }) => slot(at, 'standard', { days, ...when }));
        const [from, until] = [Date.UTC(year, 0, 1), Date.UTC(year + 10, 0, 1)];
        const planned = planDoses(
          schedule(slots, { zone, validFrom: new Date(0) }),
          new Date(from),
          new Date(until),
          5,
        );
        expect(planned.map(({ dueAt }) => dueAt.getTime())).toEqual(duesByHand(slots, from, until));
      }),
      {
        numRuns: 4,
        examples: [
          [
            [
              { time: '02:30', days: undefined, when: { from: '2020-03-01', everyDays: 2 } },
              { time: '03:00', days: undefined, when: {} },
            ],
            2020,
          ],
        ],
      },
    );
  });

  it('planning in pieces of 48 h gives what planning at once gives', () => {
    const someSlot = fc
      .record({ time, criticality: fc.constantFrom(...CRITICALITIES), when: someDays })
      .map(({ when, ...rest }) => ({ ...rest, ...when }));
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Copenhagen', 'Europe/Oslo'),
        fc.array(someSlot, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1400, max: 2600 }),
        (zone, slots, day) => {
          const s = schedule(slots, { zone });
          const from = Date.UTC(2020, 0, 1) + day * 86_400_000;
          const whole = planDoses(s, new Date(from), new Date(from + 10 * 86_400_000), 5);
          const pieces = [0, 2, 4, 6, 8].flatMap((n) =>
            planDoses(s, new Date(from + n * 86_400_000), new Date(from + (n + 2) * 86_400_000), 5),
          );
          expect(pieces).toEqual(whole);
          whole.forEach((dose, i) => {
            const next = whole[i + 1];
            expect(dose.windowClosesAt.getTime()).toBeGreaterThanOrEqual(dose.dueAt.getTime());
            if (next) expect(dose.windowClosesAt.getTime()).toBeLessThan(next.dueAt.getTime());
          });
        },
      ),
    );
  });
});
