import { z } from 'zod';
import { at, named } from '../platform/http/fields.js';
import { ALERT_STATES, CAUSES, OUTCOMES, PRIORITIES } from '../cases/alert.rules.js';
import { ABSENCES } from '../citizens/absence.rules.js';
import { HEARING } from '../citizens/contacts/contact.rules.js';
import { CRITICALITIES } from '../devices/telemetry.rules.js';
import { pageOf } from '../platform/http/page.js';
import { MODES, TASK_KINDS, TASK_STATES } from '../cases/task.rules.js';
import { RECIPIENTS } from '../teams/routing.rules.js';
import { anAlert, aTask } from './case.examples.js';
import { LADDER_NAMES } from '../ladders/ladder.rules.js';
import { ACTIONS } from '../ladders/rung-action.rules.js';
import { logEntrySchema } from './log-entry.schema.js';
import { routingSchema } from './routing.schema.js';

const outcome = z.enum(OUTCOMES).nullable();
const cause = z.enum(CAUSES).nullable();
const dose = named(
  'AlertDose',
  z.object({ dueAt: z.iso.datetime(), windowClosesAt: z.iso.datetime(), criticality: z.enum(CRITICALITIES) }),
).nullable();

const ladder = named(
  'LadderPosition',
  z.object({
    name: z.enum(LADDER_NAMES),
    rung: z.number().nullable().meta({ description: 'the rung that fired last, from 0' }),
    rungs: z.number().meta({ description: 'how many there are' }),
    nextRungAt: at.nullable(),
    next: z
      .object({ rung: z.number(), to: z.enum(RECIPIENTS), actions: z.array(z.enum(ACTIONS)) })
      .nullable()
      .meta({ description: 'who is asked then, and how; the same rung again means that the last one repeats' }),
  }),
).nullable();

/** Each alert has its own few; what the page speaks of is named here. */
const detail = named(
  'AlertDetail',
  z.looseObject({
    lastSeenAt: z.string().nullish(),
    connected: z
      .boolean()
      .optional()
      .meta({ description: 'the dispenser was in contact when nothing was heard of a dose' }),
    codes: z.array(z.string()).optional().meta({ description: 'which things stand side by side' }),
    ageMinutes: z.number().optional().meta({ description: 'how old the news was when it was heard' }),
    deviceCount: z.number().optional(),
    inUse: z.number().optional(),
    unreadable: z.boolean().optional().meta({ description: 'read from what could not be read as a whole' }),
    causes: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'why what a dispenser says cannot be used, with when it was last so' }),
    cause: z.string().optional().meta({ description: 'the one why of many dispensers' }),
    partIds: z.array(z.string()).optional().meta({ description: 'of an incident of several districts: which' }),
    since: z.string().optional(),
    from: z.string().optional(),
    gaps: z.number().optional(),
    doses: z
      .array(z.looseObject({ dueAt: z.string(), criticality: z.string() }))
      .optional()
      .meta({ description: 'of a review: the doses nobody watched over, of very many the newest' }),
    count: z.number().optional().meta({ description: 'and how many there are' }),
    text: z.string().optional().meta({ description: 'of work made by hand: what is asked for' }),
    byName: z.string().nullish().meta({ description: 'who asked' }),
  }),
);

/** An alert as it is shown. */
export const alertSchema = named(
  'Alert',
  z.object({
    id: z.uuid(),
    key: z.string().meta({ description: 'opaque; one live alert has it' }),
    type: z.string(),
    state: z.enum(ALERT_STATES),
    priority: z.enum(PRIORITIES),
    citizenId: z.uuid().nullable(),
    deviceId: z.string().nullable(),
    districtId: z.uuid().nullable(),
    doseId: z.uuid().nullable(),
    dose,
    unmatched: z.boolean(),
    openedAt: at,
    occurrences: z.number(),
    lastSeenAt: at,
    shelvedUntil: at.nullable(),
    shelvedReason: z.string().nullable(),
    resolvedAt: at.nullable(),
    outcome,
    cause,
    previousAlertId: z.uuid().nullable(),
    closedBecause: z
      .enum(ABSENCES)
      .nullable()
      .meta({ description: 'over what it closed by itself; undone, what still stands opens as a new alert' }),
    closedBecauseId: z.uuid().nullable().meta({ description: 'the pause, or the citizen' }),
    openedBecause: z.enum(ABSENCES).nullable().meta({ description: 'to what it belongs; undone, it ends' }),
    openedBecauseId: z.uuid().nullable(),
    shadow: z.boolean().meta({ description: 'tried out: what would have been asked is in the log, nobody is asked' }),
    parentId: z.uuid().nullable().meta({ description: 'the alert it is, or was, followed under' }),
    attached: z.boolean().meta({ description: 'the parent stands for it: nobody is asked about this one by itself' }),
    attachedUntil: at.nullable(),
    under: z
      .array(z.object({ type: z.string(), count: z.number() }))
      .meta({ description: 'what it stands for: the live alerts attached to it, by type' }),
    cameThrough: z
      .number()
      .nullable()
      .meta({ description: 'of an incident: how many alerts of its district since are asked about by themselves' }),
    detail,
    version: z.number(),
    ladder,
    log: z.array(logEntrySchema),
  }),
  anAlert,
);

