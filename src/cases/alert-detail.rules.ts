import { z } from 'zod';
import { CRITICALITIES } from '../devices/telemetry.rules.js';
import { type Alert, MADE_BY_HAND } from './alert.rules.js';
import { TASK_KINDS } from './task.rules.js';

/** A field that is not there, or is not what it should be, is nothing: what an older version wrote stays readable, whatever it wrote. */
const known = <S extends z.ZodType>(field: S) => field.optional().catch(undefined);
const text = known(z.string());
const number = known(z.number());
const ids = known(z.array(z.string()).readonly());

/** Of whatever an alert is about. */
const any = {
  /** Where its dispenser or district is, where there is no citizen. */
  zone: text,
  /** The ladder waits so long for it to go by itself. */
  holdMinutes: number,
};

const dose = z.object({
  ...any,
  slot: text,
  eventType: text,
  effectiveAt: text,
  /** How old the news was when it was heard. */
  ageMinutes: number,
  unreadable: known(z.boolean()),
  /** Whether the dispenser was in contact when nothing was heard of the dose, and since when it was not. */
  connected: known(z.boolean()),
  noContactSince: text,
  falseAlarm: known(z.enum(['connectivity'])),
  /** What is to be done about the dose that is locked away. */
  checklist: ids,
});

const condition = z.object({
  ...any,
  condition: text,
  effectiveAt: text,
  /** The condition that comes and goes. */
  unstable: text,
  unreadable: known(z.boolean()),
  /** Which things stand side by side. */
  codes: ids,
  depletionAt: text,
  batteryRuntimeMin: number,
});

const passedDose = z.object({
  doseId: z.string(),
  slot: z.string().nullable(),
  dueAt: z.string(),
  windowClosesAt: z.string(),
  criticality: z.enum(CRITICALITIES),
});

/**
 * What is known of an alert beside its columns, by its type; `dose` for every dose, `condition` for what stands of a dispenser or of the
 * house. It is stored as one object together with what the dispenser said, whose words are its own, so that it is read through these.
 */
const DETAILS = {
  dose,
  condition,
  'service.doses_review': z.object({
    /** Of very many the newest. */
    doses: z.array(passedDose).readonly().catch([]),
    count: z.number().catch(0),
  }),
  /** Who asked, for what, in which words, and who was named for it. */
  [MADE_BY_HAND]: z.object({
    ...any,
    kind: known(z.enum(TASK_KINDS)),
    text,
    assigneeId: known(z.string().nullable()),
    by: text,
    byName: text,
  }),
  /** The journal entries that it stands in for. */
  'service.alarm_waiting': z.object({
    citizenId: text,
    deviceId: text,
    fromLine: number,
    upToLine: number,
    /** Which of them somebody was told of, as far as it is known. */
    lines: known(z.array(z.number()).readonly().nullable()),
    waitingType: text,
    reason: text,
  }),
  'gateway.message_waiting': z.object({
    count: number,
    deviceId: known(z.string().nullable()),
    reason: known(z.string().nullable()),
    reasons: known(z.record(z.string(), z.number())),
    oldestAt: known(z.string().nullable()),
    /** Operations were told of all that was heard until then. */
    upToLine: number,
  }),
  'gateway.fleet_outage': z.object({
    ...any,
    scope: known(z.enum(['district', 'districts'])),
    /** How many were lost at the worst, of how many in use. */
    deviceCount: z.number().catch(0),
    inUse: number,
    since: text,
    /** The districts that it stands for; its own where that is not said. */
    partIds: ids,
  }),
  'device.unusable_telemetry': z.object({
    ...any,
    /** By cause, when it was last so. */
    causes: z.record(z.string(), z.string()).catch({}),
  }),
  'gateway.unusable_telemetry': z.object({
    ...any,
    scope: known(z.enum(['district'])),
    cause: text,
    deviceCount: z.number().catch(0),
  }),
} as const;

export type DetailKind = keyof typeof DETAILS;
export const DETAIL_KINDS = Object.keys(DETAILS) as DetailKind[];
export type DetailOf<K extends DetailKind> = Readonly<z.output<(typeof DETAILS)[K]>>;

/** What is known of an alert of that kind. Whatever is stored, it answers. */
export const detailOf = <K extends DetailKind>(kind: K, { detail }: Pick<Alert, 'detail'>): DetailOf<K> =>
  READ[kind].parse(detail);

const READ: { readonly [K in DetailKind]: z.ZodType<DetailOf<K>> } = DETAILS;
