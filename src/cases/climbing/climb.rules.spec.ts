import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  calmSince,
  isDue,
  postpone,
  taskDueAt,
  turnsNow,
  waitsForCalm,
  claimTimers,
  climbInstead,
  dueRung,
  type Climb,
  fireAgain,
  fired,
  hold,
  hurry,
  isLast,
  jumpTo,
  resume,
  start,
  stop,
  visitAfter,
} from './climb.rules.js';
import { isCallInVain, taskKind } from './kind-of-work.rules.js';
import type { Priority } from '../../devices/telemetry.rules.js';
import { MADE_BY_HAND, PRIORITIES } from '../alert.rules.js';
import { DEFAULT_LADDERS, LADDER_NAMES } from '../../ladders/ladder.rules.js';

const at = (time: string): Date => new Date(`2026-03-10T${time}:00Z`);
const opened = (alertType: string, openedAt: string, dueAt: string | null = '07:00', holdMinutes = 0) => ({
  alertId: 'a',
  alertType,
  priority: 'P3' as const,
  nextDose: null,
  depletionAt: null,
  batteryUntil: null,
  zone: 'Europe/Copenhagen',
  openedAt: at(openedAt),
  dueAt: dueAt === null ? null : at(dueAt),
  holdMinutes,
});
const standard = DEFAULT_LADDERS['standard-dose'];
const critical = DEFAULT_LADDERS['time-critical-dose'];
const missed = start(standard, opened('dose.missed', '08:00'));

describe('the start of a ladder', () => {
  it.each([
    ['a reported miss starts now', standard, opened('dose.missed', '07:40'), '07:40'],
    ['silence over a standard dose waits for due + 60 min', standard, opened('dose.unconfirmed', '07:20'), '08:00'],
    [
      'silence over a time-critical dose waits for due + 30 min',
      critical,
      opened('dose.unconfirmed', '07:20'),
      '07:30',
    ],
    ['silence noticed late starts now', critical, opened('dose.unconfirmed', '08:10'), '08:10'],
    [
      'a condition is given time to pass',
      DEFAULT_LADDERS.security,
      opened('device.tilted', '08:00', null, 10),
      '08:10',
    ],
  ])('%s', (_, ladder, said, starts) =>
    expect(start(ladder, said)).toMatchObject({
      startsAt: at(starts),
      nextRung: 0,
      nextRungAt: at(starts),
      rung: null,
    }),
  );
});

it('starts at its first rung, with nobody asked and nobody holding it', () =>
  expect(missed).toStrictEqual({
    alertId: 'a',
    ladderName: 'standard-dose',
    rungs: standard.rungs,
    claimTimeoutSeconds: 1800,
    claimReminderSeconds: null,
    startsAt: at('08:00'),
    deadlineAt: null,
    becomes: null,
    nightZone: null,
    rung: null,
    nextRung: 0,
    nextRungAt: at('08:00'),
    heldSince: null,
    stoppedAt: null,
  }));

describe('the rung that is due', () => {
  it.each<[string, Climb, string, number | null]>([
    ['before its time', missed, '07:59', null],
    ['at its time', missed, '08:00', 0],
    ['after the first fired', fired(missed, 0, at('08:00')), '08:14', null],
    ['the second at its time', fired(missed, 0, at('08:00')), '08:15', 1],
    ['only the highest after downtime', fired(missed, 0, at('08:00')), '08:50', 3],
    ['the third at its very time, though the second never fired', fired(missed, 0, at('08:00')), '08:30', 2],
    ['the last after long downtime', missed, '14:00', 4],
    ['none where none is next', { ...missed, nextRung: null }, '09:00', null],
    ['none where none has a time', { ...missed, nextRungAt: null }, '09:00', null],
    ['none while a claim holds', hold(fired(missed, 0, at('08:00')), at('08:05')), '09:00', null],
    ['none once stopped', stop(missed, at('08:00')), '09:00', null],
  ])('%s', (_, climb, now, rung) => expect(dueRung(climb, at(now))).toBe(rung));
});

