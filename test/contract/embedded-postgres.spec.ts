import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';

describe('embedded PostgreSQL', () => {
  let dataDir: string;
  const running: EmbeddedPostgres[] = [];
  const others: ChildProcess[] = [];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dosevagt-pg-'));
  });

  afterEach(async () => {
    for (const child of others.splice(0)) child.kill('SIGKILL');
    for (const postgres of running.splice(0)) await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (wish: { forget?: boolean } = {}) => {
    const postgres = await startEmbeddedPostgres({ dataDir, fsync: false, log: () => undefined, ...wish });
    running.push(postgres);
    return postgres;
  };

  it('keeps what was written from one start to the next, in UTC and UTF-8, behind a password of its own', async () => {
    const first = await start();
    await ask(first.url, `CREATE TABLE note AS SELECT 'æøå' AS "text"`);
    await first.stop();
    const second = await start();
    expect(await ask(second.url, 'TABLE note')).toEqual([{ text: 'æøå' }]);
    expect(await ask(second.url, 'SHOW timezone')).toEqual([{ TimeZone: 'UTC' }]);
    expect(await ask(second.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    await expect(ask(second.url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow(/password/);
  });

  it('starts the server again on the same address when somebody kills it', async () => {
    const postgres = await start();
    await ask(postgres.url, 'CREATE TABLE note AS SELECT 1 AS "n"');
    const killed = postgres.pid;
    process.kill(killed, 'SIGKILL');
    await until(() => ask(postgres.url, 'TABLE note').then((rows) => rows.length === 1));
    expect(postgres.pid).not.toBe(killed);
  });

  it('starts again after its process was killed, with what was committed', async () => {
    const service = startElsewhere(dataDir);
    others.push(service);
    const [url] = (await once(service.stdout!, 'data')) as [Buffer];
    await ask(url.toString().trim(), 'CREATE TABLE note AS SELECT 1 AS "n"');
    service.kill('SIGKILL');
    await once(service, 'exit');
    const again = await start();
    expect(await ask(again.url, 'TABLE note')).toEqual([{ n: 1 }]);
  });

  it('stops the server when its process is killed, though nobody starts again', async () => {
    const service = startElsewhere(dataDir);
    others.push(service);
    await once(service.stdout!, 'data');
    service.kill('SIGKILL');
    const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    await until(() => stat(pidFile).then(isNever, () => true));
  });

  it('is not hurt by a first start that was killed half way', async () => {
    const service = startElsewhere(dataDir);
    others.push(service);
    await until(async () => (await readdir(dataDir)).some((name) => name.startsWith('postgres.new-')));
    service.kill('SIGKILL');
    await once(service, 'exit');
    const postgres = await start();
    expect(await ask(postgres.url, 'SELECT 1 AS "n"')).toEqual([{ n: 1 }]);
    expect((await readdir(dataDir)).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  it('forgets what it held when asked to, but never under another owner', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE note AS SELECT 1 AS "n"');
    await expect(start({ forget: true })).rejects.toThrow('in use');
    expect(await ask(first.url, 'TABLE note')).toEqual([{ n: 1 }]);
    await first.stop();
    const second = await start({ forget: true });
    await expect(ask(second.url, 'TABLE note')).rejects.toThrow('does not exist');
  });

  it('refuses a second owner by name', async () => {
    await start();
    await expect(start()).rejects.toThrow(`in use by process ${process.pid}`);
  });

  it('takes no leftover process id of a stranger for a running server', async () => {
    await (await start()).stop();
    const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    await writeFile(file, `${process.ppid}\n`);
    const postgres = await start();
    expect((await readFile(file, 'utf8')).split('\n')[0]).toBe(String(postgres.pid));
  });
});

/** The same start in a process that can be killed; it prints the address when ready. */
function startElsewhere(dataDir: string): ChildProcess {
  const source = `
    await import('./.config/typescript-hooks.mjs');
    const { startEmbeddedPostgres } = await import('./src/embedded-postgres/embedded-postgres.ts');
    const postgres = await startEmbeddedPostgres({ dataDir: process.argv[1], fsync: false, log: () => undefined });
    process.stdout.write(postgres.url);
    setInterval(() => undefined, 1000);`;
  const args = ['--input-type=module', '--eval', source, dataDir];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: {} });
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await isTrue().catch(() => false)) return;
    await wait(20);
  }
  throw new Error('it did not happen within 10 s');
}

const isNever = () => false;
