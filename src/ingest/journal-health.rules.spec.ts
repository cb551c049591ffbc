import { describe, expect, it } from '@jest/globals';
import { judgeJournal, type JournalState } from './journal-health.rules.js';

const QUIET: JournalState = {
  waiting: 0,
  oldestMs: 0,
  sinceSuccessMs: null,
  sinceFailureMs: null,
  failingMs: null,
  why: '',
};
const FULL = 'its disk is full (53100)';

describe('judgeJournal', () => {
  it.each<[string, Partial<JournalState>, boolean, string]>([
    ['nobody ever spoke', {}, true, 'nothing waits'],
    ['nobody has spoken for a day', { sinceSuccessMs: 86_400_000 }, true, 'nothing waits; committed 86400 s ago'],
    [
      'many speak',
      { waiting: 900, oldestMs: 240, sinceSuccessMs: 4 },
      true,
      '900 wait, the oldest for 0 s; committed 0 s ago',
    ],
    [
      'a connection was cut',
      { waiting: 3, oldestMs: 600, sinceSuccessMs: 9_000, sinceFailureMs: 500, failingMs: 500, why: 'cut' },
      true,
      '3 wait, the oldest for 1 s; committed 9 s ago; failed 1 s ago: cut',
    ],
    [
      'the disk is full',
      { waiting: 40, oldestMs: 2_400, sinceSuccessMs: 9_000, sinceFailureMs: 100, failingMs: 2_400, why: FULL },
      false,
      `could not be written for 2 s: ${FULL}; 40 wait`,
    ],
    [
      'the disk is full, and all who wait are beyond their budget',
      { waiting: 40, sinceFailureMs: 100, failingMs: 2_000, why: FULL },
      false,
      `could not be written for 2 s: ${FULL}; 40 wait`,
    ],
    ['it hangs', { waiting: 1, oldestMs: 5_000 }, false, '1 wait, the oldest for 5 s'],
    [
      'one shard of two hangs',
      { waiting: 7, oldestMs: 8_000, sinceSuccessMs: 20 },
      false,
      '7 wait, the oldest for 8 s; committed 0 s ago',
    ],
    [
      'it was full, and is written again',
      { sinceSuccessMs: 400, sinceFailureMs: 1_000, why: FULL },
      true,
      `nothing waits; committed 0 s ago; failed 1 s ago: ${FULL}`,
    ],
    [
      'dispensers in a loop wait for themselves',
      { waiting: 9_000, sinceSuccessMs: 20 },
      true,
      '9000 wait, the oldest for 0 s; committed 0 s ago',
    ],
  ])('%s', (_, state, ok, detail) => expect(judgeJournal({ ...QUIET, ...state })).toEqual({ ok, detail }));
});