describe('what is due', () => {
  const turning: Climb = { ...missed, becomes: 'time-critical-dose', deadlineAt: at('07:30') };

  it.each<[string, Climb, string, boolean, boolean]>([
    ['nothing yet', missed, '07:59', false, false],
    ['a rung', missed, '08:00', false, true],
    ['its deadline, before any rung', turning, '07:30', true, true],
    ['no deadline yet', turning, '07:29', false, false],
    ['no deadline that comes to nothing', { ...turning, becomes: null }, '07:45', false, false],
    ['no deadline where there is none', { ...turning, deadlineAt: null }, '07:45', false, false],
    ['no deadline of what somebody has', hold(turning, at('07:20')), '07:45', false, false],
    ['no deadline of what is over', stop(turning, at('07:20')), '07:45', false, false],
  ])('is %s', (_, climb, now, turns, due) =>
    expect([turnsNow(climb, at(now)), isDue(climb, at(now))]).toEqual([turns, due]),
  );

  it.each<[string, Climb, string]>([
    ['at its deadline, before its next rung', { ...turning, deadlineAt: at('08:05') }, '08:05'],
    ['at its next rung, before its deadline', { ...turning, deadlineAt: at('08:20') }, '08:15'],
    ['at its next rung, where the deadline comes to nothing', { ...missed, deadlineAt: at('08:05') }, '08:15'],
  ])('is looked at again %s', (_, climb, next) => expect(fired(climb, 0, at('08:00')).nextRungAt).toEqual(at(next)));

  it('is work that ends with the supply where it was planned, and else before the next is asked', () => {
    const planned = { ...missed, ladderName: 'planned-work' as const, deadlineAt: at('18:00') };
    expect(taskDueAt(planned, at('09:00'))).toEqual(at('18:00'));
    expect(taskDueAt({ ...planned, deadlineAt: null }, at('09:00'))).toEqual(at('09:00'));
    expect(taskDueAt({ ...planned, ladderName: 'dispensing-stopped' }, at('09:00'))).toEqual(at('09:00'));
  });

  it('is asked by the minutes of the rung where there is no time to share, and at once where none of it is left', () => {
    const stopped = start(DEFAULT_LADDERS['dispensing-stopped'], opened('device.jam', '08:00', null));
    expect(fired(stopped, 0, at('08:00')).nextRungAt).toEqual(at('08:15'));
    const [first, ...others] = stopped.rungs;
    const late = {
      ...stopped,
      deadlineAt: at('07:00'),
      rungs: [first!, ...others.map((one) => ({ ...one, share: 1 }))],
    };
    expect(fired(late, 0, at('08:00')).nextRungAt).toEqual(at('08:00'));
  });
});

describe('a claim', () => {
  const held = hold(fired(missed, 0, at('08:00')), at('08:05'));

  it('holds the ladder, and gives the rest of the time back', () => {
    expect(held).toMatchObject({ nextRungAt: null, heldSince: at('08:05') });
    expect(resume(held, at('08:35'))).toMatchObject({
      nextRung: 1,
      nextRungAt: at('08:45'),
      startsAt: at('08:30'),
      heldSince: null,
    });
  });

  it('made while another holds takes none of the time that is held already', () => {
    expect(hold(held, at('08:20'))).toBe(held);
    expect(resume(held, at('08:35')).startsAt).toEqual(at('08:30'));
  });

  it('holds nothing that is over', () => {
    const over = stop(missed, at('08:01'));
    expect([hold(over, at('08:02')), resume(over, at('08:03')), fireAgain(over, at('08:04'))]).toEqual([
      over,
      over,
      over,
    ]);
    expect(jumpTo(over, 1, at('08:05'))).toBe(over);
    expect(stop(over, at('08:06')).stoppedAt).toEqual(at('08:01'));
  });

  it('that ends where nothing is next leaves it so', () =>
    expect(resume({ ...held, nextRung: null }, at('08:35'))).toEqual({
      ...held,
      nextRung: null,
      startsAt: at('08:30'),
      heldSince: null,
    }));

  it('holds nothing more once it is over', () =>
    expect(stop(held, at('08:06'))).toEqual({
      ...held,
      nextRung: null,
      nextRungAt: null,
      heldSince: null,
      stoppedAt: at('08:06'),
    }));

  it('that ends before anybody was asked has the first rung asked', () => {
    expect(fireAgain(hold(missed, at('08:00')), at('08:10'))).toMatchObject({
      nextRung: 0,
      nextRungAt: at('08:10'),
      heldSince: null,
    });
  });

  it('is reminded of and ends by the ladder it is on', () => {
    expect(claimTimers(start(critical, opened('dose.missed', '08:00')), at('08:00'))).toEqual({
      remindAt: at('08:10'),
      claimExpiresAt: at('08:20'),
    });
    expect(claimTimers(missed, at('08:00'))).toEqual({ remindAt: null, claimExpiresAt: at('08:30') });
  });
});

