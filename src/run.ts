import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Resolves at the first SIGINT or SIGTERM, or when the bootstrap that started us is gone; later ones change nothing. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    if (process.channel) process.once('disconnect', () => resolve());
  });
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs a program to its end; a mistake is one line and exit code 1, not a stack. */
export function runToEnd(main: () => Promise<void>): void {
  main().then(
    () => process.exit(0),
    (error: Error) => {
      say(error.message);
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
