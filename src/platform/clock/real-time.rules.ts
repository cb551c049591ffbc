/**
 * How the time of this process follows from its steady clock, which nobody sets: by what must be added to it. Every process takes its time
 * from PostgreSQL's clock, so that all agree, whatever the clocks of their machines say. All in milliseconds.
 */
export interface RealTime {
  /** When, by the steady clock, this was noted. */
  readonly steadyMs: number;
  /** What was added then. */
  readonly offsetMs: number;
  /** What should be: the difference is made up for little by little. */
  readonly aimMs: number;
  /** Before that the clock of our own machine is taken. */
  readonly isSighted: boolean;
}

/** PostgreSQL said a time between two instants of the steady clock, and our own machine another at the second of them. */
export interface Sighting {
  readonly askedMs: number;
  readonly answeredMs: number;
  readonly databaseMs: number;
  readonly machineMs: number;
}

/** While time is made up for it runs so much faster, or slower; it never stands, and never goes back. */
const SLEW = 0.05;
/** A machine that slept is behind by more. */
const NAP_MS = 2_000;

export const unsighted = (steadyMs: number, machineMs: number): RealTime => ({
  steadyMs,
  offsetMs: machineMs - steadyMs,
  aimMs: machineMs - steadyMs,
  isSighted: false,
});

export const timeAt = (time: RealTime, steadyMs: number): number => steadyMs + offsetAt(time, steadyMs);

/** What is left to make up for: time runs behind by so much, or ahead when it is less than nothing. */
export const behindMs = (time: RealTime, steadyMs: number): number => time.aimMs - offsetAt(time, steadyMs);

/**
 * The first sighting sets the time. From then on it is drawn to what PostgreSQL can have meant, at a bounded pace, however far that
 * clock was set; at once only over what our own machine slept through as well: then the machine agrees, and the steady clock alone stood.
 */
export function sight(time: RealTime, seen: Sighting): RealTime {
  const { answeredMs: steadyMs, askedMs, databaseMs } = seen;
  const [least, most] = [databaseMs - steadyMs, databaseMs - askedMs];
  const aimMs = Math.min(Math.max(time.aimMs, least), most);
  const offsetMs = offsetAt(time, steadyMs);
  const hasSlept = aimMs - offsetMs > NAP_MS && Math.abs(skewMs(seen)) < NAP_MS;
  return { steadyMs, offsetMs: hasSlept || !time.isSighted ? aimMs : offsetMs, aimMs, isSighted: true };
}

/** How far the clock of our machine is ahead of PostgreSQL's, at least: what the way there and back can explain is not counted. */
export function skewMs({ askedMs, answeredMs, databaseMs, machineMs }: Sighting): number {
  const latestMs = databaseMs + answeredMs - askedMs;
  return machineMs > latestMs ? machineMs - latestMs : Math.min(0, machineMs - databaseMs);
}

function offsetAt({ steadyMs, offsetMs, aimMs }: RealTime, nowMs: number): number {
  const mostMs = Math.max(0, nowMs - steadyMs) * SLEW;
  return offsetMs + Math.min(Math.max(aimMs - offsetMs, -mostMs), mostMs);
}
