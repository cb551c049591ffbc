import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** One press of Ctrl-C comes from the terminal, and again from npm and the bootstrap between us. */
const SAME_PRESS_MS = 500;
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

export type StopSignal = keyof typeof SIGNALS | 'disconnect';

/** Resolves at the first SIGINT or SIGTERM, or when the bootstrap that started us is gone. Who tells us again means at once. */
export function untilStopped(): Promise<StopSignal> {
  return new Promise((resolve) => {
    let isMeantAnew = false;
    let isTold = false;
    const stop = (signal: StopSignal): void => {
      if (isMeantAnew && signal !== 'disconnect') process.exit(128 + SIGNALS[signal]);
      if (!isTold) setTimeout(() => (isMeantAnew = true), SAME_PRESS_MS).unref();
      isTold = true;
      resolve(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
    if (process.channel) process.once('disconnect', () => stop('disconnect'));
  });
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs a program to its end; a mistake is one line and exit code 1, not a stack. */
export function runToEnd(main: () => Promise<void>): void {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      say((error as Error).message);
      process.exit(1);
    },
  );
}

/** Starting takes three times the memory that resting does, and V8 would keep it for later: it is asked, once, to give it back. */
export function giveBackMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: { type: 'major'; flavor: 'last-resort' }) => void;
  collect({ type: 'major', flavor: 'last-resort' });
}