/** What a task shows of its alert. */
export const alertBrief = named(
  'AlertBrief',
  alertSchema.pick({
    type: true,
    deviceId: true,
    districtId: true,
    state: true,
    openedAt: true,
    dose: true,
    unmatched: true,
    occurrences: true,
    lastSeenAt: true,
    detail: true,
    under: true,
    cameThrough: true,
  }),
);

const citizenBrief = z.object({
  displayName: z.string(),
  address: z
    .object({
      street: z.string().nullable(),
      postalCode: z.string().nullable(),
      city: z.string().nullable(),
    })
    .nullable()
    .meta({ description: 'where the citizen is now; protected, only who drives there sees it' }),
});

const told = z.string().optional();
const contacts = named(
  'Contacts',
  z.object({
    mobile: z.string().nullable().meta({ description: 'called before `phone`' }),
    phone: z.string().nullable(),
    screenCallAddress: z.string().nullable(),
    language: z.string().nullable(),
    hearing: z.enum(HEARING).nullable(),
    homeAccess: z
      .object({ key: told, note: told })
      .nullable()
      .meta({ description: 'how one gets in: for who holds the visit, or is to make it, while it is open' }),
    homeAccessKnown: z.boolean(),
    relatives: z.array(
      z.object({ id: told, name: z.string(), relation: told, mobile: told, phone: told, email: told }),
    ),
  }),
);

/** A task as it is shown. */
export const taskSchema = named(
  'Task',
  z.object({
    id: z.uuid(),
    alertId: z.uuid(),
    citizenId: z.uuid().nullable(),
    kind: z.enum(TASK_KINDS),
    state: z.enum(TASK_STATES),
    priority: z.enum(PRIORITIES),
    teamId: z.uuid().nullable(),
    districtId: z.uuid().nullable(),
    assigneeId: z.uuid().nullable(),
    audience: z.enum(['team', 'district', 'person']),
    dueAt: at,
    createdAt: at,
    claimedBy: z.uuid().nullable(),
    claimedByName: z.string().nullable(),
    claimedAt: at.nullable(),
    remindAt: at.nullable(),
    claimExpiresAt: at.nullable(),
    shiftEndsAt: at.nullable(),
    releaseAt: at.nullable().meta({ description: 'when it goes back to the queue unless its holder keeps it' }),
    startedAt: at.nullable(),
    mode: z.enum(MODES).nullable(),
    unansweredCalls: z.number(),
    resolvedAt: at.nullable(),
    outcome,
    cause,
    note: z.string().nullable(),
    text: z
      .string()
      .nullable()
      .meta({ description: 'what is asked for, in the words of who asked by hand; null for what nobody did' }),
    rung: z.number(),
    routing: routingSchema.meta({ description: 'all candidates, and why one was chosen, as it was decided' }),
    nextTeamId: z
      .uuid()
      .nullable()
      .meta({ description: 'the team it goes to when its holder gives it back: the citizen is elsewhere by now' }),
    nextDistrictId: z.uuid().nullable(),
    movedAt: at.nullable().meta({ description: 'since when that is so' }),
    version: z.number(),
    citizen: citizenBrief.nullable(),
    contacts: contacts
      .nullable()
      .meta({ description: 'how the citizen is reached: on the task itself; null in lists' }),
    alert: alertBrief,
    ladder,
  }),
  aTask,
);

export const alertsSchema = pageOf(alertSchema);
export const tasksSchema = pageOf(taskSchema);
