import { cpuSeconds } from './cpu.js';
import { DISPENSED_ONLY, type DoseTimes, type Mix } from './event.js';
import { complaintsAbout, newRun, runLoad, type DeviceLogin, type LoadReport, type Pace } from './load.js';

const SOME_DOSES: DoseTimes = { firstDueAt: '2026-11-21T07:00:00Z', count: 100 };

export interface RoundPlan {
  clients: number;
  pace: Pace;
  maxEvents: number;
  maxSeconds: number;
  /** Dispensed doses only, unless said otherwise. */
  mix?: Mix;
  doses?: DoseTimes;
  repeatEvery?: number;
}

/** The processes that do the work; PostgreSQL's is its postmaster. */
export interface Workers {
  service?: number;
  postgres?: number;
  broker?: number;
}

/** Microseconds of CPU an event. */
export type CpuPerEvent = Record<keyof Workers, number>;

export interface Contestant {
  readonly title: string;
  readonly port: number;
  readonly workers: Workers;
  logins(count: number): DeviceLogin[];
  /** Waits until the work behind the acknowledgements is done, and answers when that was, on the clock of `performance.now()`. */
  settle(load: LoadReport): Promise<number>;
  /** Looks what the work came to; nothing is measured meanwhile. */
  verify(load: LoadReport, run: string): Promise<Verdict>;
}

export interface Verdict {
  /** Events found committed; null where nothing is kept. */
  committed: number | null;
  /** What did not come out as promised. */
  complaints: string[];
}

export interface Round {
  contestant: string;
  /** `100 x 50`: clients and window. */
  shape: string;
  load: LoadReport;
  committed: number | null;
  /** From the first event until all was done behind the acknowledgements. */
  settledPerSecond: number;
  cpuUntilAcknowledged: CpuPerEvent;
  cpuUntilSettled: CpuPerEvent;
  complaints: string[];
}

export async function runRound(contestant: Contestant, plan: RoundPlan): Promise<Round> {
  const run = newRun();
  const start = { at: 0, cpu: cpuOf(contestant.workers) };
  const load = await runLoad(
    {
      port: contestant.port,
      devices: contestant.logins(plan.clients),
      run,
      mix: plan.mix ?? DISPENSED_ONLY,
      doses: plan.doses ?? SOME_DOSES,
      pace: plan.pace,
      maxEvents: plan.maxEvents,
      maxSeconds: plan.maxSeconds,
      repeatEvery: plan.repeatEvery ?? 0,
    },
    () => {
      start.at = performance.now();
      start.cpu = cpuOf(contestant.workers);
    },
  );
  const acknowledgedCpu = cpuOf(contestant.workers);
  const settledAt = await contestant.settle(load);
  const settledCpu = cpuOf(contestant.workers);
  const { committed, complaints } = await contestant.verify(load, run);
  return {
    contestant: contestant.title,
    shape: shapeOf(plan),
    load,
    committed,
    settledPerSecond: load.sent / ((settledAt - start.at) / 1000),
    cpuUntilAcknowledged: perEvent(start.cpu, acknowledgedCpu, load.sent),
    cpuUntilSettled: perEvent(start.cpu, settledCpu, load.sent),
    complaints: [...complaintsOf(load), ...complaints],
  };
}

export function sumOf(cpu: CpuPerEvent): number {
  return cpu.service + cpu.postgres + cpu.broker;
}

function shapeOf({ clients, pace }: RoundPlan): string {
  return `${clients} x ${pace.kind === 'closed' ? pace.window : `${Math.round(pace.eventsPerSecond)}/s`}`;
}

function complaintsOf(load: LoadReport): string[] {
  return [...complaintsAbout(load), ...(load.outOfOrder > 0 ? [`${load.outOfOrder} PUBACKs came out of order`] : [])];
}

function cpuOf(workers: Workers): CpuPerEvent {
  const seconds = (pid: number | undefined): number => (pid === undefined ? 0 : cpuSeconds(pid));
  return { service: seconds(workers.service), postgres: seconds(workers.postgres), broker: seconds(workers.broker) };
}

function perEvent(before: CpuPerEvent, after: CpuPerEvent, events: number): CpuPerEvent {
  const spent = (part: keyof Workers): number => ((after[part] - before[part]) * 1e6) / events;
  return { service: spent('service'), postgres: spent('postgres'), broker: spent('broker') };
}
