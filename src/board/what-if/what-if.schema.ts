import { z } from 'zod';
import { PRIORITIES } from '../../cases/alert.rules.js';
import { TASK_KINDS } from '../../cases/task.rules.js';
import { CRITICALITIES } from '../../devices/telemetry.rules.js';
import { UNALARMED } from '../../doses/if-missed.rules.js';
import { LADDER_NAMES } from '../../ladders/ladder.rules.js';
import { ACTIONS } from '../../ladders/rung-action.rules.js';
import { shownDuration } from '../../platform/http/durations.js';
import { at, exampleId, instant, named, withExample } from '../../platform/http/fields.js';
import { RECIPIENTS, ROUTING_RULES } from '../../teams/routing.rules.js';
import { routingSchema } from '../routing.schema.js';
import { RECIPIENT_KINDS, WHY_AGAIN, WHY_NOBODY, WHY_NOT } from './what-if.rules.js';

export const whatIfBody = withExample(
  z
    .strictObject({
      dueAt: instant.optional().meta({
        description:
          'about when the dose is due that is meant, at most 62 days ahead; the next one by default. Where none is expected, one that the dispenser reports missed then, or now',
      }),
    })
    .nullish(),
  { dueAt: '2026-03-10T08:00:00+01:00' },
);
export type WhatIfBody = z.infer<typeof whatIfBody>;

const recipient = named(
  'RungRecipient',
  z.object({
    kind: z.enum(RECIPIENT_KINDS).meta({ description: 'lead: is told of it, and not asked' }),
    id: z
      .string()
      .meta({ description: 'of the team, the person, the dispenser, or the relative among those of the citizen' }),
    name: z.string().nullable().meta({ description: 'of a relative it stands with the citizen' }),
    ways: z.array(z.string()).meta({ description: 'how it reaches them; empty where this house has no way to' }),
  }),
);

const rung = named(
  'ForeseenRung',
  z.object({
    rung: z.number().meta({ description: 'from 0; one that comes twice is there twice' }),
    after: shownDuration,
    share: z.number().nullable().meta({ description: 'of the time to the deadline, in place of after' }),
    to: z.enum(RECIPIENTS),
    actions: z.array(z.enum(ACTIONS)),
    at: at.nullable().meta({ description: 'when it would come; null where it would not' }),
    skipped: z.boolean().meta({ description: 'it would ask nobody' }),
    again: z
      .enum(WHY_AGAIN)
      .nullable()
      .meta({ description: 'why it would come once more; null where it comes for the first time' }),
    reason: z
      .enum([...ROUTING_RULES, ...WHY_NOT])
      .nullable()
      .meta({ description: 'the rule by which somebody would be found or nobody, or why it would not come' }),
    work: z.enum(TASK_KINDS).nullable().meta({ description: 'the kind of task' }),
    recipients: z.array(recipient),
    routing: routingSchema.nullable().meta({ description: 'as it would be decided, whole' }),
  }),
);

const dose = z.object({
  id: z.uuid().nullable().meta({ description: 'null where it is not laid out yet, or not expected' }),
  expected: z
    .boolean()
    .meta({ description: 'by the schedule; else of standard criticality, and reported by the dispenser' }),
  dueAt: at,
  windowClosesAt: at.nullable(),
  criticality: z.enum(CRITICALITIES),
  slot: z.string().nullable().meta({ description: 'local time, HH:MM' }),
});

export const whatIfSchema = named(
  'WhatIf',
  z.object({
    citizenId: z.uuid(),
    now: at.meta({ description: 'as of when rosters, ladders, work and pauses were looked at' }),
    dose,
    alarm: z
      .object({ type: z.string(), at })
      .nullable()
      .meta({ description: 'how the house would learn of it, and when; null where nobody would be alarmed' }),
    asked: z.boolean().meta({ description: 'whether a team or a person would be asked' }),
    because: z
      .enum([...UNALARMED, ...WHY_NOBODY])
      .nullable()
      .meta({
        description:
          'why nobody would be asked. `shadow`: the rungs say who would be, were the district not only trying things out',
      }),
    pause: z
      .object({ id: z.uuid(), from: at, until: at })
      .nullable()
      .meta({ description: 'the pause over which nobody would be asked, or before which the ladder would end' }),
    alert: z
      .object({
        id: z.uuid().nullable().meta({ description: 'of the one that is live already, and would be told of again' }),
        type: z.string(),
        priority: z.enum(PRIORITIES),
        ladder: z.enum(LADDER_NAMES).nullable(),
        shadow: z.boolean(),
        under: z.string().nullable().meta({ description: 'the type of the alert that would stand for it at first' }),
      })
      .nullable(),
    rungs: z.array(rung).meta({ description: 'the whole ladder, as it would come if nobody took it up' }),
    repeatsAt: at
      .nullable()
      .meta({ description: 'when the last rung would ask again, as it does until somebody claims' }),
  }),
  {
    citizenId: exampleId('citizen'),
    now: '2026-03-10T06:00:00Z',
    dose: {
      id: exampleId('dose'),
      expected: true,
      dueAt: '2026-03-10T07:00:00Z',
      windowClosesAt: '2026-03-10T08:00:00Z',
      criticality: 'standard',
      slot: '08:00',
    },
    alarm: { type: 'dose.unconfirmed', at: '2026-03-10T08:05:00Z' },
    asked: true,
    because: null,
    pause: null,
    alert: { id: null, type: 'dose.unconfirmed', priority: 'P2', ladder: 'standard-dose', shadow: false, under: null },
    rungs: [
      {
        rung: 0,
        after: 'PT0S',
        share: null,
        to: 'e-district',
        actions: ['repeat-reminder', 'screen-call'],
        at: '2026-03-10T08:05:00Z',
        skipped: true,
        again: null,
        reason: 'nobody-on-duty',
        work: 'screen-call',
        recipients: [{ kind: 'dispenser', id: 'DEMO-0001', name: null, ways: ['command'] }],
        routing: null,
      },
      {
        rung: 1,
        after: 'PT15M',
        share: null,
        to: 'response-centre',
        actions: ['visit'],
        at: '2026-03-10T08:05:00Z',
        skipped: false,
        again: null,
        reason: 'response-centre',
        work: 'visit',
        recipients: [{ kind: 'team', id: exampleId('team'), name: 'Response Centre', ways: ['queue'] }],
        routing: null,
      },
    ],
    repeatsAt: '2026-03-10T08:15:00Z',
  },
);
