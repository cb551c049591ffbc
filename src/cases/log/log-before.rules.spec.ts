import { describe, expect, it } from '@jest/globals';
import { lift } from './log-before.rules.js';

const NURSE = '11111111-1111-4111-8111-111111111111';

describe('an entry that was written before what it says was a code', () => {
  it.each([
    ['being-handled', NURSE, null, { action: 'task.claimed' }, 'claimed', { task: 'call' }, null],
    ['accepted-by-field-unit', NURSE, null, { action: 'task.claimed' }, 'claimed', { task: 'visit' }, null],
    ['being-handled', NURSE, 'visit', { action: 'task.started' }, 'started', { mode: 'visit' }, null],
    ['transfer', NURSE, 'on leave', { action: 'task.released' }, 'released', { rule: null }, 'on leave'],
    ['transfer', NURSE, 'urgent', { action: 'task.taken-over' }, 'taken_over', {}, 'urgent'],
    ['transfer', NURSE, 'kept after the shift', { action: 'task.kept' }, 'kept', {}, null],
    ['call-attempt', NURSE, 'his son', { answered: true }, 'call_attempted', { answered: true }, 'his son'],
    ['conversation', NURSE, 'fine', null, 'talked', {}, 'fine'],
    ['note', NURSE, 'rings at ten', null, 'noted', {}, 'rings at ten'],
    ['cause', NURSE, null, { cause: 'asleep' }, 'cause_named', { cause: 'asleep' }, null],
    ['signed-off', NURSE, 'fine', { outcome: 'away' }, 'resolved', { outcome: 'away' }, 'fine'],
    [
      'measure',
      NURSE,
      'too loud',
      { shelvedUntil: '2026-11-21T09:00:00Z' },
      'shelved',
      { shelvedUntil: '2026-11-21T09:00:00Z' },
      'too loud',
    ],
    [
      ...(['signed-off', 'gateway', 'dispensed 08:12, reported 09:40'] as const),
      { reason: 'dispensed-late', effectiveAt: '2026-11-21T07:12:00Z', reportedAt: '2026-11-21T08:40:00Z' },
      'dispensed_late',
      { at: '2026-11-21T07:12:00Z', reportedAt: '2026-11-21T08:40:00Z' },
      null,
    ],
    [
      ...(['signed-off', 'gateway', 'dispensed 08:12, reported 09:40'] as const),
      {
        ...{ reason: 'dispensed-late', effectiveAt: '2026-11-21T07:12:00Z', reportedAt: '2026-11-21T08:40:00Z' },
        falseAlarm: 'connectivity',
      },
      'dispensed_late',
      { at: '2026-11-21T07:12:00Z', reportedAt: '2026-11-21T08:40:00Z', falseAlarm: 'connectivity' },
      null,
    ],
    [
      ...(['signed-off', 'gateway', 'connectivity.online at 2026-11-21T07:12:00.000Z'] as const),
      { reason: 'connectivity.online', effectiveAt: '2026-11-21T07:12:00.000Z' },
      'condition_cleared',
      { type: 'connectivity.online', at: '2026-11-21T07:12:00.000Z' },
      null,
    ],
    ['measure', 'gateway', 'lock it away', { checklist: true }, 'checklist', {}, 'lock it away'],
    // What no code says stays the prose it is.
    [
      'measure',
      'gateway',
      'step 2 skipped: nobody',
      { skipped: true },
      'text',
      { skipped: true },
      'step 2 skipped: nobody',
    ],
    [
      ...(['signed-off', 'gateway', 'consent.given'] as const),
      { reason: 'consent.given' },
      'text',
      { reason: 'consent.given' },
      'consent.given',
    ],
    ['note', 'gateway', 'tried out in shadow', null, 'text', null, 'tried out in shadow'],
    [
      'signed-off',
      'gateway',
      'closed with it',
      { outcome: 'refilled' },
      'text',
      { outcome: 'refilled' },
      'closed with it',
    ],
    ['being-handled', NURSE, 'on foot', { action: 'task.started' }, 'text', { action: 'task.started' }, 'on foot'],
  ] as const)('%s by %s, %j %j', (entry, by, text, data, kind, coded, left) =>
    expect(lift({ entry, by, text, data })).toEqual({ said: { kind, data: coded }, text: left }),
  );
});
