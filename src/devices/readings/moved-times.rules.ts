import { z } from 'zod';
import { type ClockKind, clockShiftMs, TOLERANCE_MS } from './clock.rules.js';
import { readInstant } from './instant.rules.js';
import { noteOf, type Note } from './note.rules.js';
import { type TelemetryEvent, vocabulary, eventTypeFor } from '../telemetry.rules.js';
import { instant } from '../telemetry/event-type.rules.js';

/** The fields of each word that are times, as its schema says. */
const TIMES = new Map(Object.keys(vocabulary).map((type) => [type, timesIn(eventTypeFor(type)!.data)]));

/** The fields of a type's data that are times; none of a type nobody knows. */
export const timesOf = (type: string): readonly string[] => TIMES.get(type) ?? [];

export interface MovedTimes {
  readonly dueAt: Date | null;
  readonly data: TelemetryEvent['data'];
  readonly notes: readonly Note[] | null;
}

/** A clock that is wrong by less may have written any time near the receipt itself. */
const MUCH_WRONG_MS = 12 * 3_600_000;

/**
 * The event's own times as they really were: all of them move with the clock that wrote them. What lies near the receipt, and far
 * from anything such a wrong clock would say, was not written by it (the gateway had told it), and stays.
 */
export function moveTimes(event: TelemetryEvent, receivedAt: Date, clock: ClockKind): MovedTimes {
  const { data, dueAt, type } = event;
  const shift = clockShiftMs(event, receivedAt, clock);
  if (shift === 0 || (clock === 'unset' && Math.abs(shift) <= TOLERANCE_MS)) return { dueAt, data, notes: null };
  const isOfClock = (at: number): boolean =>
    Math.abs(shift) < MUCH_WRONG_MS || Math.abs(at - receivedAt.getTime()) > Math.abs(shift) / 4;
  const moved = timesOf(type).flatMap((field) => {
    const at = readInstant(data[field])?.getTime();
    return at !== undefined && isOfClock(at) ? [{ field, at: new Date(at + shift) }] : [];
  });
  if (moved.length === 0) return { dueAt, data, notes: null };
  return {
    dueAt: moved.find(({ field }) => field === 'dueAt')?.at ?? dueAt,
    data: { ...data, ...Object.fromEntries(moved.map(({ field, at }) => [field, at.toISOString()])) },
    notes: moved.map(({ field }) => noteOf(`data.${field}`, 'repaired')),
  };
}

function timesIn({ shape }: z.ZodObject): string[] {
  return Object.keys(shape).filter((field) => plain(shape[field] as z.ZodType) === instant);
}

/** What a field is when it is there. */
function plain(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? plain(schema.unwrap()) : schema;
}
