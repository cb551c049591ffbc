import { LatencySamples, type Latency } from './latency.js';
import { DISPENSED_ONLY, type DoseTimes } from './event.js';
import { complaintsAbout, newRun, runLoad, type DeviceLogin, type LoadReport } from './load.js';
import type { OurGateway } from './ours.js';
import { until } from './processes.js';
import { listen } from './stream.js';

const LONGEST_WAIT_SECONDS = 30;

export interface PublishToTask {
  /** Other events that the house hears meanwhile. */
  backgroundPerSecond: number;
  missed: number;
  /** Milliseconds from the sending of `dose.missed` to its task on the live stream. */
  latency: Latency | null;
  complaints: string[];
}

export interface PublishToTaskPlan {
  /** Each misses one dose; none of them has missed one before. */
  missing: DeviceLogin[];
  missedPerSecond: number;
  /** They send `backgroundPerSecond` dispensed doses meanwhile. */
  others: DeviceLogin[];
  backgroundPerSecond: number;
  doses: DoseTimes;
}

/** How long a missed dose takes from its dispenser to the nurses' stream, in an open loop. */
export async function measurePublishToTask(ours: OurGateway, plan: PublishToTaskPlan): Promise<PublishToTask> {
  const told = await hearTasks(ours);
  try {
    const { sentAt, complaints } = await missDoses(ours, plan);
    await until('every missed dose is a task', LONGEST_WAIT_SECONDS, () =>
      Promise.resolve(haveAll(sentAt, told.at)),
    ).catch(() => complaints.push(`${sentAt.size - told.at.size} missed doses showed no task`));
    const { backgroundPerSecond, missing } = plan;
    return { backgroundPerSecond, missed: missing.length, latency: latencyOf(sentAt, told.at), complaints };
  } finally {
    told.stop();
  }
}

/** When a citizen's task was told first, from now on. */
export async function hearTasks(ours: OurGateway): Promise<{ at: Map<string, number>; stop: () => void }> {
  const heardAt = new Map<string, number>();
  const stop = await listen(ours.httpPort, await ours.partnerToken(), ({ type, citizenId, at }) => {
    if (citizenId && type.startsWith('task.') && !heardAt.has(citizenId)) heardAt.set(citizenId, at);
  });
  return { at: heardAt, stop };
}

/** When the dispenser of each citizen was to say that the dose was missed; all of them have said it. */
export async function missDoses(
  ours: OurGateway,
  plan: PublishToTaskPlan,
): Promise<{ sentAt: Map<string, number>; complaints: string[] }> {
  const { missing, missedPerSecond, backgroundPerSecond, doses } = plan;
  const citizens = await ours.citizensOf(missing);
  const background = backgroundPerSecond > 0 ? await startBackground(ours, plan) : null;
  const load = await runLoad({
    port: ours.port,
    devices: missing,
    run: newRun(),
    mix: { 'dose.missed': 100 },
    doses,
    pace: { kind: 'open', eventsPerSecond: missedPerSecond },
    maxEvents: missing.length,
    maxSeconds: missing.length / missedPerSecond,
    repeatEvery: 0,
  });
  await background?.done;
  const sentAt = new Map(
    missing.map(({ deviceId }, i) => [citizens.get(deviceId) ?? '', load.startedAt + (i * 1000) / missedPerSecond]),
  );
  return { sentAt, complaints: complaintsAbout(load) };
}

export const haveAll = (sentAt: ReadonlyMap<string, number>, at: ReadonlyMap<string, number>): boolean =>
  [...sentAt.keys()].every((citizenId) => at.has(citizenId));

export function latencyOf(sentAt: ReadonlyMap<string, number>, at: ReadonlyMap<string, number>): Latency | null {
  const samples = new LatencySamples(sentAt.size);
  for (const [citizenId, sent] of sentAt) {
    const there = at.get(citizenId);
    if (there !== undefined) samples.add(there - sent);
  }
  return samples.summary();
}

/** Resolves when the others are connected and begin to speak. */
async function startBackground(ours: OurGateway, plan: PublishToTaskPlan): Promise<{ done: Promise<LoadReport> }> {
  return new Promise((resolve, reject) => {
    const done = runLoad(
      {
        port: ours.port,
        devices: plan.others,
        run: newRun(),
        mix: DISPENSED_ONLY,
        doses: plan.doses,
        pace: { kind: 'open', eventsPerSecond: plan.backgroundPerSecond },
        maxEvents: Number.MAX_SAFE_INTEGER,
        maxSeconds: plan.missing.length / plan.missedPerSecond,
        repeatEvery: 0,
      },
      () => resolve({ done }),
    );
    done.catch(reject);
  });
}
