import { expect, it } from '@jest/globals';
import { DEFAULT_LADDERS } from './ladder.rules.js';

/**
 * Who is asked for what, and when, counted in minutes from the start of the ladder, where a municipality has decided nothing else:
 * section "Ladders" of the domain. A share is of the time to the next dose, where there is one.
 */
const RUNGS = `
| ladder             |   min | share | asked             | for
| time-critical-dose |     0 |       | e-district        | repeat-reminder, screen-call
| time-critical-dose |     5 |       | nearest-team      | visit
| time-critical-dose |    10 |       | all-on-duty       | visit
| time-critical-dose |    15 |       | next-nearest-team | visit
| time-critical-dose |    25 |       | manager           | visit
| standard-dose      |     0 |       | e-district        | repeat-reminder, screen-call
| standard-dose      |    15 |       | nearest-team      | visit
| standard-dose      |    30 |       | all-on-duty       | visit
| standard-dose      |    45 |       | response-centre   | visit
| standard-dose      |    60 |       | manager           | visit
| dispensing-stopped |     0 |       | nearest-team      | visit
| dispensing-stopped |    15 |  0.25 | all-on-duty       | visit
| dispensing-stopped |    30 |   0.5 | next-nearest-team | visit
| dispensing-stopped |    60 |  0.75 | manager           | visit
| planned-work       |     0 |       | nearest-team      | visit
| planned-work       |   720 |       | all-on-duty       | visit
| planned-work       |  1440 |       | manager           | visit
| power-connectivity |     0 |       | nearest-team      | operations
| power-connectivity |    30 |       | all-on-duty       | operations
| power-connectivity |    60 |       | response-centre   | operations
| power-connectivity |    90 |       | manager           | operations
| security           |     0 |       | e-district        | call
| security           |    15 |       | nearest-team      | visit
| security           |    30 |       | all-on-duty       | visit
| security           |    45 |       | response-centre   | visit
| security           |    60 |       | manager           | visit
`;

/** For how long a claim holds the ladder, and when its holder is reminded; the same section. */
const CLAIMS = `
| ladder             | min | reminded
| time-critical-dose |  20 | 10
| standard-dose      |  30 |
| dispensing-stopped |  30 |
| planned-work       | 480 |
| power-connectivity |  60 |
| security           |  30 |
`;

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .slice(1)
    .map((row) =>
      row
        .split('|')
        .slice(1)
        .map((cell) => cell.trim()),
    );
const minutes = (seconds: number | null): string => (seconds === null ? '' : String(seconds / 60));
const ladders = Object.entries(DEFAULT_LADDERS);

it('by default these are asked, in this order', () => {
  const rows = ladders.flatMap(([name, { rungs }]) =>
    rungs.map(({ afterSeconds, share, to, actions }) => [
      name,
      minutes(afterSeconds),
      String(share ?? ''),
      to,
      actions.join(', '),
    ]),
  );
  expect(rows).toEqual(rowsOf(RUNGS));
});

it('by default a claim holds the ladder for so long', () => {
  const rows = ladders.map(([key, { name, claimTimeoutSeconds, claimReminderSeconds }]) => {
    expect(name).toBe(key);
    return [name, minutes(claimTimeoutSeconds), minutes(claimReminderSeconds)];
  });
  expect(rows).toEqual(rowsOf(CLAIMS));
});
