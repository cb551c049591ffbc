import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { eventually } from './eventually.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';
import { query } from './database.js';

// Debian installs it in /usr/sbin, which is not on every user's path.
const COMMAND = ['pgbouncer', '/usr/sbin/pgbouncer'].find((path) => spawnSync(path, ['--version']).status === 0);
if (!COMMAND && process.env.CI) throw new Error('pgbouncer is not on this machine, and CI skips nothing');
if (!COMMAND) process.stderr.write('skipped: what needs pgbouncer, which is not on this machine\n');

/** Like `describe`, skipped where there is no PgBouncer; never skipped in CI. */
export const describeWithPgBouncer = COMMAND ? describe : describe.skip;

/** A pooler that hands each transaction to whichever session is free. */
export interface TestPgBouncer {
  /** Of the same database, through the pooler. */
  readonly url: string;
  /** SIGKILL: everybody's connections break. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good; safe to call twice. */
  close(): Promise<void>;
}

export async function startPgBouncer(databaseUrl: string, sessions: number): Promise<TestPgBouncer> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'dosevagt-pgbouncer-'));
  const own = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    `[databases]
     * = host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}
     [pgbouncer]
     listen_addr = 127.0.0.1
     listen_port = ${own}
     unix_socket_dir =
     auth_type = any
     pool_mode = transaction
     default_pool_size = ${sessions}
     max_client_conn = 200`,
  );
  const isRoot = userInfo().uid === 0;
  // It will not run as root, and reads its file as whom it becomes.
  await chmod(folder, 0o755);
  const url = `postgres://${username}@127.0.0.1:${own}${pathname}`;
  let pooler: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    if (pooler === null || pooler.exitCode !== null || pooler.signalCode !== null) return;
    pooler.kill('SIGKILL');
    await once(pooler, 'exit');
  };
  process.once('exit', () => pooler?.kill('SIGKILL'));
  const start = async (): Promise<void> => {
    pooler = spawn(COMMAND!, [...(isRoot ? ['-u', 'nobody'] : []), file], { stdio: 'ignore' });
    await eventually(() => query(url, 'SELECT 1').catch(() => null));
  };
  await start();
  return {
    url,
    kill,
    start,
    close: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
