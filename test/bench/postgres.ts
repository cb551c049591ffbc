import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { stopAtEnd } from './processes.js';

export interface BenchPostgres {
  pid: number;
  version: string;
  /** Makes a database, empty or as a copy of one that nobody is connected to, and answers its URL. */
  createDatabase(name: string, copyOf?: string): Promise<string>;
}

/** PostgreSQL with fsync on, in a directory of its own on the disk of the checkout: /tmp is often memory. */
export async function startPostgres(parentDirectory: string): Promise<BenchPostgres> {
  await mkdir(parentDirectory, { recursive: true });
  const dataDir = await mkdtemp(join(parentDirectory, 'bench-'));
  stopAtEnd(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ dataDir, log: () => {} });
  stopAtEnd(() => server.stop());
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  stopAtEnd(() => admin.end());
  const { rows } = await admin.query<{ server_version: string }>('SHOW server_version');
  return {
    get pid() {
      return server.pid;
    },
    version: rows[0]?.server_version ?? 'unknown',
    createDatabase: async (name, copyOf = 'template1') => {
      await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${copyOf}"`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
  };
}
