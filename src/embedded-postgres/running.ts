import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { closesByItself, withErrorListener } from '../platform/emitters.js';

/** The URL of the embedded PostgreSQL that another process keeps running under `dataDir`, or null when none does. */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const home = join(dataDir, 'postgres');
  const read = (file: string) => readFile(join(home, file), 'utf8').catch(() => '');
  const [password, postmaster] = await Promise.all([read('password'), read('data/postmaster.pid')]);
  const port = postmaster.split('\n')[3];
  if (!password || !port) return null;
  const url = `postgres://dosevagt:${password.trim()}@127.0.0.1:${port}/dosevagt`;
  return (await answers(url)) ? url : null;
}

async function answers(url: string): Promise<boolean> {
  const client = withErrorListener(
    new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 }),
    closesByItself,
  );
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
