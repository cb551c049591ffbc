import { z } from 'zod';
import { LADDER_NAMES } from '../../ladders/ladder.rules.js';
import { type Routing, ROUTING_RULES } from '../../teams/routing.rules.js';
import { CAUSES, type LogEntryCode, OUTCOMES, PRIORITIES } from '../alert.rules.js';
import { HELD_STATES, MODES, OPEN_STATES, TASK_KINDS } from '../task.rules.js';

/** Why work goes back to the queue although nobody gave it back. */
export const RELEASED_OVER = [
  'claim_ran_out',
  'shift_over',
  'two_calls_unanswered',
  'holder_elsewhere',
  'account_closed',
] as const;
export type ReleasedOver = (typeof RELEASED_OVER)[number];

/** Why an alert comes from the shelf. */
export const UNSHELVED_OVER = ['time_over', 'became_critical'] as const;
export type UnshelvedOver = (typeof UNSHELVED_OVER)[number];

const at = z.iso.datetime();
const nothing = z.strictObject({});
const rule = z.enum(ROUTING_RULES);
const rung = z.number().int().meta({ description: 'from 0' });
const type = z.string().meta({ description: 'the type of the alert, event or fact' });
const answered = z.boolean().optional();
/** Who was asked, by the name it had, and the rule that chose it. */
const asked = { teamId: z.string().nullable(), team: z.string().nullable(), rule };
const teams = z.number().int().meta({ description: 'how many came into question' });
/** As it was decided, whole. */
const routing = z.custom<Routing>().nullable();
const delivery = z.strictObject({
  deliveryId: z.string(),
  purpose: z.string(),
  recipientKind: z.string(),
  recipientId: z.string(),
  channel: z.string(),
  state: z.string(),
  error: z.string().nullable(),
});

/**
 * Everything that the handling log can say: a code with its parameters, and the composition-event code it goes under. What a person
 * wrote stands beside it, as `text`; sentences are made where they are read (`src/words`).
 */
export const LOG = {
  /** Written before codes were, as prose; what it says is in its text. */
  text: kind('note', z.record(z.string(), z.unknown()).nullable()),

  // What was heard.
  reported: kind('reported', z.strictObject({ type, line: z.number().nullable(), occurrences: z.number() })),
  told_after_close: kind('reported', z.strictObject({ type, at, line: z.number().nullable() })),
  told_late: kind(
    'note',
    z.strictObject({ type, slot: z.string().nullable(), at, reportedAt: at, ageMinutes: z.number() }),
  ),
  made_by_hand: kind('reported', z.strictObject({ task: z.enum(TASK_KINDS), colleague: z.string().nullable() })),
  contact_lost: kind('note', z.strictObject({ since: at })),
  eased: kind('note', z.strictObject({ type, at, codes: z.array(z.string()) })),
  grew: kind(
    'measure',
    z.strictObject({
      priority: z.enum(PRIORITIES),
      rule: z.enum(['battery_too_short', 'not_solved_in_time']),
      ladder: z.enum(LADDER_NAMES).nullable(),
    }),
  ),

  // How it ended, or came back.
  cause_named: kind('cause', z.strictObject({ cause: z.enum(CAUSES) })),
  resolved: kind('signed-off', z.strictObject({ outcome: z.enum(OUTCOMES) })),
  resolved_with_parent: kind('signed-off', z.strictObject({ outcome: z.enum(OUTCOMES), cause: z.enum(CAUSES) })),
  dispensed_late: kind(
    'signed-off',
    z.strictObject({ at, reportedAt: at, falseAlarm: z.enum(['connectivity']).optional() }),
  ),
  condition_cleared: kind('signed-off', z.strictObject({ type, at })),
  absence_began: kind('signed-off', z.strictObject({ because: type })),
  absence_undone: kind('signed-off', z.strictObject({ because: type })),
  gathered: kind('signed-off', nothing),
  came_through: kind('signed-off', z.strictObject({ alertIds: z.array(z.string()) })),
  dealt_with: kind('signed-off', z.strictObject({ alertId: z.string(), outcome: z.enum(OUTCOMES).nullable() })),
  nearly_all_back: kind('signed-off', z.strictObject({ stillLost: z.number(), deviceCount: z.number() })),
  looked_at: kind('signed-off', nothing),
  shadow_ended: kind('signed-off', nothing),
  holder_told: kind('note', z.strictObject({ state: z.enum(HELD_STATES), holder: z.string() })),
  asked_about_again: kind('transfer', z.strictObject({ because: type, alertId: z.string() })),
  reopened: kind('reported', z.strictObject({ because: type, previousAlertId: z.string() })),
  checklist: kind('measure', nothing),

  // Who has it.
  claimed: kind(
    ({ task }) => (task === 'visit' ? 'accepted-by-field-unit' : 'being-handled'),
    z.strictObject({ task: z.enum(TASK_KINDS) }),
  ),
  started: kind('being-handled', z.strictObject({ mode: z.enum(MODES) })),
  released: kind('transfer', z.strictObject({ rule: z.enum(RELEASED_OVER).nullable() })),
  taken_over: kind('transfer', nothing),
  kept: kind('transfer', nothing),
  hand_over_asked: kind('transfer', z.strictObject({ releaseAt: at.nullable() })),
  call_attempted: kind('call-attempt', z.strictObject({ answered })),
  talked: kind('conversation', z.strictObject({ answered })),
  noted: kind('note', z.strictObject({ answered })),
  shelved: kind('measure', z.strictObject({ shelvedUntil: at })),
  unshelved: kind('measure', z.strictObject({ rule: z.enum(UNSHELVED_OVER) })),

  // Whom the ladder asked.
  asked: kind(
    ({ kind }) => (kind === 'visit' || kind === 'refill' ? 'handed-to-field-unit' : 'measure'),
    z.strictObject({ rung, kind: z.enum(TASK_KINDS), ...asked }),
  ),
  asked_again: kind('measure', z.strictObject({ rung, audience: z.enum(['team', 'district', 'person']), ...asked })),
  rung_skipped: kind('measure', z.strictObject({ rung, rule: rule.nullable(), teams, routing })),
  rung_shadowed: kind(
    'measure',
    z.strictObject({
      rung,
      reached: z.boolean(),
      actions: z.array(z.string()),
      team: z.string().nullable(),
      rule: rule.nullable(),
      teams,
      routing,
    }),
  ),
  shadow_began: kind('note', nothing),
  turn_postponed: kind('measure', z.strictObject({ given: z.number() })),
  reminder_asked: kind('measure', z.strictObject({ commandId: z.string() })),

  // Where it goes.
  attached: kind(
    'transfer',
    z.strictObject({ parentId: z.string(), type, whose: z.enum(['citizen', 'district', 'district_above']) }),
  ),
  detached: kind('transfer', nothing),
  work_moved: kind('transfer', z.strictObject({ fromAlertId: z.string(), state: z.enum(OPEN_STATES) })),
  district_changed: kind('transfer', z.strictObject({ from: z.string().nullable(), to: z.string().nullable() })),
  readdressed: kind(
    'note',
    z.strictObject({ nextTeamId: z.string().nullable(), nextDistrictId: z.string().nullable() }),
  ),
  came_back: kind('note', nothing),

  // Who was told outside the queue.
  delivery_delivered: kind('measure', delivery),
  delivery_fallen_through: kind('measure', delivery),
  delivery_parked: kind('measure', delivery),
  delivery_sent_again: kind('measure', delivery),
  no_relative_reached: kind('measure', z.strictObject({ purpose: z.string() })),
} as const;

