import { describe, expect, it } from '@jest/globals';
import type { LogEntry } from '../model.js';
import { fold } from './history.js';

describe('fold', () => {
  it('says once what was said again and again', () => {
    const step = (at: string, given: number): LogEntry => ({
      at: `2026-11-21T${at}:00Z`,
      ...{ taskId: null, entry: 'measure', by: 'gateway', byName: null, text: null, sentence: '' },
      ...{ kind: 'turn_postponed', data: { given } },
    });
    const entries = [step('07:00', 3), step('07:10', 3), step('07:20', 4), step('07:30', 3)];
    const told = fold(entries, { dose: null }, 'Europe/Copenhagen');
    expect(told.map(({ at, until, times, text }) => [at.slice(11, 16), until.slice(11, 16), times, text?.[0]])).toEqual(
      [
        ['07:00', '07:10', 2, '3'],
        ['07:20', '07:20', 1, '4'],
        ['07:30', '07:30', 1, '3'],
      ],
    );
  });
});
