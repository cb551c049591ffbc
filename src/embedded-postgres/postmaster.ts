import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { begin, closesByItself, withErrorListener } from '../platform/emitters.js';
import { commandOf, type PostgresPrograms } from './programs.js';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  synchronous_commit: 'on',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: 1.1,
  jit: 'off',
  autovacuum_naptime: '15s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_line_prefix: '',
};

/** What a postmaster says while the last one's backends have not quite gone. */
const NOT_YET = /pre-existing shared memory block|lock file ".*" already exists/;

/** The server process over one cluster: kept alive until `stop`, and never outliving us. */
export class Postmaster {
  private process?: ChildProcess;
  private gone: Promise<void> = Promise.resolve();
  private restarting: Promise<void> = Promise.resolve();
  private stopping = false;
  private lastWords: string[] = [];

  constructor(
    private readonly dataDir: string,
    readonly port: number,
    private readonly programs: PostgresPrograms,
    private readonly fsync: boolean,
    private readonly log: (line: string) => void,
  ) {}

  get pid(): number {
    return this.process!.pid!;
  }

  /** Resolves when connections are accepted, however long crash recovery takes; throws PostgreSQL's own words when it gives up. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      this.spawn();
      if (await this.isReady()) break;
      const why = this.lastWords.join('; ') || 'no word from it';
      if (attempt === 50 || this.stopping || !NOT_YET.test(why)) throw new Error(`PostgreSQL did not start: ${why}`);
      await wait(200);
    }
    begin(
      () => this.gone.then(() => this.startAgain()),
      (error) => this.log(`postgres: ${error.message}`),
    );
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.process?.kill('SIGINT');
    const impatience = setTimeout(() => this.process?.kill('SIGQUIT'), 10_000);
    await this.restarting;
    await this.gone;
    clearTimeout(impatience);
  }

  private spawn(): void {
    const settings = { ...SETTINGS, port: this.port, fsync: this.fsync ? 'on' : 'off' };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const command = commandOf(this.programs, 'postgres', ['-D', this.dataDir, ...flags]);
    // In its own session: a Ctrl-C in the terminal is for us, and we want the database until our last word is written.
    this.lastWords = [];
    const child = withErrorListener(
      spawn(command.file, command.args, { ...command.options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] }),
      (error) => this.lastWords.push(error.message),
    );
    this.process = child;
    withErrorListener(createInterface(withErrorListener(child.stderr, closesByItself)), closesByItself).on(
      'line',
      (line) => {
        this.lastWords = [...this.lastWords, line].slice(-5);
        if (!this.stopping && isNews(line)) this.log(`postgres: ${line}`);
      },
    );
    const watcher = child.pid ? watchOverUs(child.pid) : undefined;
    this.gone = new Promise((done) => {
      child.once('close', done);
    }).then(() => {
      watcher?.kill('SIGKILL');
    });
  }

  private async isReady(): Promise<boolean> {
    const left = new AbortController();
    const gone = this.gone.then(() => left.abort());
    while (!left.signal.aborted) {
      const lines = (await readFile(join(this.dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
      if (Number(lines[0]) === this.process?.pid && lines[7]?.trim() === 'ready') return true;
      await Promise.race([wait(20), gone]);
    }
    return false;
  }

  private startAgain(): void {
    if (this.stopping) return;
    this.log('postgres: ended unasked, starting it again');
    this.restarting = this.start().catch((error: unknown) => this.log(`postgres: ${String(error)}`));
  }
}

/** Not the daily talk of a healthy server. */
function isNews(line: string): boolean {
  return !line.startsWith('LOG:') || /recovery in progress|terminated by/.test(line);
}

/** Stops the server that a killed process of ours left on this cluster, if it is still there. */
export async function stopLeftover(dataDir: string, log: (line: string) => void): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  const pid = parseInt(await readFile(file, 'utf8').catch(() => ''));
  if (!pid || !isAlive(pid)) return;
  if (!isServer(pid, dataDir)) {
    // The pid now belongs to a stranger, whom PostgreSQL would take for the old server for ever.
    await rm(file);
    return;
  }
  log(`postgres: stopping the server that an earlier run left behind (process ${pid})`);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (isServer(pid, dataDir)) process.kill(pid, signal);
    for (let tries = 0; tries < 250 && isServer(pid, dataDir); tries++) await wait(20);
  }
}

/** A zombie that nobody collects has an empty command line, and so is no server. Where there is no /proc, being alive has to do. */
function isServer(pid: number, dataDir: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataDir);
  } catch {
    return isAlive(pid);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A shell that waits for our end of a pipe to close, which the kernel does even after kill -9, and then stops the server. */
function watchOverUs(pid: number): ChildProcess {
  const command = ['-c', 'read _; kill -INT "$1" 2>/dev/null', 'sh', String(pid)];
  const watcher = withErrorListener(
    spawn('/bin/sh', command, { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] }),
    closesByItself,
  );
  withErrorListener(watcher.stdin, closesByItself);
  watcher.unref();
  return watcher;
}
