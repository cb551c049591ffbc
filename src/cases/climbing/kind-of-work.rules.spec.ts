import { describe, expect, it } from '@jest/globals';
import { aCase } from '../../../test/support/cases.js';
import { vocabulary } from '../../devices/telemetry.rules.js';
import { DEFAULT_LADDERS } from '../../ladders/ladder.rules.js';
import { ACTIONS, isHuman } from '../../ladders/rung-action.rules.js';
import { MADE_BY_HAND, PRIORITIES } from '../alert.rules.js';
import { type Task, TASK_KINDS } from '../task.rules.js';
import { isCallInVain, KIND_OF_WORK, kindOfWork, rungsFor, taskKind } from './kind-of-work.rules.js';

/** What a call, a screen call, a visit and operations become as work, by what the alert is about. */
const WORK = `
| alert                      | call      | screen-call | visit     | operations
| dose.missed                | call      | screen-call | visit     | technical
| dose.unconfirmed           | call      | screen-call | visit     | technical
| dose.missed_late           | review    | review      | review    | review
| supply.low                 | call      | screen-call | refill    | technical
| supply.empty               | call      | screen-call | refill    | technical
| device.jam                 | call      | screen-call | visit     | technical
| connectivity.offline       | call      | screen-call | visit     | technical
| service.plan_check         | review    | review      | review    | review
| service.doses_review       | review    | review      | review    | review
| service.suitability        | review    | review      | review    | review
| service.telemetry_review   | review    | review      | review    | review
| service.news_review        | review    | review      | review    | review
| citizen.access_review      | review    | review      | review    | review
| device.recovery            | technical | technical   | technical | technical
| device.unusable_telemetry  | technical | technical   | technical | technical
| gateway.unusable_telemetry | technical | technical   | technical | technical
| device.misses_unmatched    | technical | technical   | technical | technical
`;

it('what is asked becomes this kind of work', () => {
  const rows = WORK.trim()
    .split('\n')
    .slice(1)
    .map((row) =>
      row
        .split('|')
        .slice(1)
        .map((cell) => cell.trim()),
    );
  expect(rows.map(([type]) => [type, ...ACTIONS.filter(isHuman).map((action) => taskKind(action, type!))])).toEqual(
    rows,
  );
  expect(Object.keys(KIND_OF_WORK).filter((type) => !rows.some(([named]) => named === type))).toEqual([]);
});

it('only what is about supply is refilled', () => {
  const refilled = Object.keys(vocabulary).filter((type) => taskKind('visit', type) === 'refill');
  expect(refilled).toEqual(Object.keys(vocabulary).filter((type) => type.startsWith('supply.')));
});

it('whether the dispenser suits is asked of who knows the citizen, a day before anybody else', () => {
  const { rungs } = DEFAULT_LADDERS['planned-work'];
  const asked = rungsFor({ alertType: 'service.suitability', priority: 'P3' }, rungs);
  expect(asked.map(({ to, afterSeconds, actions }) => [to, afterSeconds / 3600, ...actions])).toEqual([
    ['contact-person', 0, 'visit'],
    ['nearest-team', 24, 'visit'],
    ['all-on-duty', 36, 'visit'],
    ['manager', 48, 'visit'],
  ]);
  expect(rungsFor({ alertType: 'service.plan_check', priority: 'P3' }, rungs)).toBe(rungs);
});

describe('what a person asked for by hand', () => {
  const made = (kind: unknown, task: Partial<Task> | null = null) => {
    const about = { type: MADE_BY_HAND, detail: { kind } };
    return task === null ? aCase('unasked', { alert: about }) : aCase('asked', { alert: about, task });
  };

  it.each(TASK_KINDS)('is asked for as it was said, whatever the step asks: %s', (kind) => {
    expect(ACTIONS.filter(isHuman).map((action) => kindOfWork(action, made(kind)))).toEqual(
      ACTIONS.filter(isHuman).map(() => kind),
    );
  });

  it.each([
    ['a call once in vain', { kind: 'call', unansweredCalls: 1 }, 'call'],
    ['a call twice in vain', { kind: 'call', unansweredCalls: 2 }, 'visit'],
    ['a screen call twice in vain', { kind: 'screen-call', unansweredCalls: 2 }, 'visit'],
    ['the visit it became', { kind: 'visit', unansweredCalls: 0 }, 'visit'],
    ['a review, however often somebody rang', { kind: 'review', unansweredCalls: 3 }, 'review'],
  ] as const)('goes on as a visit after two calls in vain, and stays one: %s', (_, task, kind) => {
    expect(isCallInVain(task)).toBe(kind === 'visit' && task.kind !== 'visit');
    expect(kindOfWork('visit', made('call', task))).toBe(kind);
  });

  it.each([
    ['of no kind that is known', made('pigeon')],
    ['by a dispenser that says so', aCase('asked', { alert: { type: 'device.jam', detail: { kind: 'call' } } })],
  ])('is what the step asks where it was asked for %s', (_, of) => expect(kindOfWork('visit', of)).toBe('visit'));

  it.each(PRIORITIES.map((priority) => [priority, { P1: 5, P2: 15, P3: 30, P4: 30 }[priority]] as const))(
    'is first asked of the colleague who was named, who has her minutes: %s, %i',
    (priority, minutes) => {
      const { rungs } = DEFAULT_LADDERS['standard-dose'];
      const asked = rungsFor({ alertType: MADE_BY_HAND, priority, isNamed: true }, rungs);
      expect(asked.map(({ to, afterSeconds }) => [to, afterSeconds / 60])).toEqual([
        ['named-colleague', 0],
        ...rungs.map(({ to, afterSeconds }) => [to, afterSeconds / 60 + minutes]),
      ]);
      expect(rungsFor({ alertType: MADE_BY_HAND, priority, isNamed: false }, rungs)).toBe(rungs);
    },
  );
});
