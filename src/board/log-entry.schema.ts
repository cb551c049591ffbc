import { z } from 'zod';
import { LOG_ENTRIES } from '../cases/alert.rules.js';
import { LOG, LOG_KINDS, type LogKind } from '../cases/log/log.rules.js';
import { at, named, oneOf } from '../platform/http/fields.js';
import { routingSchema } from './routing.schema.js';

const shared = {
  at,
  taskId: z.uuid().nullable(),
  entry: named(
    'LogEntryCode',
    z.enum(LOG_ENTRIES).meta({ description: 'the composition-event codes of VKP, and call-attempt and note' }),
  ),
  by: z.string().meta({ description: 'the id of who did it, or gateway' }),
  byName: z.string().nullable(),
  text: z.string().nullable().meta({ description: 'what a person wrote, or else, in English, what the code says' }),
  sentence: z.string().meta({ description: 'what was done, in the language of Accept-Language; English by default' }),
};

const time = z.iso.datetime();
const routed = { routing: routingSchema.nullable().meta({ description: 'as it was decided, whole' }) };

/** What is shown of a kind beside what is kept of it: what its data said before it was a code, and its routing in words. */
const BESIDES = {
  claimed: { action: z.literal('task.claimed') },
  started: { action: z.literal('task.started') },
  released: { action: z.literal('task.released') },
  taken_over: { action: z.literal('task.taken-over') },
  kept: { action: z.literal('task.kept') },
  rung_skipped: { skipped: z.literal(true), ...routed },
  rung_shadowed: { shadow: z.literal(true), ...routed },
  checklist: { checklist: z.literal(true) },
  dispensed_late: { reason: z.literal('dispensed-late'), effectiveAt: time },
  condition_cleared: { reason: z.string(), effectiveAt: time },
  absence_began: { reason: z.string() },
  absence_undone: { reason: z.string() },
  gathered: { reason: z.literal('one-of-many') },
  came_through: { reason: z.literal('came-through') },
  dealt_with: { reason: z.literal('dealt-with') },
  nearly_all_back: { reason: z.literal('nearly-all-back') },
  looked_at: { reason: z.literal('looked-at') },
  shadow_ended: { reason: z.literal('shadow') },
} as const satisfies { readonly [K in LogKind]?: z.ZodRawShape };

type Besides<K extends LogKind> = K extends keyof typeof BESIDES ? z.infer<z.ZodObject<(typeof BESIDES)[K]>> : unknown;
type Kept<K extends LogKind> = z.infer<(typeof LOG)[K]['data']>;
type Shared = z.infer<z.ZodObject<typeof shared>>;
type ShownData<K extends LogKind> = K extends 'text' ? Kept<K> : Omit<Kept<K>, keyof Besides<K>> & Besides<K>;
type Shown = { [K in LogKind]: Shared & { readonly kind: K; readonly data: ShownData<K> } }[LogKind];

const entryOf = (kind: LogKind) =>
  named(`LogEntry${pascal(kind)}`, z.object({ ...shared, kind: z.literal(kind), data: dataOf(kind) }));

function dataOf(kind: LogKind): z.ZodType {
  const { data } = LOG[kind];
  if (!('extend' in data)) return data;
  return z.object({ ...data.shape, ...(kind in BESIDES && BESIDES[kind as keyof typeof BESIDES]) });
}

const pascal = (kind: string): string => kind.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** One entry of the handling log: the kind says what its data is. */
export const logEntrySchema = named(
  'LogEntry',
  // The compiler cannot follow kind by kind what was made of the whole log.
  oneOf('kind', Object.fromEntries(LOG_KINDS.map((kind) => [kind, entryOf(kind)]))) as z.ZodType as z.ZodType<Shown>,
);
