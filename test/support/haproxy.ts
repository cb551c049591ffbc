import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { eventually } from './eventually.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';

// Debian installs it in /usr/sbin, which is not on every user's path.
const COMMAND = ['haproxy', '/usr/sbin/haproxy'].find((path) => spawnSync(path, ['-v']).status === 0);
const CONFIGURATION = join(import.meta.dirname, '..', '..', 'docker', 'haproxy.cfg');
if (!COMMAND && process.env.CI) throw new Error('haproxy is not on this machine, and CI skips nothing');
if (!COMMAND) process.stderr.write('skipped: what needs haproxy, which is not on this machine\n');

/** Like `describe`, skipped where there is no HAProxy; never skipped in CI. */
export const describeWithHaproxy = COMMAND ? describe : describe.skip;

export interface TestHaproxy {
  readonly mqttPort: number;
  readonly httpUrl: string;
  close(): Promise<void>;
}

/** The balancer as docker/haproxy.cfg has it, before two nodes on loopback. */
export async function startHaproxy(nodes: readonly { mqttPort: number; httpUrl: string }[]): Promise<TestHaproxy> {
  const [mqttPort, httpPort] = [await freePort(), await freePort()];
  const environment = Object.fromEntries(
    nodes.flatMap((node, i) => [
      [`NODE_${'AB'[i]}_HOST`, '127.0.0.1'],
      [`NODE_${'AB'[i]}_MQTT`, String(node.mqttPort)],
      [`NODE_${'AB'[i]}_HTTP`, new URL(node.httpUrl).port],
    ]),
  );
  const proxy = spawn(COMMAND!, ['-db', '-f', CONFIGURATION], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      MQTT_BIND: `127.0.0.1:${mqttPort}`,
      HTTP_BIND: `127.0.0.1:${httpPort}`,
      ...environment,
    },
  });
  process.once('exit', () => proxy.kill('SIGKILL'));
  await eventually(() => answers(proxy, mqttPort));
  return {
    mqttPort,
    httpUrl: `http://127.0.0.1:${httpPort}`,
    close: async () => {
      if (proxy.exitCode !== null || proxy.signalCode !== null) return;
      proxy.kill('SIGKILL');
      await once(proxy, 'exit');
    },
  };
}

async function answers(proxy: ChildProcess, port: number): Promise<boolean> {
  if (proxy.exitCode !== null) throw new Error(`haproxy ended with ${proxy.exitCode}`);
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
