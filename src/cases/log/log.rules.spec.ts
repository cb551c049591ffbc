import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Closing, entryOf, factOfClosing, LOG, LOG_KINDS, type LogEvent } from './log.rules.js';

const PAGE = join(import.meta.dirname, '..', '..', '..', 'docs', 'log.md');

describe('the handling log', () => {
  it('is described, each kind with where it goes and its parameters (docs/log.md)', () => {
    const rows = readFileSync(PAGE, 'utf8')
      .split('\n')
      .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
      .filter((row) => row.length === 5 && row[1]! in LOG)
      .map(([, kind, entry, data]) => [kind, entry, data]);
    const kinds = LOG_KINDS.map((kind) => {
      const { entry, data } = LOG[kind];
      const keys = 'shape' in data ? Object.keys(data.shape) : [];
      return [kind, typeof entry === 'string' ? entry : 'the kind of work decides', keys.join(', ')];
    });
    expect(rows).toEqual(kinds);
  });

  const asked = { rung: 0, teamId: 't', team: 'East', rule: 'response-centre' } as const;
  it.each<[LogEvent, string]>([
    [{ kind: 'claimed', data: { task: 'visit' } }, 'accepted-by-field-unit'],
    [{ kind: 'claimed', data: { task: 'refill' } }, 'being-handled'],
    [{ kind: 'asked', data: { ...asked, kind: 'visit' } }, 'handed-to-field-unit'],
    [{ kind: 'asked', data: { ...asked, kind: 'refill' } }, 'handed-to-field-unit'],
    [{ kind: 'asked', data: { ...asked, kind: 'screen-call' } }, 'measure'],
    [{ kind: 'kept', data: {} }, 'transfer'],
  ])('%j goes under %s', (event, entry) => expect(entryOf(event)).toBe(entry));

  const at = '2026-11-21T07:12:00Z';
  it.each<[Closing, object]>([
    [
      { kind: 'dispensed_late', data: { at, reportedAt: at, falseAlarm: 'connectivity' } },
      { reason: 'dispensed-late', effectiveAt: at, reportedAt: at, falseAlarm: 'connectivity' },
    ],
    [
      { kind: 'condition_cleared', data: { type: 'power.mains_restored', at } },
      { reason: 'power.mains_restored', effectiveAt: at },
    ],
    [{ kind: 'absence_began', data: { because: 'service.paused' } }, { reason: 'service.paused' }],
    [{ kind: 'absence_undone', data: { because: 'consent.given' } }, { reason: 'consent.given' }],
    [{ kind: 'gathered', data: {} }, { reason: 'one-of-many' }],
    [
      { kind: 'came_through', data: { alertIds: ['a'] } },
      { reason: 'came-through', alertIds: ['a'] },
    ],
    [
      { kind: 'dealt_with', data: { alertId: 'a', outcome: 'away' } },
      { reason: 'dealt-with', alertId: 'a', outcome: 'away' },
    ],
    [
      { kind: 'nearly_all_back', data: { stillLost: 1, deviceCount: 40 } },
      { reason: 'nearly-all-back', stillLost: 1 },
    ],
    [{ kind: 'looked_at', data: {} }, { reason: 'looked-at' }],
    [{ kind: 'shadow_ended', data: {} }, { reason: 'shadow' }],
  ])('%j is told in the feed as %j', (how, data) => expect(factOfClosing(how)).toEqual(data));
});
