import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { entryOf, LOG, LOG_KINDS, type Logged, type LogEvent } from '../cases/log/log.rules.js';
import type { Routing } from '../teams/routing.rules.js';
import { viewOfEntry, withoutWhereabouts } from './log-entry.rules.js';
import { logEntrySchema } from './log-entry.schema.js';

const TEAM = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
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

  it.each(LOG_KINDS)('is of the shape that the API says a %s has, whatever is in it', (kind) => {
    const events = some(LOG[kind].data).map((data) => ({ kind, data }) as LogEvent);
    fc.assert(
      fc.property(events, fc.boolean(), (said, tellsWhere) => {
        const shown: unknown = JSON.parse(JSON.stringify(viewOfEntry(logged(said), { ...around, tellsWhere }, 'da')));
        expect(logEntrySchema.parse(shown)).toEqual(shown);
      }),
      { numRuns: 25 },
    );
  });

  it('says in words why a step asked nobody, in the language of the reader', () => {
    const data = { rung: 0, rule: 'nobody-on-duty', teams: 1, routing: decided } as const;
    const shown = viewOfEntry(logged({ kind: 'rung_skipped', data }), around, 'da');
    expect(shown.data).toMatchObject({
      routing: {
        sentence: 'Ingen er på vagt i de teams, der kunne spørges.',
        candidates: [{ rule: 'off_duty', why: expect.stringMatching(/^ikke på vagt/) }],
      },
    });
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

const decided: Routing = {
  ...{ chosenTeamId: null, assigneeId: null, audience: 'team', districtId: null, rule: 'nobody-on-duty', sentence: '' },
  candidates: [
    {
      ...{ teamId: TEAM, name: 'North', kind: 'home-care', districtId: TEAM, onDuty: false, workload: null },
      ...{ inDistrict: true, distanceMeters: 2345, rule: 'off_duty', duty: { rule: 'no_shift' } },
    },
  ],
};

/** Anything that fits a shape of the log. */
function some(shape: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (shape instanceof z.ZodObject)
    return fc.record(
      Object.fromEntries(Object.entries(shape.shape).map(([field, of]) => [field, some(of as z.core.$ZodType)])),
    );
  if (shape instanceof z.ZodNullable) return fc.option(some(shape.unwrap()));
  if (shape instanceof z.ZodOptional) return fc.option(some(shape.unwrap()), { nil: undefined });
  if (shape instanceof z.ZodArray) return fc.array(some(shape.element));
  // A key that is no field of an object that is sent.
  if (shape instanceof z.ZodRecord)
    return fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.jsonValue(),
    );
  if (shape instanceof z.ZodEnum) return fc.constantFrom(...(shape.options as string[]));
  if (shape instanceof z.ZodISODateTime) return fc.constant('2026-11-21T07:12:00.000Z');
  if (shape instanceof z.ZodString) return fc.string();
  if (shape instanceof z.ZodNumber) return fc.nat();
  if (shape instanceof z.ZodBoolean) return fc.boolean();
  if (shape instanceof z.ZodCustom) return fc.constant(decided);
  throw new Error(`nothing known that fits ${shape._zod.def.type}`);
}