describe('two calls in vain', () => {
  const visitThird: Climb = {
    ...missed,
    rungs: [missed.rungs[0]!, { ...missed.rungs[0]!, afterSeconds: 300 }, ...missed.rungs.slice(1)],
  };

  it.each([
    ['two', { kind: 'screen-call', unansweredCalls: 2 }, true],
    ['three', { kind: 'call', unansweredCalls: 3 }, true],
    ['one', { kind: 'call', unansweredCalls: 1 }, false],
    ['two on a visit', { kind: 'visit', unansweredCalls: 2 }, false],
    ['none', { kind: 'call', unansweredCalls: 0 }, false],
  ] as const)('%s', (_, logged, inVain) => expect(isCallInVain(logged)).toBe(inVain));

  it('bring the visit forward, over what lies between, and out of the hand of who holds it', () => {
    const held = hold(fired(visitThird, 0, at('08:00')), at('08:02'));
    expect(visitAfter(held)).toBe(2);
    const jumped = jumpTo(held, 2, at('08:10'));
    expect(jumped).toEqual({ ...held, startsAt: at('07:55'), heldSince: null, nextRung: 2, nextRungAt: at('08:10') });
    expect(dueRung(jumped, at('08:10'))).toBe(2);
    expect(fired(jumped, 2, at('08:10')).nextRungAt).toEqual(at('08:25'));
  });

  it('find no visit where none is left', () => {
    expect(visitAfter(missed)).toBe(1);
    expect(visitAfter({ ...missed, rungs: missed.rungs.slice(1) })).toBe(0);
    expect(visitAfter(fired(missed, 4, at('09:00')))).toBeNull();
  });
});

describe('a case that became more urgent than its ladder', () => {
  const asked = fired(missed, 0, at('08:00'));
  const urgent = start(critical, opened('dose.missed', '08:05'));

  it('climbs the other ladder from its first step', () => {
    expect(climbInstead(asked, urgent, at('08:05'))).toMatchObject({
      ladderName: 'time-critical-dose',
      nextRung: 0,
      nextRungAt: at('08:05'),
    });
  });

  it('stays held by a claim, and goes on there when the claim ends', () => {
    const held = climbInstead(hold(asked, at('08:02')), urgent, at('08:05'));
    expect(held).toMatchObject({ heldSince: at('08:05'), nextRungAt: null });
    expect(dueRung(resume(held, at('08:10')), at('08:10'))).toBe(0);
  });

  it('is not begun anew when it is over', () => {
    const over = stop(asked, at('08:02'));
    expect(climbInstead(over, urgent, at('08:05'))).toBe(over);
  });
});

describe('too much at once', () => {
  it.each([
    ['P4', missed, 30, true],
    ['P3', missed, 31, true],
    ['P3', missed, 29, false],
    ['P2', missed, 500, false],
    ['P1', missed, 500, false],
    ['P3', fired(missed, 0, at('08:00')), 500, false],
  ] as const)('a %s waits for calm: %#', (priority, climb, given, waits) =>
    expect(waitsForCalm(priority, climb, given, 30)).toBe(waits),
  );

  it('comes up again ten minutes later, over which it is counted', () => {
    expect(postpone(missed, at('08:00'))).toEqual({ ...missed, nextRungAt: at('08:10') });
    expect(calmSince(at('08:10'))).toEqual(at('08:00'));
  });
});

