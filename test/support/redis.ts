import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from './eventually.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';

/** A Redis of the test's own, on loopback, that keeps nothing on disk. */
export interface TestRedis {
  readonly url: string;
  /** Ends the server and waits for it; the address stays ours. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts a new, empty one at the same address. */
  startAgain(): Promise<void>;
  ask(command: string, ...args: string[]): Promise<unknown>;
  /** Ends it for good; safe to call twice. */
  close(): Promise<void>;
}

const isThere = spawnSync('redis-server', ['--version']).status === 0;
if (!isThere && process.env.CI) throw new Error('redis-server is not on this machine, and CI skips nothing');
if (!isThere) process.stderr.write('skipped: what needs redis-server, which is not on this machine\n');

/** Like `describe`, skipped where there is no redis-server; never skipped in CI. */
export const describeWithRedis = isThere ? describe : describe.skip;

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'dosevagt-redis-'));
  let server = await run(port, folder);
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, 'exit');
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    stop,
    startAgain: async () => {
      await stop();
      server = await run(port, folder);
    },
    ask: (command, ...args) => ask(port, command, ...args),
    close: async () => {
      await stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(port: number, folder: string): Promise<ChildProcess> {
  const flags = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', flags, { stdio: 'ignore' });
  process.once('exit', () => server.kill('SIGKILL'));
  await eventually(() => ask(port, 'PING').catch(() => null));
  return server;
}

async function ask(port: number, command: string, ...args: string[]): Promise<unknown> {
  const client = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.call(command, ...args);
  } finally {
    client.disconnect();
  }
}
