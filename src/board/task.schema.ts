import { z } from 'zod';
import { ALERT_STATES, CAUSES, OUTCOMES, PRIORITIES } from '../cases/alert.rules.js';
import { instant } from '../platform/http/fields.js';
import { commaList } from '../platform/http/page.js';
import { rangeQuery, uuidList } from '../platform/http/query.js';
import { MODES, TASK_KINDS, TASK_STATES } from '../cases/task.rules.js';

export const tasksQuery = rangeQuery.extend({
  state: commaList(z.enum(TASK_STATES)).optional(),
  kind: commaList(z.enum(TASK_KINDS)).optional(),
  teamId: uuidList.optional(),
  citizenId: uuidList.optional(),
});

export const alertsQuery = rangeQuery.extend({
  state: commaList(z.enum(ALERT_STATES)).optional(),
  priority: commaList(z.enum(PRIORITIES)).optional(),
  districtId: uuidList.optional(),
  citizenId: uuidList.optional(),
  type: commaList(z.string().min(1)).optional(),
  shadow: z.stringbool().optional(),
  parentId: uuidList.optional(),
});

const text = z.string().trim().min(1).max(2000);

/** Claiming needs no body; an empty one will do. */
export const claimSchema = z.strictObject({}).nullish();
export const reasonSchema = z.strictObject({ reason: text.optional() }).nullish();
export const startSchema = z.strictObject({ mode: z.enum(MODES) });
export const logSchema = z.strictObject({
  entry: z.enum(['call-attempt', 'conversation', 'note']),
  answered: z.boolean().optional(),
  text: text.optional(),
});
export const resolveSchema = z.strictObject({
  outcome: z.enum(OUTCOMES),
  cause: z.enum(CAUSES),
  note: text.optional(),
});
export const shelveSchema = z.strictObject({ until: instant, reason: text });
