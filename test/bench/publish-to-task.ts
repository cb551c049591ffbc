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
  const { missing, missedPerSecond, backgroundPerSecond, doses } = plan;
  const citizens = await ours.citizensOf(missing);
  const shownAt = new Map<string, number>();
  const stop = await listen(ours.httpPort, await ours.partnerToken(), ({ type, citizenId, at }) => {
    if (citizenId && type.startsWith('task.') && !shownAt.has(citizenId)) shownAt.set(citizenId, at);
  });
  try {
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
    const complaints = complaintsAbout(load);
    await until('every missed dose is a task', LONGEST_WAIT_SECONDS, async () =>
      missing.every(({ deviceId }) => shownAt.has(citizens.get(deviceId) ?? '')),
    ).catch(() => complaints.push(`${missing.length - shownAt.size} missed doses showed no task`));

    const samples = new LatencySamples(missing.length);
    missing.forEach(({ deviceId }, i) => {
      const shown = shownAt.get(citizens.get(deviceId) ?? '');
      if (shown) samples.add(shown - (load.startedAt + (i * 1000) / missedPerSecond));
    });
    return { backgroundPerSecond, missed: missing.length, latency: samples.summary(), complaints };
  } finally {
    stop();
  }
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
