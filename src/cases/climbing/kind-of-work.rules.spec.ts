import { expect, it } from '@jest/globals';
import { vocabulary } from '../../devices/telemetry.rules.js';
import { DEFAULT_LADDERS } from '../../ladders/ladder.rules.js';
import { ACTIONS, isHuman } from '../../ladders/rung-action.rules.js';
import { taskKind } from './climb.rules.js';
import { KIND_OF_WORK, rungsFor } from './kind-of-work.rules.js';

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
  const asked = rungsFor('service.suitability', rungs);
  expect(asked.map(({ to, afterSeconds, actions }) => [to, afterSeconds / 3600, ...actions])).toEqual([
    ['contact-person', 0, 'visit'],
    ['nearest-team', 24, 'visit'],
    ['all-on-duty', 36, 'visit'],
    ['manager', 48, 'visit'],
  ]);
  expect(rungsFor('service.plan_check', rungs)).toBe(rungs);
});
