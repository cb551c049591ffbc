import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../src/embedded-postgres/free-port.js';
import { own, until } from './processes.js';

// The greeting, and what Node says of its debugger.
const EXPECTED_LINES = /^(Dosevagt listens|Debugger |For help, see: )/;

/** As `npm run start` and the image start it. */
const AS_SHIPPED = ['--enable-source-maps', '--max-semi-space-size=16'];

/** A client of the generator stands for many dispensers, and tells of weeks in seconds: neither is a limit for it. */
const NO_LIMITS = {
  INGEST_DEVICE_EVENTS_PER_SECOND: '1000000',
  INGEST_DEVICE_BURST: '1000000',
  DOSES_EARLY_HOURS: '1000000',
};

interface Addresses {
  httpPort: number;
  mqttPort: number;
}

export interface RunningService extends Addresses {
  pid: number;
  startSeconds: number;
  inspectorUrl(): string | null;
  stop(): Promise<void>;
}

/** The built service as a process of its own, once it says that it is ready; with the budgets it ships with when that is asked for. */
export async function startService(
  root: string,
  databaseUrl: string,
  { flags = [], asShipped = false }: { flags?: string[]; asShipped?: boolean } = {},
): Promise<RunningService> {
  const httpPort = await freePort();
  const mqttPort = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...AS_SHIPPED, ...flags, join(root, 'dist', 'main.js')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      ROLES: 'all',
      DATABASE_URL: databaseUrl,
      HTTP_PORT: String(httpPort),
      MQTT_PORT: String(mqttPort),
      LOG_LEVEL: 'error',
      ...(!asShipped && NO_LIMITS),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let inspectorUrl: string | null = null;
  createInterface(child.stderr).on('line', (line) => {
    inspectorUrl ??= /Debugger listening on (ws:\S+)/.exec(line)?.[1] ?? null;
    if (!EXPECTED_LINES.test(line)) console.error(line);
  });
  const stop = own(child);
  let ended = false;
  child.once('exit', () => (ended = true));
  await until('the service is ready', 60, async () => {
    if (ended) throw new Error('The service ended while it was starting. Is it built?');
    const answer = await fetch(`http://127.0.0.1:${httpPort}/readyz`).catch(() => null);
    return answer?.ok ?? false;
  });
  const startSeconds = (performance.now() - startedAt) / 1000;
  return { httpPort, mqttPort, pid: child.pid ?? 0, startSeconds, inspectorUrl: () => inspectorUrl, stop };
}
