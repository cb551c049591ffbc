import { z } from 'zod';
import { PRIORITIES } from '../cases/alert.rules.js';
import { TASK_KINDS, TASK_STATES } from '../cases/task.rules.js';
import { at, exampleId, exampleOf, latitude, longitude, named, withExample } from '../platform/http/fields.js';
import { pageOf } from '../platform/http/page.js';
import { tasksSchema } from './case.schema.js';

/** A row is of 400 bytes at most where names are of ordinary length (`queue-row.rules.spec.ts`). */
const queueRowSchema = named(
  'QueueRow',
  z.object({
    id: z.uuid(),
    priority: z.enum(PRIORITIES),
    kind: z.enum(TASK_KINDS),
    state: z.enum(TASK_STATES),
    deadlineAt: at.meta({
      description:
        'until when it is of use: the end of the window of its dose, and once that is over the next dose; what no dose waits for is wanted when it is due',
    }),
    citizenId: z.uuid().nullable(),
    name: z.string().nullable().meta({ description: 'of the citizen' }),
    street: z.string().nullable().meta({ description: 'where the citizen is now; a protected address is in no list' }),
    deviceId: z.string().nullable().optional().meta({ description: 'what it is about where that is no citizen' }),
    districtId: z.uuid().nullable().optional().meta({ description: 'and where' }),
    type: z.string().meta({ description: 'of its alert' }),
    doseAt: z.iso.datetime().nullable().meta({ description: 'when the dose was due that it is about' }),
    critical: z.literal(true).optional().meta({ description: 'that dose is time-critical' }),
    calls: z.number().optional().meta({ description: 'how often nobody answered, where that was so' }),
    teamName: z.string().nullable(),
    audience: z.enum(['district', 'person']).optional().meta({
      description: 'while nobody has it: all on duty in the district are asked, or one person, and not the team',
    }),
    holder: z.string().nullable().meta({ description: 'the name of who has it; null: nobody has, or it is closed' }),
    mine: z.literal(true).optional().meta({ description: 'whoever asks has it' }),
    phone: z.boolean().meta({ description: 'whether somebody can be called about it' }),
  }),
  {
    id: exampleId('task'),
    priority: 'P2',
    kind: 'call',
    state: 'claimed',
    deadlineAt: '2026-03-10T19:00:00.000Z',
    citizenId: exampleId('citizen'),
    name: 'Alma Opdigtet',
    street: 'Opdigtet Gade 1',
    type: 'dose.missed',
    doseAt: '2026-03-10T07:00:00.000Z',
    calls: 2,
    teamName: 'West Day',
    holder: 'Bo Eksempel',
    phone: true,
  },
);

const countsSchema = named(
  'QueueCounts',
  z
    .object({
      all: z.number(),
      unclaimed: z.number(),
      mine: z.number(),
      byPriority: z.object({ P1: z.number(), P2: z.number(), P3: z.number(), P4: z.number() }),
    })
    .meta({
      description:
        'of the open work that the other filters let through, on whichever page and whatever `state` and `ids` are',
    }),
  { all: 41, unclaimed: 38, mine: 2, byPriority: { P1: 1, P2: 30, P3: 10, P4: 0 } },
);

/** Counts first: whoever reads it knows how much there is before the rows are there. */
export const queueSchema = named('Queue', z.object({ counts: countsSchema, ...pageOf(queueRowSchema).shape }), {
  counts: exampleOf(countsSchema)!,
  items: [exampleOf(queueRowSchema)!],
  nextCursor: null,
});

const placedRowSchema = named(
  'PlacedRow',
  queueRowSchema.extend({
    districtId: z.uuid().nullable(),
    at: z.object({ lat: latitude, lon: longitude }).nullable().meta({
      description: 'where the citizen is now; null where that is not for the reader, or it is about no citizen',
    }),
  }),
  { ...exampleOf(queueRowSchema)!, districtId: exampleId('district'), at: { lat: 55.24, lon: 9.26 } },
);

/** The same for a map. */
export const placedSchema = named('PlacedQueue', z.object({ counts: countsSchema, ...pageOf(placedRowSchema).shape }), {
  counts: exampleOf(countsSchema)!,
  items: [exampleOf(placedRowSchema)!],
  nextCursor: null,
});

/** Whole tasks, the rows of a queue, or those with where they are, as `view` says. */
export const listedTasksSchema = withExample(
  z.union([named('Tasks', tasksSchema), queueSchema, placedSchema]),
  exampleOf(tasksSchema)!,
);
