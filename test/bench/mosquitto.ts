import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/embedded-postgres/free-port.js';
import { own, stopAtEnd, until } from './processes.js';

export interface Broker {
  port: number;
  pid: number;
  version: string;
}

// Debian installs it in /usr/sbin, which is not on every user's path.
const COMMANDS = ['mosquitto', '/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto'];

/** Mosquitto as installed, keeping nothing on disk and dropping nothing; null when the machine has none. */
export async function startMosquitto(): Promise<Broker | null> {
  const found = COMMANDS.map((command) => ({ command, answer: spawnSync(command, ['-h'], { encoding: 'utf8' }) }));
  const usable = found.find(({ answer }) => answer.stdout);
  if (!usable) return null;

  const directory = await mkdtemp(join(tmpdir(), 'dosevagt-bench-mosquitto-'));
  stopAtEnd(() => rm(directory, { recursive: true, force: true }));
  const port = await freePort();
  const settings = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence false',
    'max_queued_messages 0',
    'max_inflight_messages 0',
    'log_type error',
  ];
  const file = join(directory, 'mosquitto.conf');
  await writeFile(file, settings.join('\n') + '\n');
  const child = spawn(usable.command, ['-c', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  own(child);
  await until('Mosquitto answers', 10, () => answers(port));
  return { port, pid: child.pid ?? 0, version: /version ([\w.]+)/.exec(usable.answer.stdout)?.[1] ?? 'unknown' };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
