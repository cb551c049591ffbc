import { z } from 'zod';
import { ladder, priority } from '../devices/conditions/condition.facts.js';
import { ACTIONS } from '../ladders/rung-action.rules.js';
import type { DataOf } from '../platform/facts/fact.js';
import { actor, code, count, id, instant, typeName } from '../platform/facts/fact-fields.js';
import { RECIPIENTS } from '../teams/routing.rules.js';
import { ALERT_STATES, CAUSES, OUTCOMES } from './alert.rules.js';
import { RELEASED_OVER } from './log/log.rules.js';
import { MODES, TASK_KINDS, TASK_STATES, WITHDRAWN } from './task.rules.js';

const alert = z.strictObject({
  alertType: typeName,
  priority,
  state: z.enum(ALERT_STATES),
  /** Tried out: nobody is asked. */
  shadow: z.literal(true).optional(),
  doseId: id.nullable(),
  dueAt: instant.nullable(),
});
const reported = alert.extend({ occurrences: count, louder: z.boolean() });
const result = { outcome: z.enum(OUTCOMES), cause: z.enum(CAUSES) };

const task = z.strictObject({
  alertId: id,
  kind: z.enum(TASK_KINDS),
  state: z.enum(TASK_STATES),
  priority,
  teamId: id.nullable(),
  audience: z.enum(['team', 'district', 'person']),
  rung: count,
  /** It goes elsewhere when its holder gives it back. */
  moved: z.literal(true).optional(),
});
const handled = task.extend({ by: actor.nullable(), previousHolder: actor.nullable(), mode: z.enum(MODES).nullable() });
const addressed = task.extend({
  nextTeamId: id.nullable(),
  nextDistrictId: id.nullable(),
  movedAt: z.null().optional(),
  claimedBy: actor.nullable(),
});
const over = task.extend({ reason: code });

const rung = z.strictObject({
  alertId: id,
  alertType: typeName,
  ladder: ladder.nullable(),
  rung: count,
  to: z.enum(RECIPIENTS),
  actions: z.array(z.enum(ACTIONS)),
  teamId: id.nullable(),
  /** By which rule the team was chosen, or nobody; null where no team is asked. */
  rule: code.nullable(),
});

export const caseFacts = {
  /** `previousAlertId`: one that had closed by mistake. */
  'alert.opened': reported.extend({ previousAlertId: id.optional() }),
  'alert.repeated': reported,
  'alert.released': alert,
  'alert.claimed': alert,
  'alert.started': alert,
  'alert.shelved': alert.extend({ until: instant }),
  'alert.unshelved': alert,
  'alert.grew': alert,
  'alert.moved': alert.extend({ from: id.nullable(), to: id.nullable() }),
  'alert.attached': alert.extend({ parentId: id }),
  'alert.detached': alert,
  'alert.resolved': alert.extend(result),
  /** What else there is follows from the reason. */
  'alert.auto_resolved': alert.extend({
    reason: code,
    effectiveAt: instant.optional(),
    reportedAt: instant.optional(),
    falseAlarm: z.literal('connectivity').optional(),
    alertIds: z.array(id).optional(),
    alertId: id.optional(),
    outcome: result.outcome.nullable().optional(),
    stillLost: count.optional(),
  }),
  'escalation.rung_fired': rung,
  'escalation.rung_shadowed': rung,
  'escalation.rung_skipped': rung,
  'task.created': task,
  'task.widened': task,
  'task.reminded': task,
  'task.raised': task.extend({ from: priority }),
  'task.hand_over_asked': task.extend({ claimedBy: actor.nullable(), releaseAt: instant.nullable() }),
  'task.kept': handled,
  'task.superseded': task.extend({ reason: z.enum(WITHDRAWN) }),
  'task.moved': task.extend({ fromAlertId: id }),
  'task.readdressed': addressed,
  'task.expected': addressed,
  'task.claimed': handled,
  'task.taken_over': handled,
  'task.started': handled,
  'task.logged': task.extend({
    entry: z.enum(['call-attempt', 'conversation', 'note']),
    answered: z.boolean().nullable(),
    unansweredCalls: count,
    by: actor,
    theirs: z.boolean(),
  }),
  /** `rule`: over what it went back to the queue although nobody gave it back. */
  'task.released': handled.extend({ rule: z.enum(RELEASED_OVER).nullable() }),
  'task.holder_reminded': task.extend({ claimExpiresAt: instant.nullable() }),
  'task.holder_told': over.extend({ claimedBy: actor.nullable() }),
  'task.resolved': task.extend({ ...result, by: actor }),
  'task.auto_resolved': over,
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof caseFacts> {}
}
