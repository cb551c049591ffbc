import { noteOf, type Note } from './note.rules.js';
import type { TelemetryEvent } from '../telemetry.rules.js';
import { isZoneApart, nearestZoneShift } from './zone-shift.rules.js';
import { DAY_MS } from '../../platform/clock/spans.rules.js';

/** How far a dispenser's clock can be believed (domain rule "wrong clock"). */
export const CLOCK_KINDS = ['trusted', 'corrected', 'unset'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

export interface ClockJudgement {
  /** When it happened, as far as can be told; never later than it was received. */
  readonly effectiveAt: Date;
  readonly clock: ClockKind;
  readonly lateBySeconds: number;
  /** What follows from it for the times of the event; null where they stand as they were written. */
  readonly notes: readonly Note[] | null;
}

type Clocked = Pick<TelemetryEvent, 'time' | 'sentAt' | 'clockSync' | 'historical'>;

/** A live event whose sending time was far off, and how far; kept from the first of those that agree. */
export interface ClockSighting {
  readonly offsetMs: number;
  readonly receivedAt: Date;
}

/** How far a dispenser's clock may be off before its times are corrected. */
export const TOLERANCE_MS = 120_000;
/** A clock that says an earlier year was never set, whatever it says of itself. */
const FIRST_PLAUSIBLE_TIME = Date.UTC(2020, 0, 1);
/**
 * A live event so far off was not kept back by anybody's network: its clock was never set (1970, 2000, the day the firmware was
 * built), or counted over (GPS weeks, NTP eras). Days and weeks are what a dispenser in a drawer is late by.
 */
const UNSET_BEYOND_MS = 180 * DAY_MS;
/** Of one clock, what was said is sent so much later at most; a greater distance is two clocks. */
const ONE_CLOCK_MS = 35 * DAY_MS;
/** Two sightings agree when they differ by less; a clock is slow for sure when they lie at least so far apart. */
const STEADY_MS = 60_000;

const REPAIRED: readonly Note[] = [noteOf('time', 'repaired')];
const ZONE: readonly Note[] = [noteOf('time', 'repaired'), noteOf('zone', 'repaired')];
const DOUBTED: readonly Note[] = [noteOf('time', 'doubted')];

/**
 * When an event really happened. A live event shows the clock's error, because it was sent just now; one that was buffered, or does
 * not say when it was sent, is taken at its word. A packet that was sent again looks like a slow clock, so one that seems slow is
 * corrected only when it was seen to be as slow before, and doubted until then; a clock that runs ahead has no other cause. What
 * cannot be so is an unset clock: then only the time of receipt counts.
 */
export function judgeClock(event: Clocked, receivedAt: Date, before: ClockSighting | null = null): ClockJudgement {
  const received = receivedAt.getTime();
  if (isUnset(event, received)) return judged(receivedAt, 'unset', receivedAt, REPAIRED);
  const ahead = aheadBy(event, received);
  if (ahead > TOLERANCE_MS) return corrected(event, receivedAt);
  if (event.time.getTime() - received > TOLERANCE_MS) return judged(receivedAt, 'unset', receivedAt, REPAIRED);
  if (event.historical || ahead >= -TOLERANCE_MS) return judged(event.time, 'trusted', receivedAt, null);
  const sighting = sightClock(event, receivedAt, before)!;
  return received - sighting.receivedAt.getTime() >= STEADY_MS
    ? corrected(event, receivedAt)
    : judged(event.time, 'trusted', receivedAt, DOUBTED);
}

/** What the event shows of the device's clock: null when it is right; what was known before when it cannot be told. */
export function sightClock(
  event: Pick<Clocked, 'sentAt' | 'historical' | 'clockSync'>,
  receivedAt: Date,
  before: ClockSighting | null,
): ClockSighting | null {
  if (event.historical || event.sentAt === null || event.clockSync === 'unset') return before;
  const offsetMs = receivedAt.getTime() - event.sentAt.getTime();
  if (Math.abs(offsetMs) <= TOLERANCE_MS) return null;
  return before && Math.abs(before.offsetMs - offsetMs) < STEADY_MS ? before : { offsetMs, receivedAt };
}

/** By how much the times that were written in an event are moved, in milliseconds; 0 for a clock that is trusted. */
export function clockShiftMs(event: Pick<Clocked, 'time' | 'sentAt'>, receivedAt: Date, clock: ClockKind): number {
  if (clock === 'trusted') return 0;
  if (clock === 'unset') return receivedAt.getTime() - clockReading(event);
  return nearestZoneShift(slownessMs(event, receivedAt), TOLERANCE_MS);
}

/** What the device's clock said as the event came: when it was sent by the clock that wrote its time, or else that time. */
function clockReading({ time, sentAt }: Pick<Clocked, 'time' | 'sentAt'>): number {
  const said = time.getTime();
  if (sentAt === null) return said;
  const keptMs = sentAt.getTime() - said;
  return keptMs >= 0 && keptMs <= ONE_CLOCK_MS ? sentAt.getTime() : said;
}

/** How far behind the time of sending, or of a live event that does not name it the time it happened, lies. */
const slownessMs = ({ time, sentAt }: Pick<Clocked, 'time' | 'sentAt'>, receivedAt: Date): number =>
  receivedAt.getTime() - (sentAt ?? time).getTime();

/** How far the device's clock runs ahead as far as the event shows it; 0 where it shows nothing. */
function aheadBy({ time, sentAt, historical }: Clocked, received: number): number {
  if (sentAt !== null) return sentAt.getTime() - received;
  return historical ? 0 : Math.max(0, time.getTime() - received);
}

function isUnset({ time, sentAt, clockSync, historical }: Clocked, received: number): boolean {
  if (clockSync === 'unset' || time.getTime() < FIRST_PLAUSIBLE_TIME) return true;
  if (isFarAhead(time, received) || (sentAt !== null && isAbsurd(sentAt, received))) return true;
  if (historical) return false;
  return isFarBehind(time, received) || (sentAt !== null && isFarBehind(sentAt, received));
}

const isFarAhead = (at: Date, received: number): boolean => at.getTime() - received >= UNSET_BEYOND_MS;
const isFarBehind = (at: Date, received: number): boolean => received - at.getTime() >= UNSET_BEYOND_MS;
const isAbsurd = (at: Date, received: number): boolean =>
  at.getTime() < FIRST_PLAUSIBLE_TIME || isFarAhead(at, received);

function corrected(event: Clocked, receivedAt: Date): ClockJudgement {
  const shift = clockShiftMs(event, receivedAt, 'corrected');
  const happenedAt = new Date(event.time.getTime() + shift);
  return judged(happenedAt, 'corrected', receivedAt, isZoneApart(shift) ? ZONE : REPAIRED);
}

function judged(happenedAt: Date, clock: ClockKind, receivedAt: Date, notes: readonly Note[] | null): ClockJudgement {
  const effectiveAt = happenedAt > receivedAt ? receivedAt : happenedAt;
  const lateBySeconds = Math.round((receivedAt.getTime() - effectiveAt.getTime()) / 1000);
  return { effectiveAt, clock, lateBySeconds, notes };
}
