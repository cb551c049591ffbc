import { z } from 'zod';
import type { TelemetryEvent } from './telemetry.rules.js';
import { instant } from './telemetry/word.rules.js';

/** The name of a dispenser; also its MQTT client id, its user name and a level of its topics. */
export const deviceIdPattern = /^[A-Za-z0-9._-]{1,64}$/;

const days = z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']));
const slot = z.object({
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time as HH:MM'),
  days: days.optional(),
  criticality: z.enum(['time-critical', 'standard', 'flexible']),
  windowMinutes: z.number().int().min(1).max(1440).optional(),
});

/** What may be asked of a dispenser, and the data that goes with it. */
export const commands = {
  'dose.remind': z.object({ dueAt: instant.optional(), n: z.number().int().min(1).optional() }),
  'dose.lock': z.object({ dueAt: instant.optional() }),
  'schedule.set': z.object({
    revision: z.number().int().min(0),
    zone: z.string().min(1).max(64),
    slots: z.array(slot).max(48),
  }),
  'message.show': z.object({ messageId: z.string().min(1).max(128), text: z.string().min(1).max(500) }),
  /** `speed` is how fast the gateway's clock runs; 1 outside a demo. */
  'time.sync': z.object({ now: instant, speed: z.number().positive().max(10_000) }),
};

export type CommandType = keyof typeof commands;
export type CommandData<T extends CommandType> = z.infer<(typeof commands)[T]>;

export const isCommandType = (type: string): type is CommandType => Object.hasOwn(commands, type);

/** How far a dispenser's clock may be off before its times are corrected. */
const toleranceSeconds = 120;
/** A clock that says an earlier year was never set, whatever it says of itself. */
const firstPlausibleTime = Date.UTC(2020, 0, 1);

export interface ClockJudgement {
  /** When it happened, as far as can be told; never later than it was received. */
  readonly effectiveAt: Date;
  readonly clock: 'trusted' | 'corrected' | 'unset';
  readonly lateBySeconds: number;
}

/** A live event whose sending time was far off, and how far; kept from the first of those that agree. */
export interface ClockSighting {
  readonly offsetMs: number;
  readonly receivedAt: Date;
}

/** Two sightings agree when they differ by less; a clock is slow for sure when they lie at least so far apart. */
const steadyWithinMs = 60_000;

/**
 * When an event really happened. A live event shows the clock's error, because it was sent just now; one that was
 * buffered, or does not say when it was sent, is taken at its word. A packet that was sent again looks like a slow clock,
 * so one that seems slow is corrected only when it was seen to be as slow before; a clock that runs ahead has no other cause.
 */
export function judgeClock(
  event: Pick<TelemetryEvent, 'time' | 'sentAt' | 'clockSync' | 'historical'>,
  receivedAt: Date,
  before: ClockSighting | null = null,
): ClockJudgement {
  if (event.clockSync === 'unset' || event.time.getTime() < firstPlausibleTime)
    return judged(receivedAt, 'unset', receivedAt);
  const sighting = sightClock(event, receivedAt, before);
  const isSteady = sighting !== null && receivedAt.getTime() - sighting.receivedAt.getTime() >= steadyWithinMs;
  if (sighting === null || (sighting.offsetMs > 0 && !isSteady)) return judged(event.time, 'trusted', receivedAt);
  const offset = receivedAt.getTime() - event.sentAt!.getTime();
  return judged(new Date(event.time.getTime() + offset), 'corrected', receivedAt);
}

/** What the event shows of the device's clock; null when that is right, or cannot be told. */
export function sightClock(
  event: Pick<TelemetryEvent, 'sentAt' | 'historical' | 'clockSync'>,
  receivedAt: Date,
  before: ClockSighting | null,
): ClockSighting | null {
  if (event.historical || event.sentAt === null || event.clockSync === 'unset') return null;
  const offsetMs = receivedAt.getTime() - event.sentAt.getTime();
  if (Math.abs(offsetMs) <= toleranceSeconds * 1000) return null;
  return before && Math.abs(before.offsetMs - offsetMs) < steadyWithinMs ? before : { offsetMs, receivedAt };
}

function judged(happenedAt: Date, clock: ClockJudgement['clock'], receivedAt: Date): ClockJudgement {
  const effectiveAt = happenedAt > receivedAt ? receivedAt : happenedAt;
  const lateBySeconds = Math.round((receivedAt.getTime() - effectiveAt.getTime()) / 1000);
  return { effectiveAt, clock, lateBySeconds };
}

export const commandTypes = Object.keys(commands) as [CommandType, ...CommandType[]];

/** What is wrong with a command's data, naming the field; null when it fits. */
export function flawOfCommand(
  type: CommandType,
  data: Record<string, unknown>,
): { path: string; message: string } | null {
  const read = commands[type].safeParse(data);
  if (read.success) return null;
  const issue = read.error.issues[0]!;
  return { path: ['data', ...issue.path].join('.'), message: issue.message };
}
