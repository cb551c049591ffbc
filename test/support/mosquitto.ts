import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import mqtt from 'mqtt';
import { eventually } from './eventually.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';

// Debian installs it in /usr/sbin, which is not on every user's path.
const COMMAND = ['mosquitto', '/usr/sbin/mosquitto'].find((path) => spawnSync(path, ['-h']).stdout);
const PASSWORDS = 'mosquitto_passwd';
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
  return runMosquitto(
    `mqtt://127.0.0.1:${port}`,
    () => `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_queued_messages 10000\n`,
  );
}

/** One that lets in only whom it knows, on loopback; what it knows is read again at a reload, how it is made at a start. */
export interface StrictMosquitto extends TestMosquitto {
  readonly port: number;
  letIn(user: string, password: string): void;
  /** Replaces what else stands in its configuration. */
  and(lines: string): void;
  reload(): void;
}

export async function startStrictMosquitto(): Promise<StrictMosquitto> {
  const port = await freePort();
  let lines = '';
  const letIn = (folder: string, user: string, password: string): void => {
    const file = join(folder, 'passwords');
    spawnSync(PASSWORDS, [...(existsSync(file) ? [] : ['-c']), '-b', file, user, password]);
  };
  const broker = await runMosquitto(`mqtt://tester:secret@127.0.0.1:${port}`, (folder) => {
    letIn(folder, 'tester', 'secret');
    return (
      `listener ${port} 127.0.0.1\nallow_anonymous false\npassword_file ${join(folder, 'passwords')}\n` +
      `user ${userInfo().username}\n${lines}\n`
    );
  });
  return {
    ...broker,
    port,
    letIn: (user, password) => letIn(broker.folder, user, password),
    and: (more) => void (lines = more),
  };
}

/**
 * The Mosquitto that docker-compose.yml starts, in a folder of its own: what it listens on, and who may come in with which secret.
 * Without a certificate the dispensers come as they are.
 */
export async function startComposeMosquitto(
  ports: { readonly dispensers: number; readonly gateway: number },
  secrets: Readonly<Record<string, string>>,
  tls: { readonly certFile: string; readonly keyFile: string } | null,
): Promise<TestMosquitto> {
  const docker = join(import.meta.dirname, '..', '..', 'docker');
  const [name, secret] = Object.entries(secrets)[0]!;
  return runMosquitto(`mqtt://${name}:${secret}@127.0.0.1:${ports.gateway}`, (folder) => {
    for (const [i, [user, password]] of Object.entries(secrets).entries())
      spawnSync(PASSWORDS, [...(i === 0 ? ['-c'] : []), '-b', join(folder, 'passwords'), user, password]);
    return (
      readFileSync(join(docker, 'mosquitto.conf'), 'utf8')
        .replace('/mosquitto/config/mosquitto.acl', join(docker, 'mosquitto.acl'))
        .replace('certfile /mosquitto/certs/server.pem', tls ? `certfile ${tls.certFile}` : '')
        .replace('keyfile /mosquitto/certs/server.key', tls ? `keyfile ${tls.keyFile}` : '')
        .replaceAll('/mosquitto/data/', `${folder}/`)
        .replace('listener 8883', `listener ${ports.dispensers} 127.0.0.1`)
        .replace('listener 1883', `listener ${ports.gateway} 127.0.0.1`) +
      // Started as root it would become another user, who may not look into our folder.
      `user ${userInfo().username}\n`
    );
  });
}

async function runMosquitto(
  url: string,
  configure: (folder: string) => string,
): Promise<TestMosquitto & { readonly folder: string; reload(): void }> {
  const folder = await mkdtemp(join(tmpdir(), 'dosevagt-mosquitto-'));
  const file = join(folder, 'mosquitto.conf');
  const run = async (): Promise<ChildProcess> => {
    await writeFile(file, configure(folder));
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
    folder,
    reload: () => void broker.kill('SIGHUP'),
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