it('the last rung repeats', () => {
  const last = fired(missed, 4, at('09:00'));
  expect(isLast(missed, 4)).toBe(true);
  expect(last).toMatchObject({ rung: 4, nextRung: 4, nextRungAt: at('09:10') });
  expect(dueRung(last, at('09:10'))).toBe(4);
});

describe('what a person asks for', () => {
  const planned = DEFAULT_LADDERS['planned-work'];
  const made = (openedAt: string, priority: Priority) => ({ ...opened(MADE_BY_HAND, openedAt, null), priority });

  it.each(LADDER_NAMES)('is asked at once on %s, also at night and for whatever can wait', (name) => {
    for (const priority of PRIORITIES) {
      const asked = start(DEFAULT_LADDERS[name], { ...made('22:30', priority), holdMinutes: 0 });
      expect(dueRung(asked, at('22:30'))).toBe(0);
      expect(asked).toMatchObject({ deadlineAt: null, becomes: null });
    }
  });

  it.each([
    ['P1', '2026-03-10T22:00'],
    ['P2', '2026-03-10T22:00'],
    ['P3', '2026-03-11T06:00'],
    ['P4', '2026-03-11T06:00'],
  ] as const)('goes on by day where it can wait: a %s of 11 o’clock at %s', (priority, next) => {
    const asked = fired(start(planned, made('10:00', priority)), 0, at('10:00'));
    expect(asked.nextRungAt).toEqual(new Date(`${next}:00Z`));
  });

  it('of a colleague goes to the team when her time to claim it is over', () => {
    const asked = fired(start(planned, { ...made('08:00', 'P2'), isNamed: true }), 0, at('08:00'));
    expect(asked.rungs.map(({ to }) => to)).toEqual(['named-colleague', 'nearest-team', 'all-on-duty', 'manager']);
    expect(asked.nextRungAt).toEqual(at('08:15'));
    expect([dueRung(asked, at('08:14')), dueRung(asked, at('08:15'))]).toEqual([null, 1]);
  });
});

it('what was set aside is asked again at once', () => {
  expect(fireAgain(fired(missed, 1, at('08:15')), at('08:20'))).toMatchObject({ nextRung: 1, nextRungAt: at('08:20') });
});

it('a reported miss need not wait for the time silence is told from', () => {
  const silent = start(standard, opened('dose.unconfirmed', '07:20'));
  expect(hurry(silent, at('07:30'))).toMatchObject({ startsAt: at('07:30'), nextRungAt: at('07:30') });
  for (const [waits, now] of [
    [fired(silent, 0, at('07:25')), '07:30'],
    [hold(silent, at('07:25')), '07:30'],
    [stop(silent, at('07:25')), '07:30'],
    [silent, '08:00'],
    [silent, '08:01'],
  ] as const)
    expect(hurry(waits, at(now))).toBe(waits);
});

it.each([
  ['visit', 'dose.missed', 'visit'],
  ['visit', 'supply.empty', 'refill'],
  ['screen-call', 'supply.empty', 'screen-call'],
  ['operations', 'power.mains_lost', 'technical'],
] as const)('%s for %s is a %s task', (action, type, kind) => expect(taskKind(action, type)).toBe(kind));

it('until it is stopped or held, a ladder always has a next step', () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constantFrom('fire', 'hold', 'resume', 'again', 'hurry'),
      after: fc.integer({ min: 0, max: 7200 }),
    }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(DEFAULT_LADDERS)),
      fc.array(step, { maxLength: 30 }),
      (ladder, steps) => {
        let now = at('08:00');
        let climb = start(ladder, opened('dose.missed', '08:00'));
        for (const s of steps) {
          now = new Date(now.getTime() + s.after * 1000);
          const due = dueRung(climb, now);
          if (s.do === 'fire' && due !== null) climb = fired(climb, due, now);
          if (s.do === 'hold') climb = hold(climb, now);
          if (s.do === 'resume') climb = resume(climb, now);
          if (s.do === 'again') climb = fireAgain(climb, now);
          if (s.do === 'hurry') climb = hurry(climb, now);
          expect(climb.heldSince !== null || climb.nextRungAt !== null).toBe(true);
        }
      },
    ),
  );
});
