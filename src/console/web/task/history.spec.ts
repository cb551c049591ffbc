import { describe, expect, it } from '@jest/globals';
import { describeEntry, fold } from './history.js';
import type { LogEntry, TaskAlert } from '../model.js';

const zone = 'Europe/Copenhagen';
const alert: TaskAlert = {
  type: 'dose.missed',
  openedAt: '2026-11-21T07:30:00Z',
  dose: { dueAt: '2026-11-21T07:00:00Z', windowClosesAt: '2026-11-21T07:30:00Z', criticality: 'time-critical' },
  unmatched: false,
  occurrences: 1,
};

describe('describeEntry', () => {
  const entry = (about: Partial<LogEntry>): LogEntry => ({
    at: '2026-11-21T07:30:00Z',
    entry: 'note',
    by: 'x',
    ...about,
  });

  it.each([
    [{ entry: 'reported', text: 'dose.missed' }, 'Reported', '08:00 dose not taken from the dispenser'],
    [{ entry: 'reported', text: 'device.jam' }, 'Reported', 'The dispenser is jammed'],
    [{ entry: 'being-handled', text: 'visit', data: { action: 'task.started' } }, 'Started', 'Visit'],
    [{ entry: 'being-handled', data: { action: 'task.claimed' } }, 'Being handled', null],
    [{ entry: 'transfer', data: { action: 'task.released' } }, 'Back to the queue', null],
    [{ entry: 'transfer', text: 'on leave', data: { action: 'task.taken_over' } }, 'Taken over', 'on leave'],
    [{ entry: 'call-attempt', data: { answered: false } }, 'Call', 'no answer'],
    [{ entry: 'call-attempt', text: 'his son', data: { answered: true } }, 'Call', 'answered: his son'],
    [{ entry: 'cause', data: { cause: 'asleep' } }, 'Cause', 'Asleep'],
    [
      { entry: 'signed-off', text: 'fine', data: { outcome: 'taken-after-call' } },
      'Signed off',
      'Taken after a call: fine',
    ],
    [
      {
        entry: 'signed-off',
        text: 'dispensed 2026-11-21T07:12:00.000Z, reported 2026-11-21T08:40:00.000Z',
        data: { reason: 'dispensed-late', effectiveAt: '2026-11-21T07:12:00Z', reportedAt: '2026-11-21T08:40:00Z' },
      },
      'Signed off',
      'dispensed 08:12, reported 09:40',
    ],
    [
      { entry: 'measure', text: 'East Day: nearest', data: { rung: 0, kind: 'screen-call', teamId: 't' } },
      'Asked',
      'Screen call: East Day: nearest',
    ],
    [
      { entry: 'handed-to-field-unit', text: 'East Day: nearest', data: { rung: 1, kind: 'visit' } },
      'Passed on',
      'Visit: East Day: nearest',
    ],
    [
      { entry: 'measure', text: 'East Day: nearest', data: { rung: 1, audience: 'team' } },
      'Asked again',
      'East Day: nearest',
    ],
    [
      { entry: 'measure', text: 'step 2 skipped: nobody', data: { rung: 1, skipped: true } },
      'Step',
      'step 2 skipped: nobody',
    ],
    [
      { entry: 'transfer', text: 'the shift is over: release or keep?', data: { releaseAt: '2026-11-21T14:10:00Z' } },
      'Handed over',
      'The shift is over: release or keep? Until 15:10',
    ],
    [{ entry: 'transfer', text: 'kept after the shift', data: { action: 'task.kept' } }, 'Kept after the shift', null],
    [
      {
        entry: 'measure',
        by: 'gateway',
        text: 'notify-relative by sms: fallen-through',
        data: { deliveryId: 'd', purpose: 'notify-relative', channel: 'sms', state: 'fallen-through' },
      },
      'Step',
      'A relative could not be told by text message; the next way is tried',
    ],
    [
      { entry: 'measure', text: 'too loud', data: { shelvedUntil: '2026-11-21T09:00:00Z' } },
      'Step',
      'set aside until 10:00: too loud',
    ],
    [
      { entry: 'signed-off', by: 'gateway', text: 'service.paused', data: { reason: 'service.paused' } },
      'Signed off',
      'The service was paused',
    ],
    [
      { entry: 'signed-off', by: 'gateway', text: 'power.mains_restored at 2026-11-21T07:12:00.000Z' },
      'Signed off',
      '‘Mains power is back’ at 08:12',
    ],
    [
      { entry: 'transfer', by: 'gateway', text: 'followed under gateway.fleet_outage of the same district' },
      'Handed over',
      'followed under ‘Many dispensers lost contact or power at once’ of the same district',
    ],
    [{ entry: 'note', by: 'x', text: 'see power.mains_restored' }, 'Note', 'see power.mains_restored'],
    [{ entry: 'note', text: 'rings again at ten' }, 'Note', 'rings again at ten'],
  ])('%j', (about, what, text) => expect(describeEntry(entry(about), alert, zone)).toEqual({ what, text }));
});

describe('fold', () => {
  it('says once what was said again and again', () => {
    const step = (at: string, text: string): LogEntry => ({ at, entry: 'measure', by: 'gateway', text });
    const entries = [step('07:00', 'a'), step('07:10', 'a'), step('07:20', 'b'), step('07:30', 'a')];
    expect(fold(entries, alert, zone).map(({ at, until, times, text }) => [at, until, times, text])).toEqual([
      ['07:00', '07:10', 2, 'a'],
      ['07:20', '07:20', 1, 'b'],
      ['07:30', '07:30', 1, 'a'],
    ]);
  });
});
