import { expect, it } from '@jest/globals';
import type { Alert, LogEntry } from '../model.js';
import { callsOf } from './calls.js';

const entry = (kind: string, at: string): LogEntry => ({ kind, at: `2026-03-10T${at}:00Z` }) as LogEntry;
const alert = (id: string, ...log: LogEntry[]): Alert => ({ id, log }) as Alert;

it('tells calls and talks of all alerts, the last first, and nothing else of their logs', () => {
  const alerts = [
    alert('second', entry('reported', '08:00'), entry('call_attempted', '08:10'), entry('noted', '08:11')),
    alert('first', entry('call_attempted', '07:00'), entry('talked', '08:20'), entry('started', '08:21')),
    alert('none'),
  ];
  expect(callsOf(alerts).map(({ alert: { id }, entry: { at } }) => [id, at.slice(11, 16)])).toEqual([
    ['first', '08:20'],
    ['second', '08:10'],
    ['first', '07:00'],
  ]);
  expect(callsOf([])).toEqual([]);
});
