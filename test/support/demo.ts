import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.js';

const ROOT = join(import.meta.dirname, '..', '..');
const READY_WITHIN_MS = 90_000;

/** What the demo tells scripts. */
export interface DemoWords {
  readonly httpUrl: string;
  readonly mqttUrl: string;
  readonly admin: { readonly username: string; readonly password: string };
  readonly partner: { readonly clientId: string; readonly clientSecret: string };
  readonly dispensers: readonly { readonly deviceId: string; readonly secret: string; readonly citizenId: string }[];
}

/** The built demo in a process of its own. */
export interface Demo {
  readonly file: string;
  /** What its file says once it is there. */
  words(): Promise<DemoWords>;
  /** Waits until it has introduced itself. */
  ready(): Promise<DemoWords>;
  /** SIGTERM, and waits until it has ended by itself; answers its exit code. */
  stop(): Promise<number | null>;
}

export function startDemo(dataDir: string, args: readonly string[], environment: NodeJS.ProcessEnv): Demo {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'dist', 'demo.js'), ...args], {
    cwd: ROOT,
    // The channel is how it notices that we are gone, however we went.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...environment, DATA_DIR: dataDir },
  });
  let output = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (output += text));
  const file = join(dataDir, 'demo.json');
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const look = <T>(seen: () => T): Promise<NonNullable<T>> =>
    eventually(() => {
      if (!isRunning()) throw new Error(`the demo ended: ${output.slice(-2_000)}`);
      return seen();
    }, READY_WITHIN_MS);
  const words = (): Promise<DemoWords> =>
    look(() => existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as DemoWords)) as Promise<DemoWords>;
  return {
    file,
    words,
    ready: async () => {
      await look(() => output.includes('Ctrl-C stops'));
      return words();
    },
    stop: async () => {
      if (!isRunning()) return child.exitCode;
      const gone = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      return (await gone)[0];
    },
  };
}
