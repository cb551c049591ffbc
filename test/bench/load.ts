import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { DoseTimes, Mix } from './event.js';
import type { Latency } from './latency.js';
import { own } from './processes.js';

export interface DeviceLogin {
  deviceId: string;
  secret: string;
}

/** `closed`: every client keeps `window` events unacknowledged. `open`: events leave at a rate, whatever comes back. */
export type Pace = { kind: 'closed'; window: number } | { kind: 'open'; eventsPerSecond: number };

export interface LoadPlan {
  port: number;
  devices: DeviceLogin[];
  /** Eight hexadecimal digits, different for every run. */
  run: string;
  mix: Mix;
  doses: DoseTimes;
  pace: Pace;
  /** The run ends at whichever comes first. */
  maxEvents: number;
  maxSeconds: number;
  /** After so many events a dispenser repeats its last one, as it does after a lost acknowledgement; 0: never. */
  repeatEvery: number;
}

export interface LoadReport {
  /** Distinct events; repeats are not in it. */
  sent: number;
  repeated: number;
  /** Acknowledgements, of events and of repeats. */
  acknowledged: number;
  outOfOrder: number;
  /** Publications without an acknowledgement when nothing more was waited for. */
  unanswered: number;
  /** What went wrong besides, at most ten lines. */
  failures: string[];
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** From the first event to the last acknowledgement. */
  seconds: number;
  perSecond: number;
  /** Milliseconds: from the sending (closed loop) or the intended sending (open loop) to the PUBACK. */
  latency: Latency | null;
  generatorCpuSeconds: number;
}

export const complaintsAbout = ({ unanswered, failures }: LoadReport): string[] => [
  ...(unanswered > 0 ? [`${unanswered} publications were never acknowledged`] : []),
  ...failures,
];

export type ToGenerator = { plan: LoadPlan } | { go: true };
export type FromGenerator = { ready: true } | { report: LoadReport };

export function newRun(): string {
  return randomBytes(4).toString('hex');
}

/**
 * Runs one load in a process of its own. `onReady` is awaited once all clients are connected, just before the first
 * event, so that what it measures from there on contains no connecting.
 */
export async function runLoad(plan: LoadPlan, onReady: () => void | Promise<void> = () => {}): Promise<LoadReport> {
  const child = fork(fileURLToPath(new URL('./generator.js', import.meta.url)), { stdio: 'inherit' });
  const release = own(child);
  try {
    return await new Promise<LoadReport>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`The load generator ended with code ${code}.`)));
      child.on('message', (message: FromGenerator) => {
        if ('report' in message) return resolve(message.report);
        Promise.resolve(onReady()).then(() => child.send({ go: true } satisfies ToGenerator), reject);
      });
      child.send({ plan } satisfies ToGenerator);
    });
  } finally {
    await release();
  }
}
