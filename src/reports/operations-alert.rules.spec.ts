import { describe, expect, it } from '@jest/globals';
import { followUp, type OperationsAlert } from './operations-alert.rules.js';

const now = new Date('2026-03-10T09:00:00Z');
const condition = 'audit.line-waiting';
const live: OperationsAlert = { condition, isLive: true, closedAt: null };
const closed = (minutesAgo: number): OperationsAlert => ({
  condition,
  isLive: false,
  closedAt: new Date(now.getTime() - minutesAgo * 60_000),
});

describe('what a finding leads to', () => {
  it.each([
    ['nothing found, nothing known', false, [], [], []],
    ['something found', true, [], [condition], []],
    ['the same found again', true, [live], [], []],
    ['nothing found any more', false, [live], [], [condition]],
    ['found just after a person closed it', true, [closed(14)], [], []],
    ['found long after a person closed it', true, [closed(15)], [condition], []],
    ['nothing found, closed before', false, [closed(1)], [], []],
    ['another condition is live', true, [{ ...live, condition: 'coverage.gap/west' }], [condition], []],
  ])('%s', (_, isWrong, alerts, raised, cleared) => {
    expect(followUp([{ condition, isWrong }], alerts, 15 * 60_000, now)).toEqual({ raise: raised, clear: cleared });
  });
});
