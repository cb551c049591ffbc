import { z } from 'zod';
import { ALERT_STATES, CAUSES, OUTCOMES, PRIORITIES } from '../cases/alert.rules.js';
import { instant, withExample } from '../platform/http/fields.js';
import { SORTS } from '../cases/lists/queue.rules.js';
import { commaList } from '../platform/http/page.js';
import { rangeQuery, uuidList } from '../platform/http/query.js';
import { MODES, TASK_KINDS, TASK_STATES } from '../cases/task.rules.js';

/** So that an address with all of them fits wherever addresses go. */
const MOST_IDS = 200;
const AT_FIRST = 50;

export const tasksQuery = rangeQuery.extend({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: `at most so many; ${AT_FIRST} by default, and with \`ids\` as many as there may be` }),
  view: z.enum(['whole', 'queue', 'map']).default('whole').meta({
    description:
      'whole tasks, or a queue: rows of what a list shows, with counts, of open work alone where no `ids` are given; a map is a queue whose rows say where the citizen is',
  }),
  sort: z.enum(SORTS).optional().meta({
    description:
      'by due time, or by priority and then by the time left, of open work alone where no `ids` are given; a queue and a map come by priority by default, whole tasks by due time',
  }),
  ids: uuidList(
    'these alone; what is closed by now is among them, what is out of reach is left out',
    MOST_IDS,
  ).optional(),
  state: commaList(z.enum(TASK_STATES), 'in which state').optional(),
  kind: commaList(z.enum(TASK_KINDS), 'what is to be done').optional(),
  teamId: uuidList('whose work, that of the team’s district included').optional(),
  citizenId: uuidList('about whom').optional(),
});

/** How many tasks a page has at most. */
export const limitOf = ({ limit, ids }: Pick<z.infer<typeof tasksQuery>, 'limit' | 'ids'>): number =>
  limit ?? (ids ? MOST_IDS : AT_FIRST);

export const alertsQuery = rangeQuery.extend({
  state: commaList(z.enum(ALERT_STATES), 'in which state').optional(),
  priority: commaList(z.enum(PRIORITIES), 'how urgent').optional(),
  districtId: uuidList('in which district').optional(),
  citizenId: uuidList('about whom').optional(),
  type: commaList(z.string().min(1), 'of which type, such as `dose.missed`').optional(),
  shadow: z.stringbool().optional().meta({ description: 'true: only what is tried out; false: only what is not' }),
  parentId: uuidList('under which alert').optional(),
});

const text = z.string().trim().min(1).max(2000);

/** Claiming needs no body; an empty one will do. */
export const claimSchema = withExample(z.strictObject({}).nullish(), {});
export const reasonSchema = withExample(z.strictObject({ reason: text.optional() }).nullish(), {
  reason: 'the shift is over',
});
export const startSchema = withExample(z.strictObject({ mode: z.enum(MODES) }), { mode: 'call' });
export const logSchema = withExample(
  z.strictObject({
    entry: z.enum(['call-attempt', 'conversation', 'note']),
    answered: z.boolean().optional(),
    text: text.optional(),
  }),
  { entry: 'call-attempt', answered: false },
);
export const resolveSchema = withExample(
  z.strictObject({
    outcome: z.enum(OUTCOMES),
    cause: z.enum(CAUSES),
    note: text.optional(),
  }),
  { outcome: 'taken-after-call', cause: 'asleep', note: 'slept late, has taken it now' },
);
export const shelveSchema = withExample(z.strictObject({ until: instant, reason: text }), {
  until: '2026-03-10T12:00:00Z',
  reason: 'a relative is with the citizen',
});
