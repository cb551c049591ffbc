import { z } from 'zod';
import { CAUSES, OUTCOMES } from '../../cases/alert.rules.js';
import { TASK_STATES } from '../../cases/task.rules.js';
import { exampleId, named, withExample } from '../../platform/http/fields.js';
import { uuid } from '../../platform/http/query.js';
import { BULK_ACTIONS, flawsOf } from './bulk.rules.js';

export const bulkBody = withExample(
  z
    .strictObject({
      ids: z.array(uuid.toLowerCase()).min(1).max(200).meta({ description: 'in the order in which they are done' }),
      action: z.enum(BULK_ACTIONS),
      outcome: z.enum(OUTCOMES).optional().meta({ description: 'needed to resolve' }),
      cause: z.enum(CAUSES).optional().meta({ description: 'needed to resolve' }),
    })
    .superRefine((deed, context) => {
      for (const { path, message } of flawsOf(deed)) context.addIssue({ code: 'custom', path: [path], message });
    }),
  { ids: [exampleId('task')], action: 'resolve', outcome: 'taken-after-call', cause: 'asleep' },
);

const result = named(
  'TaskResult',
  z.object({
    id: z.uuid(),
    status: z.number().meta({ description: 'as this one alone would be answered' }),
    state: z.enum(TASK_STATES).nullable().meta({ description: 'of what was done' }),
    version: z.number().nullable(),
    problem: z
      .looseObject({
        title: z.string(),
        status: z.number(),
        detail: z.string(),
        holder: z
          .object({ name: z.string(), since: z.iso.datetime() })
          .optional()
          .meta({ description: '409: who has it' }),
        state: z.string().optional().meta({ description: '409: the state it is in' }),
        reason: z.string().optional().meta({ description: '503: why nothing was done, or whether it may have been' }),
        retryAfterSeconds: z.number().optional().meta({ description: '409, 503: when to try again' }),
      })
      .nullable()
      .meta({ description: 'why it was not done' }),
  }),
);

export const bulkSchema = named(
  'TaskResults',
  z.object({ results: z.array(result).meta({ description: 'one for each id, in the order of the ids' }) }),
  {
    results: [
      { id: exampleId('task'), status: 200, state: 'resolved', version: 4, problem: null },
      {
        id: exampleId('other'),
        status: 409,
        state: null,
        version: null,
        problem: {
          title: 'Conflict',
          status: 409,
          detail: 'Bo Eksempel has it.',
          holder: { name: 'Bo Eksempel', since: '2026-03-10T08:05:00Z' },
        },
      },
    ],
  },
);
