import { describe, expect, it } from '@jest/globals';
import { type AuditAlert, describeFindings, type Finding, followUp } from './audit.rules.js';

const now = new Date('2026-03-10T09:00:00Z');
const kind = 'alert-without-step';
const found = (count: number): Finding[] => [{ kind, count, oldestAt: count > 0 ? now : null }];
const live: AuditAlert = { kind, isLive: true, closedAt: null };
const closed = (minutesAgo: number): AuditAlert => ({
  kind,
  isLive: false,
  closedAt: new Date(now.getTime() - minutesAgo * 60_000),
});

describe('what an audit leads to', () => {
  it.each([
    ['nothing found, nothing known', 0, [], 0, 0],
    ['something found', 3, [], 1, 0],
    ['the same found again', 3, [live], 0, 0],
    ['nothing found any more', 0, [live], 0, 1],
    ['found just after a person closed it', 3, [closed(14)], 0, 0],
    ['found long after a person closed it', 3, [closed(15)], 1, 0],
    ['nothing found, closed before', 0, [closed(1)], 0, 0],
  ])('%s', (_, count, alerts, raised, cleared) => {
    const { raise, clear } = followUp(found(count), alerts, now);
    expect([raise.length, clear.length]).toEqual([raised, cleared]);
  });

  it('keeps the kinds apart', () => {
    const other: AuditAlert = { ...live, kind: 'line-waiting' };
    expect(followUp(found(1), [other], now)).toEqual({ raise: found(1), clear: [] });
  });

  it('is told in a sentence', () => {
    expect(describeFindings(found(2))).toBe('2 alert-without-step');
    expect(describeFindings(found(0))).toBe('every alert has a next step, every dose an outcome');
  });
});
