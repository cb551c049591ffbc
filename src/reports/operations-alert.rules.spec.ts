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
    ['nothing found, nothing known', false, [], 0, 0],
    ['something found', true, [], 1, 0],
    ['the same found again', true, [live], 0, 0],
    ['nothing found any more', false, [live], 0, 1],
    ['found just after a person closed it', true, [closed(14)], 0, 0],
    ['found long after a person closed it', true, [closed(15)], 1, 0],
    ['nothing found, closed before', false, [closed(1)], 0, 0],
    ['another condition is live', true, [{ ...live, condition: 'coverage.gap/west' }], 1, 0],
  ])('%s', (_, isWrong, alerts, raised, cleared) => {
    const { raise, clear } = followUp([{ condition, isWrong }], alerts, 15 * 60_000, now);
    expect([raise.length, clear.length]).toEqual([raised, cleared]);
  });
});
