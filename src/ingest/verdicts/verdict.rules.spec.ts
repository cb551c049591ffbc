import { expect, it } from '@jest/globals';
import { type JudgedEntry, REJECTED } from '../../journal/journal.rules.js';
import { judgements, NEWEST, type Noted } from './verdict.rules.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 8, minute));
const entry = (minute: number, more: Partial<JudgedEntry> = {}): JudgedEntry => ({
  ...{ eventId: `e${minute}`, type: 'dose.missed', receivedAt: at(minute), reason: null, notes: null },
  ...more,
});
const noted = (minute: number, more: Partial<Noted> = {}): Noted => ({
  ...{ deviceId: 'd', reason: 'subscribe', detail: 'a/b', firstAt: at(0), lastAt: at(minute), occurrences: 3 },
  ...more,
});
const told = { at: at(5), firstAt: at(5), occurrences: 1, notes: [], event: { id: 'e5', type: 'dose.missed' } };
const refused = { at: at(5), firstAt: at(0), occurrences: 3, notes: [], event: null };

it.each<[string, JudgedEntry[], Noted[], object]>([
  ['taken', [entry(5)], [], { ...told, verdict: 'accepted', reason: null, detail: null }],
  [
    'taken, but for a part',
    [entry(5, { notes: ['data.slot:left-out'] })],
    [],
    { ...told, verdict: 'accepted', reason: null, detail: null, notes: ['data.slot:left-out'] },
  ],
  [
    'not readable',
    [entry(5, { type: REJECTED, reason: 'not JSON' })],
    [],
    {
      ...{ ...told, event: { id: 'e5', type: REJECTED } },
      ...{ verdict: 'rejected', reason: 'unreadable-event', detail: 'not JSON' },
    },
  ],
  ['refused', [], [noted(5)], { ...refused, verdict: 'refused', reason: 'subscribe', detail: 'a/b' }],
  [
    'refused, and nothing is to be said of it',
    [],
    [noted(5, { detail: '' })],
    { ...refused, verdict: 'refused', reason: 'subscribe', detail: null },
  ],
  [
    'a heartbeat that cannot be read',
    [],
    [noted(5, { reason: 'unreadable-heartbeat', detail: 'not JSON' })],
    { ...refused, verdict: 'rejected', reason: 'unreadable-heartbeat', detail: 'not JSON' },
  ],
  [
    'a heartbeat of which a part was left out',
    [],
    [noted(5, { reason: 'left-out', detail: 'rssiDbm:left-out mains:read' })],
    {
      ...{ ...refused, notes: ['rssiDbm:left-out', 'mains:read'] },
      ...{ verdict: 'accepted', reason: 'left-out', detail: null },
    },
  ],
])('what is shown to whoever looks after dispensers: %s', (_, entries, refusals, verdict) =>
  expect(judgements(entries, refusals)).toEqual([verdict]),
);

it('the newest of both are shown first, and so many', () => {
  const minutes = (some: readonly { readonly at: Date }[]): number[] => some.map((one) => one.at.getUTCMinutes());
  expect(minutes(judgements([entry(1), entry(4)], [noted(3), noted(5), noted(2)]))).toEqual([5, 4, 3, 2, 1]);
  const many = Array.from({ length: 59 }, (_, i) => entry(i));
  expect(minutes(judgements(many, [noted(59)]))).toEqual(Array.from({ length: NEWEST }, (_, i) => 59 - i));
  expect(NEWEST).toBe(50);
});