export type LogKind = keyof typeof LOG;
type DataOf<K extends LogKind> = z.infer<(typeof LOG)[K]['data']>;

/** One thing that the log says. */
export type LogEvent = { [K in LogKind]: { readonly kind: K; readonly data: DataOf<K> } }[LogKind];

/** An entry as it is kept. */
export type Logged = LogEvent & {
  readonly id: number;
  readonly alertId: string;
  readonly taskId: string | null;
  readonly at: Date;
  readonly entry: LogEntryCode;
  /** The id of who did it, or `gateway`. */
  readonly by: string;
  readonly byName: string | null;
  /** What a person wrote; of an entry of the kind `text`, all of it. */
  readonly text: string | null;
};

/** How an alert closes by itself. */
export type Closing = Extract<
  LogEvent,
  {
    readonly kind:
      | 'dispensed_late'
      | 'condition_cleared'
      | 'absence_began'
      | 'absence_undone'
      | 'gathered'
      | 'came_through'
      | 'dealt_with'
      | 'nearly_all_back'
      | 'looked_at'
      | 'shadow_ended';
  }
>;

export const LOG_KINDS = Object.keys(LOG) as LogKind[];

/** The composition-event code that it goes under. */
export function entryOf({ kind, data }: LogEvent): LogEntryCode {
  const entry: LogEntryCode | ((data: never) => LogEntryCode) = LOG[kind].entry;
  return typeof entry === 'string' ? entry : entry(data as never);
}

/** What the feed says of each: why, and what is known besides. */
interface ClosingFacts {
  readonly dispensed_late: Omit<DataOf<'dispensed_late'>, 'at'> & {
    readonly reason: 'dispensed-late';
    readonly effectiveAt: string;
  };
  readonly condition_cleared: { readonly reason: string; readonly effectiveAt: string };
  readonly absence_began: { readonly reason: string };
  readonly absence_undone: { readonly reason: string };
  readonly gathered: { readonly reason: 'one-of-many' };
  readonly came_through: DataOf<'came_through'> & { readonly reason: 'came-through' };
  readonly dealt_with: DataOf<'dealt_with'> & { readonly reason: 'dealt-with' };
  readonly nearly_all_back: { readonly reason: 'nearly-all-back'; readonly stillLost: number };
  readonly looked_at: { readonly reason: 'looked-at' };
  readonly shadow_ended: { readonly reason: 'shadow' };
}

const TOLD: { readonly [K in Closing['kind']]: (data: DataOf<K>) => ClosingFacts[K] } = {
  dispensed_late: ({ at: effectiveAt, ...rest }) => ({ reason: 'dispensed-late', effectiveAt, ...rest }),
  condition_cleared: ({ type: reason, at: effectiveAt }) => ({ reason, effectiveAt }),
  absence_began: ({ because: reason }) => ({ reason }),
  absence_undone: ({ because: reason }) => ({ reason }),
  gathered: () => ({ reason: 'one-of-many' }),
  came_through: (data) => ({ reason: 'came-through', ...data }),
  dealt_with: (data) => ({ reason: 'dealt-with', ...data }),
  nearly_all_back: ({ stillLost }) => ({ reason: 'nearly-all-back', stillLost }),
  looked_at: () => ({ reason: 'looked-at' }),
  shadow_ended: () => ({ reason: 'shadow' }),
};

export const factOfClosing = <K extends Closing['kind']>({
  kind,
  data,
}: Extract<Closing, { kind: K }>): ClosingFacts[K] => TOLD[kind](data as DataOf<K>);

function kind<S extends z.ZodType>(entry: LogEntryCode | ((data: z.infer<S>) => LogEntryCode), data: S) {
  return { entry, data } as const;
}
