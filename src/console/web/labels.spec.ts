import { describe, expect, it } from '@jest/globals';
import {
  chooseMode,
  describeAlert,
  describeEntry,
  formatAddress,
  formatDistance,
  formatMoment,
  formatTime,
  nameHolder,
  wordFor,
} from './labels.js';
import type { LogEntry, Task, TaskAlert } from './model.js';

const zone = 'Europe/Copenhagen';
const dose = { dueAt: '2026-11-21T07:00:00Z', windowClosesAt: '2026-11-21T07:30:00Z', criticality: 'time-critical' };
const alert = (about: Partial<TaskAlert>): TaskAlert => ({
  type: 'dose.missed',
  openedAt: '2026-11-21T07:30:00Z',
  dose,
  unmatched: false,
  occurrences: 1,
  ...about,
});

describe('describeAlert', () => {
  it.each([
    [{}, '08:00 dose not taken from the dispenser (time-critical)'],
    [{ dose: { ...dose, criticality: 'standard' } }, '08:00 dose not taken from the dispenser'],
    [
      { type: 'dose.unconfirmed', detail: { lastSeenAt: '2026-11-21T06:41:00Z' } },
      '08:00 dose not confirmed: no contact since 07:41 (time-critical)',
    ],
    [
      { type: 'dose.unconfirmed', detail: { lastSeenAt: '2026-11-21T07:34:00Z' } },
      '08:00 dose not confirmed, though the dispenser is in contact (time-critical)',
    ],
    [{ type: 'dose.unconfirmed' }, '08:00 dose not confirmed: nothing was heard of it (time-critical)'],
    [{ dose: null, unmatched: true }, 'A dose not taken from the dispenser (not in the schedule)'],
    [{ type: 'connectivity.offline', dose: null, occurrences: 3 }, 'No contact with the dispenser (reported 3 times)'],
    [{ type: 'vendor.something_new', dose: null }, 'vendor.something_new'],
  ])('%j', (about, words) => expect(describeAlert(alert(about), zone)).toBe(words));
});

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
    [{ entry: 'transfer', text: 'on leave', data: { action: 'task.taken-over' } }, 'Taken over', 'on leave'],
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
    [{ entry: 'note', text: 'rings again at ten' }, 'Note', 'rings again at ten'],
  ])('%j', (about, what, text) => expect(describeEntry(entry(about), alert({}), zone)).toEqual({ what, text }));
});

describe('formatTime', () => {
  it('is the wall clock of the team, in summer and winter', () => {
    expect(formatTime('2026-07-01T06:00:00Z', zone)).toBe('08:00');
    expect(formatTime('2026-12-01T07:00:00Z', zone)).toBe('08:00');
  });

  it('names the day only where it is another', () => {
    const now = Date.parse('2026-11-21T08:05:00Z');
    expect(formatMoment('2026-11-21T07:00:00Z', now, zone)).toBe('08:00');
    expect(formatMoment('2026-11-20T21:00:00Z', now, zone)).toBe('20 Nov 22:00');
  });
});

describe('who and where', () => {
  const task = (about: Partial<Task>) => about as Task;

  it('names the holder as the reader sees it', () => {
    expect(nameHolder(task({ claimedBy: null }), 'me')).toBeNull();
    expect(nameHolder(task({ claimedBy: 'me' }), 'me')).toBe('You');
    expect(nameHolder(task({ claimedBy: 'x', claimedByName: 'Anna' }), 'me')).toBe('Anna');
    expect(nameHolder(task({ claimedBy: 'x' }), 'me')).toBe('A colleague');
  });

  it('leaves out the parts of an address that are missing or protected', () => {
    const at = (address: { street?: string; city?: string } | null) =>
      formatAddress(task({ citizen: { displayName: 'Karla Prøve', address } }));
    expect(at({ street: 'Prøvevej 1', city: 'Testby' })).toBe('Prøvevej 1, Testby');
    expect(at({ city: 'Testby' })).toBe('Testby');
    expect(at(null)).toBe('Address not shown');
    expect(formatAddress(task({ citizen: null }))).toBe('');
  });

  it('shows a distance in kilometres', () => expect(formatDistance(2_449)).toBe('2.4 km'));
});

describe('codes', () => {
  it('show themselves where there is no word for them', () => {
    expect(wordFor({ 'being-handled': 'Being handled' }, 'being handled')).toBe('Being handled');
    expect(wordFor({}, 'new-code')).toBe('new-code');
    expect(wordFor({}, null)).toBe('–');
  });

  it.each([
    ['screen-call', 'screen-call'],
    ['call', 'call'],
    ['visit', 'visit'],
    ['refill', 'visit'],
  ])('a %s starts as a %s', (kind, mode) => expect(chooseMode(kind)).toBe(mode));
});
