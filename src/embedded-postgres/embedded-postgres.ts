import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { closesByItself, withErrorListener } from '../platform/emitters.js';
import { freePort } from './free-port.js';
import { findPrograms, runToEnd, type PostgresPrograms } from './programs.js';
import { ownCluster } from './owner.js';
import { Postmaster, stopLeftover } from './postmaster.js';

const NAME = 'dosevagt';

export interface EmbeddedPostgres {
  /** Of the database `dosevagt`, with its password. Stays the same for as long as this handle lives. */
  readonly url: string;
  /** The postmaster's; another one after it was killed and started again. */
  readonly pid: number;
  /** Fast shutdown; calling it again is harmless. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** A free one is found when absent. */
  port?: number;
  /** Off only where losing everything in a power cut is fine. */
  fsync?: boolean;
  /** Begin with an empty cluster, whatever was there. */
  forget?: boolean;
  log: (line: string) => void;
}

/**
 * PostgreSQL 18 under `dataDir/postgres`, on 127.0.0.1 only. The cluster is made on the first start and kept; a start that was
 * killed half way leaves nothing behind that the next one trips over. It dies with this process, however this process ends, and
 * is started again when somebody kills it. One process owns a data directory at a time: a second one is refused by name.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log, fsync = true } = options;
  await mkdir(options.dataDir, { recursive: true });
  const home = join(await realpath(options.dataDir), 'postgres');
  const release = await ownCluster(home);
  try {
    const programs = await findPrograms(home);
    await stopLeftover(join(home, 'data'), log);
    if (options.forget) await rm(home, { recursive: true, force: true });
    const made = await makeCluster(home, programs, fsync);
    if (made) log('made a new PostgreSQL cluster');
    const password = await readFile(join(home, 'password'), 'utf8');
    const postmaster = await startOnFreePort(options, home, programs, fsync);
    const url = `postgres://${NAME}:${password.trim()}@127.0.0.1:${postmaster.port}/`;
    await makeDatabase(`${url}postgres`).catch(async (error: unknown) => {
      await postmaster.stop();
      throw error;
    });
    return {
      url: `${url}${NAME}`,
      get pid() {
        return postmaster.pid;
      },
      stop: () => postmaster.stop().finally(release),
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Made aside and renamed into place when complete, password and all. */
async function makeCluster(home: string, programs: PostgresPrograms, fsync: boolean): Promise<boolean> {
  const version = await readFile(join(home, 'data', 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) {
    if (version.trim() === programs.majorVersion) return false;
    throw new Error(
      `${home} was made by PostgreSQL ${version.trim()}, this is ${programs.majorVersion}: dump it with the old one, load it with this one`,
    );
  }
  for (const name of await readdir(dirname(home))) {
    if (!name.startsWith(`${basename(home)}.new-`)) continue;
    // The killed start's initdb may still be writing into it for a moment.
    await rm(join(dirname(home), name), { recursive: true, force: true, maxRetries: 20 });
  }
  const staging = `${home}.new-${randomBytes(4).toString('hex')}`;
  const password = join(staging, 'password');
  await mkdir(staging, { mode: 0o700 });
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (programs.user)
    await Promise.all([staging, password].map((p) => chown(p, programs.user!.uid, programs.user!.gid)));
  await runToEnd(programs, 'initdb', [
    `--pgdata=${join(staging, 'data')}`,
    `--username=${NAME}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(fsync ? [] : ['--no-sync']),
  ]);
  await rename(staging, home);
  return true;
}

async function startOnFreePort(
  { port, log }: EmbeddedOptions,
  home: string,
  programs: PostgresPrograms,
  fsync: boolean,
) {
  for (let attempt = 1; ; attempt++) {
    const postmaster = new Postmaster(join(home, 'data'), port ?? (await freePort()), programs, fsync, log);
    try {
      await postmaster.start();
      return postmaster;
    } catch (error) {
      // Between our looking and its listening somebody else may have taken the port.
      if (port !== undefined || attempt === 5 || !/could not bind|Address already in use/.test(String(error)))
        throw error;
    }
  }
}

async function makeDatabase(url: string): Promise<void> {
  const client = withErrorListener(new pg.Client({ connectionString: url }), closesByItself);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
    if (!rowCount) await client.query(`CREATE DATABASE ${NAME}`);
  } finally {
    await client.end();
  }
}
