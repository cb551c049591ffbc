import { z } from 'zod';
import { ALERT_STATES, CAUSES, OUTCOMES, PRIORITIES } from '../cases/alert.rules.js';
import { instant, withExample } from '../platform/http/fields.js';
import { commaList } from '../platform/http/page.js';
import { rangeQuery, uuidList } from '../platform/http/query.js';
import { MODES, TASK_KINDS, TASK_STATES } from '../cases/task.rules.js';

export const tasksQuery = rangeQuery.extend({
  state: commaList(z.enum(TASK_STATES), 'in which state').optional(),
  kind: commaList(z.enum(TASK_KINDS), 'what is to be done').optional(),
  teamId: uuidList('whose work, that of the team’s district included').optional(),
  citizenId: uuidList('about whom').optional(),
});

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
