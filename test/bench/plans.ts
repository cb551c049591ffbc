import type { BurstPlan } from './burst.js';
import type { RoundPlan } from './contestant.js';
import { ORDINARY_DAY } from './event.js';
import type { OurGateway } from './ours.js';
import { measurePublishToTask, type PublishToTask } from './publish-to-task.js';
import type { BenchSize } from './size.js';
import { dosesForBurst, dosesForPeak, dosesForSettling, NARROW_CLIENTS, placesOf, WIDE_CLIENTS } from './town.js';
import type { PagePlan } from './page.js';
import type { WatchPlan } from './watch.js';

const MISSED_PER_SECOND = 8;

/** 100 clients with 50 events each under way: the most that comes through. */
export function planWide(size: BenchSize): RoundPlan {
  return {
    clients: WIDE_CLIENTS,
    pace: { kind: 'closed', window: 50 },
    maxEvents: size.peakEvents,
    maxSeconds: size.peakSeconds,
    doses: dosesForPeak(size, WIDE_CLIENTS),
  };
}

/** 1,000 clients that wait for each acknowledgement, as a dispenser does. */
export function planNarrow(size: BenchSize): RoundPlan {
  return {
    ...planWide(size),
    clients: NARROW_CLIENTS,
    pace: { kind: 'closed', window: 1 },
    doses: dosesForPeak(size, NARROW_CLIENTS),
  };
}

/** Round n (from 1) of doses as they come: dispensed, reminded of, missed, and some told twice. */
export function planDay(size: BenchSize, n: number): RoundPlan {
  return {
    ...planNarrow(size),
    clients: size.dispensers,
    maxEvents: size.dispensers * size.dosesPerRound,
    maxSeconds: 60,
    mix: ORDINARY_DAY,
    doses: dosesForSettling(size, n),
    repeatEvery: 10,
  };
}

export function planBurst(ours: OurGateway, size: BenchSize): BurstPlan {
  const { dispensers, events, seconds } = size.burst;
  return { dispensers: ours.logins(dispensers), events, seconds, doses: dosesForBurst(size) };
}

export function planWatch(ours: OurGateway, size: BenchSize): WatchPlan {
  const [from, to] = placesOf(size).silent;
  return { silent: ours.logins(to).slice(from), seconds: size.watch.seconds, atOnce: size.watch.atOnce };
}

const CONSOLES = 20;
const PAGE_BACKGROUND = 200;
const PAGE_MISSED = 100;

/** In a house of its own: nobody has missed a dose there, or been silent. */
export function planPage(ours: OurGateway, size: BenchSize): PagePlan {
  const { missing, silent } = placesOf(size);
  const [from, to] = missing[0] ?? [0, 0];
  const [firstSilent, lastSilent] = silent;
  return {
    rounds: size.rounds,
    // All of their rows are on the screen.
    missing: ours.logins(to).slice(from, from + PAGE_MISSED),
    missedPerSecond: MISSED_PER_SECOND,
    others: ours.logins(size.dispensers),
    backgroundPerSecond: PAGE_BACKGROUND,
    doses: dosesForPeak(size, NARROW_CLIENTS),
    silent: ours.logins(lastSilent).slice(firstSilent, firstSilent + 2 * size.watch.atOnce),
    consoles: CONSOLES,
  };
}

/** The n-th of two such measurements (from 0): each has dispensers that have missed nothing yet. */
export function measureTasks(
  ours: OurGateway,
  size: BenchSize,
  n: number,
  backgroundPerSecond: number,
): Promise<PublishToTask> {
  const [from, to] = placesOf(size).missing[n] ?? [0, 0];
  return measurePublishToTask(ours, {
    missing: ours.logins(to).slice(from),
    missedPerSecond: MISSED_PER_SECOND,
    others: ours.logins(size.dispensers),
    backgroundPerSecond,
    doses: dosesForPeak(size, NARROW_CLIENTS),
  });
}
