import type { z } from 'zod';
import { type Note, noteOf } from './readings/note.rules.js';
import { readAs } from './readings/odd-value.rules.js';
import { doseTypes } from './telemetry/dose.rules.js';
import { hardwareTypes } from './telemetry/hardware.rules.js';
import { peopleTypes } from './telemetry/people.rules.js';
import { supplyTypes } from './telemetry/supply.rules.js';
import { surroundingsTypes } from './telemetry/surroundings.rules.js';
import type { Criticality, LadderName, Priority, EventType } from './telemetry/event-type.rules.js';

type JsonObject = Record<string, unknown>;

export {
  CRITICALITIES,
  type Criticality,
  type EventType,
  type LadderName,
  type Priority,
} from './telemetry/event-type.rules.js';

/** Everything a dispenser, the gateway or the portal can say about a dispenser and its doses. */
export const vocabulary = {
  ...doseTypes,
  ...supplyTypes,
  ...hardwareTypes,
  ...surroundingsTypes,
  ...peopleTypes,
} satisfies Record<string, EventType>;

export type TelemetryType = keyof typeof vocabulary;

/** One thing a dispenser said, whatever dialect it said it in. */
export interface TelemetryEvent {
  readonly id: string;
  /** May be a type nobody here knows: it is journalled and shown all the same. */
  readonly type: string;
  readonly time: Date;
  readonly source?: string;
  readonly bootId: number | null;
  readonly sequence: number | null;
  readonly sentAt: Date | null;
  readonly clockSync: 'synced' | 'unset' | 'unknown';
  /** Buffered on the device and sent later than it happened. */
  readonly historical: boolean;
  /** `data.dueAt`, when it is a time. */
  readonly dueAt: Date | null;
  /** As the device wrote it, times still text. */
  readonly data: Record<string, unknown>;
}

export const isKnownType = (type: string): type is TelemetryType => Object.hasOwn(vocabulary, type);

/** Null for a type nobody here knows. */
export const eventTypeFor = (type: string): EventType | null => (isKnownType(type) ? vocabulary[type] : null);

/** Whether it is for a dispenser to say. What only the gateway or the portal may say has no effect from a device. */
export const isSaidByDevices = (type: string): boolean => eventTypeFor(type)?.origin === 'device';

/** How urgent the alert is that this opens now; null when it opens none (or none yet: see `repeated`). */
export function priorityFor(
  type: string,
  criticality: Criticality,
  data: Record<string, unknown> = {},
): Priority | null {
  const eventType = eventTypeFor(type);
  if (eventType === null || eventType.priority === 'I') return null;
  if (eventType.onlyAbove && isWithin(data[eventType.onlyAbove.field], eventType.onlyAbove.limit)) return null;
  return eventType.priority === 'by-criticality' ? eventType.byCriticality![criticality] : eventType.priority;
}

const isWithin = (value: unknown, limit: number): boolean => typeof value === 'number' && Math.abs(value) <= limit;

/** Which ladder its alert climbs; null when it has none. */
export function ladderFor(type: string, criticality: Criticality): LadderName | null {
  const ladder = eventTypeFor(type)?.ladder ?? null;
  if (ladder !== 'by-criticality') return ladder;
  return criticality === 'time-critical' ? 'time-critical-dose' : 'standard-dose';
}

/**
 * The data as far as it can be believed, each field by itself: what is absent, not measured or does not fit its type is not in it, and
 * of a type nobody here knows all of it is.
 */
export function readData(
  type: string,
  data: JsonObject,
): { readonly data: JsonObject; readonly notes: readonly Note[] } {
  const eventType = eventTypeFor(type);
  if (eventType === null || eventType.data.safeParse(data).success) return { data, notes: [] };
  const notes: Note[] = [];
  const believed = Object.entries(data).map(([field, said]) => {
    if (!Object.hasOwn(eventType.data.shape, field)) return [field, said] as const;
    const { value, what } = readAs(eventType.data.shape[field] as z.ZodType, said);
    if (what) notes.push(noteOf(`data.${field}`, what));
    return [field, value] as const;
  });
  return { data: Object.fromEntries(believed.filter(([, value]) => value !== undefined)), notes };
}

/** Whether each field of the data is as its type wants it. */
export const fits = (eventType: EventType, data: JsonObject): boolean => eventType.data.safeParse(data).success;

const bare = (text: string): string => text.toLowerCase().replace(/[\s._-]+/g, '');
const byBareName: ReadonlyMap<string, TelemetryType> = new Map(
  (Object.keys(vocabulary) as TelemetryType[]).map((type) => [bare(type), type]),
);
/** No word is longer, whatever stands before it. */
const LONGEST_TYPE = 256;

/**
 * The word that is meant by a type that nearly is one: in other case, with other or no marks between its parts, or behind a vendor's
 * prefix that ends in a dot, of which the shortest counts. Never by likeness; null when it is none.
 */
export function nearlyType(said: string): TelemetryType | null {
  if (said.length > LONGEST_TYPE) return null;
  for (let rest: string | null = said; rest !== null; rest = afterDot(rest)) {
    const type = byBareName.get(bare(rest));
    if (type) return type;
  }
  return null;
}

const afterDot = (text: string): string | null => (text.includes('.') ? text.slice(text.indexOf('.') + 1) : null);

/**
 * Which of several things that can stand side by side the data speaks of; null where the word tells none apart, or it was not said.
 */
export function codeOf(type: string, data: Readonly<Record<string, unknown>>): string | null {
  const field = eventTypeFor(type)?.toldApartBy;
  const code = field === undefined ? undefined : data[field];
  return typeof code === 'string' || typeof code === 'number' ? String(code).trim() || null : null;
}

/** Whether it said which, and that could not be read. */
export function isCodeLost(type: string, notes: readonly Note[] | null): boolean {
  const field = eventTypeFor(type)?.toldApartBy;
  if (field === undefined || notes === null) return false;
  return ['data', `data.${field}`].some((path) =>
    (['left-out', 'repaired'] as const).some((what) => notes.includes(noteOf(path, what))),
  );
}

/** Of the data, what the vocabulary knows for the type. What a device wrote beyond it is for the journal alone: it may be anything. */
export function saidOf(type: string, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = eventTypeFor(type)?.data.shape ?? {};
  return Object.fromEntries(Object.entries(data).filter(([field]) => Object.hasOwn(fields, field)));
}
