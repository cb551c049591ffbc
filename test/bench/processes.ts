import type { ChildProcess } from 'node:child_process';

type Stop = () => Promise<void>;

const toStop: Stop[] = [];
let stopping: Promise<void> | undefined;
let interrupted = false;

/** Has a thing stopped at the end or on Ctrl-C, last come first gone; the answer stops it earlier. */
export function stopAtEnd(stop: Stop): Stop {
  let stopped: Promise<void> | undefined;
  const once = (): Promise<void> => {
    const at = toStop.indexOf(once);
    if (at >= 0) toStop.splice(at, 1);
    return (stopped ??= stop());
  };
  toStop.push(once);
  return once;
}

/** A child process that may not outlive the bench: SIGTERM, and SIGKILL after ten seconds. */
export function own(child: ChildProcess): Stop {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return stopAtEnd(async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    child.kill('SIGTERM');
    const giveUp = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(giveUp);
  });
}

export function stopEverything(): Promise<void> {
  return (stopping ??= (async () => {
    for (let stop = toStop.at(-1); stop; stop = toStop.at(-1)) {
      await stop().catch((error: unknown) => console.error('Not stopped cleanly:', error));
    }
  })());
}

export function stopEverythingOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted = true;
      process.exitCode = 130;
      void stopEverything().then(() => process.exit(130));
    });
  }
}

export function wasInterrupted(): boolean {
  return interrupted;
}

/** Looks every 50 ms; fails with `what` after so many seconds. */
export async function until(what: string, seconds: number, isTrue: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + seconds * 1000;
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error(`Not within ${seconds} s: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
