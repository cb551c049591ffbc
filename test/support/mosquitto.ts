import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import mqtt from 'mqtt';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

// Debian installs it in /usr/sbin, which is not on every user's path.
const COMMAND = ['mosquitto', '/usr/sbin/mosquitto'].find((path) => spawnSync(path, ['-h']).stdout);
if (!COMMAND && process.env.CI) throw new Error('mosquitto is not on this machine, and CI skips nothing');
if (!COMMAND) process.stderr.write('skipped: what needs mosquitto, which is not on this machine\n');

/** Like `describe`, skipped where there is no Mosquitto; never skipped in CI. */
export const describeWithMosquitto = COMMAND ? describe : describe.skip;

/** An external broker of the test's own, on loopback. */
export interface TestMosquitto {
  readonly url: string;
  stop(): Promise<void>;
  startAgain(): Promise<void>;
  /** Ends it for good; safe to call twice. */
  close(): Promise<void>;
}

export async function startMosquitto(): Promise<TestMosquitto> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'dosevagt-mosquitto-'));
  const file = join(folder, 'mosquitto.conf');
  await writeFile(
    file,
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_queued_messages 10000\n`,
  );
  const url = `mqtt://127.0.0.1:${port}`;
  const run = async (): Promise<ChildProcess> => {
    const broker = spawn(COMMAND!, ['-c', file], { stdio: 'ignore' });
    process.once('exit', () => broker.kill('SIGKILL'));
    await eventually(() => answers(url));
    return broker;
  };
  let broker = await run();
  const stop = async (): Promise<void> => {
    if (broker.exitCode !== null || broker.signalCode !== null) return;
    broker.kill('SIGTERM');
    await once(broker, 'exit');
  };
  return {
    url,
    stop,
    startAgain: async () => {
      await stop();
      broker = await run();
    },
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const client = await mqtt.connectAsync(url, { reconnectPeriod: 0, connectTimeout: 1_000 }, false);
    await client.endAsync();
    return true;
  } catch {
    return false;
  }
}
