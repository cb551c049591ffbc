import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A module of ours at work in a process that can be killed. */
export interface OtherProcess {
  readonly pid: number;
  /** Resolves when it has printed the text. */
  hasSaid(text: string): Promise<void>;
  signal(signal: 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it at once and waits until it is gone; safe to call twice. */
  kill(): Promise<void>;
}

/** Runs the source of an ES module, which may import our TypeScript, with nothing of our own environment. */
export function runElsewhere(source: string, environment: NodeJS.ProcessEnv): OtherProcess {
  const args = [
    '--input-type=module',
    '--eval',
    `await import('./.config/typescript-hooks.mjs');
     process.once('disconnect', () => process.exit());
     ${source}`,
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: environment,
  });
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output += text));
  return {
    pid: child.pid!,
    hasSaid: async (text) => {
      while (!output.includes(text)) await Promise.race([once(child.stdout!, 'data'), failAtEnd(child)]);
    },
    signal: (signal) => void child.kill(signal),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function failAtEnd(child: ChildProcess): Promise<never> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  throw new Error(`the process ended before it said so (${child.exitCode ?? child.signalCode})`);
}
