import { describe, expect, it } from '@jest/globals';
import { entryOf, type Logged, type LogEvent } from '../cases/log/log.rules.js';
import { viewOfEntry, withoutWhereabouts } from './log-entry.rules.js';

const candidate = {
  ...{ teamId: 't', name: 'North', kind: 'home-care', districtId: 'd', onDuty: true, workload: null, inDistrict: true },
  ...{ distanceMeters: 2345, why: 'on duty, but farther away' },
};
const routing = { chosenTeamId: 'o', sentence: 'Other: nearest team on duty (1.2 km)', candidates: [candidate] };

describe('the log of somebody whose address is protected', () => {
  it('tells who was asked, and not how far away anybody is', () => {
    const entry = {
      at: 1,
      text: 'step 1 would have asked Other: nearest team on duty (1.2 km)',
      data: { rung: 0, routing },
    };
    const told = withoutWhereabouts(entry);
    expect(told).toMatchObject({
      at: 1,
      text: 'step 1 would have asked Other: nearest team on duty',
      data: { rung: 0 },
    });
    expect(JSON.stringify(told)).not.toMatch(/2345|km|farther/);
  });

  it.each([
    ['without a text', { text: null, data: { rung: 1 } }],
    ['without anything besides', { text: 'she did not answer, 1.2 km is far', data: null }],
    ['of a step that asked no team', { text: 'asks no team', data: { routing: null } }],
  ])('leaves an entry as it is: %s', (_, entry) => expect(withoutWhereabouts(entry)).toEqual(entry));
});

describe('an entry as it is shown', () => {
  const around = { dose: { dueAt: '2026-11-21T07:00:00Z' }, zone: 'Europe/Copenhagen', tellsWhere: false };
  const logged = (said: LogEvent, by = 'gateway', text: string | null = null): Logged => ({
    ...{ id: 1, alertId: 'a', taskId: null, at: new Date('2026-11-21T07:30:00Z'), byName: null },
    ...{ entry: entryOf(said), by, text },
    ...said,
  });
  const delivery = {
    ...{ deliveryId: 'd', purpose: 'tell-lead', recipientKind: 'staff', recipientId: 's' },
    ...{ channel: 'mail', state: 'waiting', error: null },
  };

  // Who read the log before it had codes finds text and data as they were.
  it.each<[LogEvent, string, string | null, string | null, object]>([
    [{ kind: 'claimed', data: { task: 'visit' } }, 'x', null, null, { action: 'task.claimed' }],
    [{ kind: 'started', data: { mode: 'visit' } }, 'x', null, 'visit', { action: 'task.started' }],
    [{ kind: 'released', data: { rule: null } }, 'x', 'lunch', 'lunch', { action: 'task.released' }],
    [
      { kind: 'released', data: { rule: 'claim_ran_out' } },
      'gateway',
      null,
      'the claim ran out without a result',
      { action: 'task.released' },
    ],
    [{ kind: 'taken_over', data: {} }, 'x', 'mine', 'mine', { action: 'task.taken-over' }],
    [{ kind: 'kept', data: {} }, 'x', null, null, { action: 'task.kept' }],
    [{ kind: 'cause_named', data: { cause: 'asleep' } }, 'x', null, null, { cause: 'asleep' }],
    [
      { kind: 'reported', data: { type: 'device.jam', line: 1, occurrences: 2 } },
      'gateway',
      null,
      'device.jam',
      { occurrences: 2 },
    ],
    [
      { kind: 'absence_began', data: { because: 'service.paused' } },
      'gateway',
      null,
      'service.paused',
      { reason: 'service.paused' },
    ],
    [
      { kind: 'rung_skipped', data: { rung: 0, rule: null, teams: 0, routing: null } },
      'gateway',
      null,
      'step 1 skipped: asks no team',
      { skipped: true, rung: 0 },
    ],
    [{ kind: 'checklist', data: {} }, 'gateway', 'lock it away', 'lock it away', { checklist: true }],
    [{ kind: 'delivery_parked', data: delivery }, 'gateway', null, 'tell-lead by mail: parked', delivery],
    [{ kind: 'text', data: null }, 'gateway', 'as it was', 'as it was', {}],
  ])('%j by %s, who wrote %j', (said, by, wrote, text, data) => {
    const shown = viewOfEntry(logged(said, by, wrote), around, 'en');
    expect(shown).toMatchObject({ kind: said.kind, text });
    if (said.data) expect(shown.data).toMatchObject(data);
    expect(shown).not.toHaveProperty('alertId');
  });

  it('says a sentence in the language of the reader', () => {
    const kept = logged({ kind: 'kept', data: {} }, 'x');
    expect((['en', 'da', 'nb'] as const).map((language) => viewOfEntry(kept, around, language).sentence)).toEqual([
      'Kept after the shift',
      'Beholdt efter vagten',
      'Beholdt etter vakten',
    ]);
  });
});
