import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';

const ROOT = join(import.meta.dirname, '..', '..');
const READY_WITHIN_MS = 60_000;

/** The built service as it ships, in a process that may be killed and started again at the same addresses. */
export interface Service {
  readonly httpUrl: string;
  readonly mqttPort: number;
  readonly pid: number;
  /** What it has written so far, over all its lives. */
  readonly output: string;
  readonly isRunning: boolean;
  /** Of its last life; null while it runs, or when a signal ended it. */
  readonly exitCode: number | null;
  /** Starts it, unless it runs; `ready` waits until it says that it can do its work. */
  start(until?: 'started' | 'ready'): Promise<void>;
  readiness(): Promise<Readiness>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** One more SIGTERM, for one that is ending already. */
  tellAgain(): void;
  /** SIGTERM, and waits until it has ended by itself; answers its exit code. */
  stop(): Promise<number | null>;
}

export interface Readiness {
  readonly status: number;
  readonly body: { readonly status: string; readonly checks: { readonly name: string; readonly ok: boolean }[] } | null;
}

/** Asks /readyz; status 0 when nobody answers in time. */
export async function askReadiness(httpUrl: string): Promise<Readiness> {
  const answer = await fetch(`${httpUrl}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  return { status: answer?.status ?? 0, body: ((await answer?.json().catch(() => null)) ?? null) as Readiness['body'] };
}

/** Compiles what has changed since dist was made; nothing to do within `npm test`, which has built before. */
export function buildService(): void {
  const source = `const { build } = await import('./scripts/build.mjs'); await build(process.execPath);`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the service could not be built: ${stderr}`);
}

/** On free ports of its own, with nothing of our environment but what is given. */
export async function makeService(environment: NodeJS.ProcessEnv): Promise<Service> {
  const [httpPort, mqttPort] = [await freePort(), await freePort()];
  const httpUrl = `http://127.0.0.1:${httpPort}`;
  let child: ChildProcess | null = null;
  let output = '';
  const isRunning = (): boolean => child !== null && child.exitCode === null && child.signalCode === null;
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    if (!isRunning()) return null;
    const gone = once(child!, 'exit') as Promise<[number | null]>;
    child!.kill(signal);
    return (await gone)[0];
  };
  return {
    httpUrl,
    mqttPort,
    get pid() {
      return child!.pid!;
    },
    get output() {
      return output;
    },
    get exitCode() {
      return child?.exitCode ?? null;
    },
    get isRunning() {
      return isRunning();
    },
    async start(until = 'ready') {
      if (!isRunning()) {
        child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist', 'main.js')], {
          cwd: ROOT,
          // The channel is how it notices that we are gone, however we went.
          stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
          env: {
            HTTP_PORT: String(httpPort),
            MQTT_PORT: String(mqttPort),
            LOG_LEVEL: 'warn',
            DRAIN_SECONDS: '0',
            // It is started a hundred times in a run, and is compiled once.
            NODE_COMPILE_CACHE: join(ROOT, 'dist', '.compiled'),
            ...environment,
          },
        });
        for (const stream of [child.stdout!, child.stderr!])
          stream.setEncoding('utf8').on('data', (text: string) => (output += text));
      }
      if (until === 'started') return;
      let readiness: Readiness | null = null;
      await eventually(async () => {
        if (!isRunning()) throw new Error(`the service ended while it was starting: ${output.slice(-2_000)}`);
        readiness = await askReadiness(httpUrl);
        return readiness.status === 200;
      }, READY_WITHIN_MS).catch((error: Error) => {
        throw new Error(`${error.message}: ${JSON.stringify(readiness)} ${output.slice(-2_000)}`);
      });
    },
    readiness: () => askReadiness(httpUrl),
    kill: async () => void (await end('SIGKILL')),
    tellAgain: () => void child!.kill('SIGTERM'),
    stop: () => end('SIGTERM'),
  };
}
