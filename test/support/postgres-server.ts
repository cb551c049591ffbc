import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { commandOf, runToEnd, type PostgresPrograms } from '../../src/embedded-postgres/programs.js';
import { query } from './database.js';
import { eventually } from './eventually.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';
import { freeze } from './freeze.js';
import { migrate } from './migrate.js';

const DEBIANS = '/usr/lib/postgresql';
const BIN = existsSync(DEBIANS)
  ? readdirSync(DEBIANS)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(DEBIANS, version, 'bin'))
      .find((bin) => existsSync(join(bin, 'postgres')))
  : undefined;
const UP_WITHIN_MS = 30_000;
const [USER, PASSWORD] = ['dosevagt', 'of-the-laboratory'];
/** What is lost in a power cut does not matter here; what is lost by a kill is lost with these too. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  max_connections: '100',
  shared_buffers: '32MB',
  timezone: 'UTC',
};

const missing = (needs: boolean, what: string): typeof describe.skip | null => {
  if (needs) return null;
  if (process.env.CI) throw new Error(`${what}, and CI skips nothing`);
  process.stderr.write(`skipped: ${what}\n`);
  return describe.skip;
};

/** Like `describe`, skipped where Debian's PostgreSQL is not installed; never skipped in CI. */
export const describeWithPostgres =
  missing(BIN !== undefined, 'what needs postgresql from Debian, which is not here') ?? describe;

/** The same with a small disk of its own for the server, which only root can make. */
export const describeWithSmallDisk =
  BIN === undefined
    ? describeWithPostgres
    : (missing(process.getuid?.() === 0, 'what needs a small disk, which only root can make') ?? describe);

type Settings = Readonly<Record<string, string | number>>;

export interface PostgresOptions {
  readonly settings?: Settings;
  /** Everything the server has, its log of changes too, is on a disk of that size. */
  readonly diskMb?: number;
}

/** A PostgreSQL of the test's own, at the address it keeps however often it ends and is started again. */
export interface PostgresServer {
  /** Of the database `dosevagt`, which has every table and no row. */
  readonly url: string;
  readonly port: number;
  /** The postmaster's. */
  readonly pid: number;
  readonly isRunning: boolean;
  /** What it has logged so far, over all its lives. */
  readonly output: string;
  /** Starts it, unless it runs, and waits until it answers. */
  start(): Promise<void>;
  /** `fast` ends the connections in order, `immediate` is a crash with a goodbye. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** SIGKILL for the postmaster; its children notice. */
  kill(): Promise<void>;
  /** Stops it and its children where they stand; answers how to let them go on. */
  freeze(): () => void;
  ask<T extends object>(sql: string, parameters?: unknown[]): Promise<T[]>;
  /** Settings that hold from now on, also for who is connected; `default_transaction_read_only: 'on'` makes it read-only. */
  set(settings: Settings): Promise<void>;
  /** Takes all that is left of its small disk. */
  fill(): void;
  free(): void;
  /** A standby that follows this server; make it a synchronous one with `set({ synchronous_standby_names: '*' })`. */
  standby(settings?: Settings): Promise<PostgresServer>;
  /** Of a standby: from now on it takes writes. */
  promote(): Promise<void>;
  /** Ends it for good, with all it had; safe to call twice. */
  remove(): Promise<void>;
}

export async function startPostgres({ settings = {}, diskMb }: PostgresOptions = {}): Promise<PostgresServer> {
  const { folder, programs } = await makeFolder(diskMb);
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, PASSWORD);
  const data = join(folder, 'data');
  await runToEnd(programs, 'initdb', [
    `--pgdata=${data}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  const server = new OwnServer(folder, programs, await freePort(), settings);
  await server.start();
  await query(server.url.replace(/dosevagt$/, 'postgres'), 'CREATE DATABASE dosevagt');
  await migrate(server.url);
  return server;
}

class OwnServer implements PostgresServer {
  readonly url: string;
  output = '';
  private child: ChildProcess | null = null;

  constructor(
    private readonly folder: string,
    private readonly programs: PostgresPrograms,
    readonly port: number,
    private readonly settings: Settings,
  ) {
    this.url = `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/dosevagt`;
  }

  get pid(): number {
    return this.child!.pid!;
  }

  get isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  async start(): Promise<void> {
    if (!this.isRunning) this.launch();
    await eventually(async () => {
      if (!this.isRunning) throw new Error(`PostgreSQL ended while it was starting: ${this.output.slice(-2_000)}`);
      return query(this.url.replace(/dosevagt$/, 'postgres'), 'SELECT 1').catch(() => null);
    }, UP_WITHIN_MS);
  }

  stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    return this.end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  freeze(): () => void {
    return freeze(this.pid);
  }

  ask<T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return query<T>(this.url, sql, parameters);
  }

  async set(settings: Settings): Promise<void> {
    for (const [name, value] of Object.entries(settings)) await this.ask(`ALTER SYSTEM SET ${name} = '${value}'`);
    await this.ask('SELECT pg_reload_conf()');
  }

  fill(): void {
    const file = openSync(join(this.folder, 'ballast'), 'a');
    try {
      for (const size of [1_000_000, 4_096, 1]) writeUntilFull(file, Buffer.alloc(size));
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(join(this.folder, 'ballast'), { force: true });
  }

  async standby(settings: Settings = {}): Promise<PostgresServer> {
    const { folder, programs } = await makeFolder();
    const source = new URL(this.url);
    source.pathname = '';
    const copy = [
      `--pgdata=${join(folder, 'data')}`,
      '--checkpoint=fast',
      '--wal-method=stream',
      '--write-recovery-conf',
    ];
    await runToEnd(programs, 'pg_basebackup', [...copy, '--no-sync', `--dbname=${source.href}`]);
    const standby = new OwnServer(folder, programs, await freePort(), { ...this.settings, ...settings });
    await standby.start();
    return standby;
  }

  async promote(): Promise<void> {
    await this.ask('SELECT pg_promote(true, 30)');
  }

  async remove(): Promise<void> {
    await this.stop('immediate');
    if (existsSync(this.folder) && isMounted(this.folder)) execFileSync('umount', ['--lazy', this.folder]);
    await rm(this.folder, { recursive: true, force: true });
  }

  private launch(): void {
    const settings = Object.entries({ ...SETTINGS, ...this.settings, port: this.port });
    const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const { file, args, options } = commandOf(this.programs, 'postgres', ['-D', join(this.folder, 'data'), ...flags]);
    // However we end, it ends with us.
    const child = spawn('setpriv', ['--pdeathsig', 'QUIT', file, ...args], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.child = child;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    const gone = once(this.child!, 'close');
    this.child!.kill(signal);
    // One that is frozen hears nothing else.
    this.child!.kill('SIGCONT');
    await gone;
  }
}

/** Owned by whom the server runs as: PostgreSQL refuses to be root. */
async function makeFolder(diskMb?: number): Promise<{ folder: string; programs: PostgresPrograms }> {
  const folder = await mkdtemp(join(tmpdir(), 'dosevagt-postgres-'));
  if (diskMb) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}M`, 'dosevagt-postgres', folder]);
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
  if (user) await chown(folder, user.uid, user.gid);
  return { folder, programs: { bin: BIN!, majorVersion: BIN!.split('/').at(-2)!, prefix: [], ...(user && { user }) } };
}

const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres']));

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    for (;;) writeSync(file, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

function isMounted(folder: string): boolean {
  return readFileSync('/proc/mounts', 'utf8').includes(` ${folder} `);
}
