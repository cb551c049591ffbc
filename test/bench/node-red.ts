import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { BehindMosquitto } from './behind-mosquitto.js';
import type { Broker } from './mosquitto.js';
import type { BenchPostgres } from './postgres.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';
import { own, stopAtEnd, until } from './processes.js';

export const NODE_RED = 'Node-RED';
const INSTALL_MS = 300_000;

export const NODE_RED_BATCHED = 'Node-RED, batched';

/** Installs Node-RED 4 under the data folder, apart from what the product needs; answers its script, or why there is none. */
export async function installNodeRed(dataDirectory: string): Promise<{ script: string } | { reason: string }> {
  const home = join(dataDirectory, 'node-red');
  const script = join(home, 'node_modules', 'node-red', 'red.js');
  if (existsSync(script)) return { script };
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'package.json'), '{"private":true}\n');
  const install = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', 'node-red@4'], {
    cwd: home,
    encoding: 'utf8',
    timeout: INSTALL_MS,
  });
  if (install.status === 0) return { script };
  return { reason: `npm could not install it (${(install.stderr || String(install.error)).split('\n')[0]})` };
}

/**
 * Node-RED with the flow that is drawn for this: mqtt in, a function that makes a row, and a function that writes it through a pool.
 * Batched, a join stands between the two and gathers the rows of 50 ms or 500 of them.
 */
export async function startNodeRed(
  script: string,
  broker: Broker,
  postgres: BenchPostgres,
  dataDirectory: string,
  isBatched: boolean,
): Promise<BehindMosquitto> {
  const databaseUrl = await postgres.createDatabase(isBatched ? 'node-red-batched' : 'node-red');
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  stopAtEnd(() => database.end());
  await database.query(READING);
  const pid = await run(script, dataDirectory, broker, databaseUrl, isBatched);
  const workers = { service: pid, postgres: postgres.pid, broker: broker.pid };
  return new BehindMosquitto(isBatched ? NODE_RED_BATCHED : NODE_RED, broker, database, workers);
}

async function run(
  script: string,
  dataDirectory: string,
  broker: Broker,
  databaseUrl: string,
  isBatched: boolean,
): Promise<number> {
  const directory = await mkdtemp(join(dataDirectory, 'node-red-'));
  stopAtEnd(() => rm(directory, { recursive: true, force: true }));
  const pgAt = JSON.stringify(createRequire(import.meta.url).resolve('pg'));
  const settings = `module.exports = {
    uiHost: '127.0.0.1', uiPort: ${await freePort()}, httpAdminRoot: false, telemetry: { enabled: false, updateNotification: false },
    logging: { console: { level: 'info' } },
    functionGlobalContext: { pool: new (require(${pgAt}).Pool)({ connectionString: ${JSON.stringify(databaseUrl)}, max: 10 }) },
  };`;
  await writeFile(join(directory, 'settings.cjs'), settings);
  await writeFile(join(directory, 'flow.json'), JSON.stringify(flow(broker.port, isBatched)));
  const child = spawn(
    process.execPath,
    [script, '--userDir', directory, '--settings', join(directory, 'settings.cjs'), join(directory, 'flow.json')],
    { cwd: directory, env: { PATH: process.env.PATH, HOME: directory }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  own(child);
  let connected = false;
  createInterface(child.stdout).on('line', (line) => {
    connected ||= line.includes('Connected to broker');
    if (/\[error\]/.test(line)) console.error(`Node-RED: ${line}`);
  });
  await until('Node-RED is connected to its broker', 60, async () => {
    if (child.exitCode !== null) throw new Error('it ended while it was starting');
    return connected;
  });
  return child.pid ?? 0;
}

/** The columns and the key of our journal, as a plain table. */
const READING = `
  CREATE TABLE reading (
    "deviceNumber" integer NOT NULL, "eventId" text NOT NULL, "time" timestamptz NOT NULL,
    "number" bigint GENERATED ALWAYS AS IDENTITY, "receivedAt" timestamptz NOT NULL, "effectiveAt" timestamptz NOT NULL,
    "clock" text NOT NULL, "type" text NOT NULL, "bootId" bigint, "sequence" bigint, "dueAt" timestamptz, "reason" text,
    "payloadLength" integer NOT NULL, "payload" bytea NOT NULL,
    PRIMARY KEY ("deviceNumber", "eventId", "time")
  );
  CREATE INDEX reading_number ON reading ("number")`;

const TO_ROW = `
  const event = JSON.parse(msg.payload);
  const text = String(msg.payload);
  msg.payload = [Number(msg.topic.split('/')[2].split('-').pop()), event.id, event.time, new Date().toISOString(), event.time, event.type,
    event.bootid, event.sequence, event.data.dueAt, text.length, text];
  return msg;`;

const WRITE = `
  const rows = Array.isArray(msg.payload[0]) ? msg.payload : [msg.payload];
  const column = (i) => rows.map((row) => row[i]);
  global.get('pool').query(
    'INSERT INTO reading ("deviceNumber", "eventId", "time", "receivedAt", "effectiveAt", "clock", "type", "bootId", "sequence", "dueAt", "payloadLength", "payload") ' +
    "SELECT n, e, t, r, f, 'trusted', y, b, s, d, l, convert_to(p, 'UTF8') " +
    'FROM unnest($1::int[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::bigint[], $8::bigint[], $9::timestamptz[], $10::int[], $11::text[]) ' +
    'AS x(n, e, t, r, f, y, b, s, d, l, p) ON CONFLICT DO NOTHING',
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(column),
  ).catch((error) => node.error(error.message));`;

function flow(brokerPort: number, isBatched: boolean): object[] {
  const node = (id: string, type: string, next: string | null, more: object): object => ({
    id,
    type,
    z: 'flow',
    wires: next ? [[next]] : [],
    ...more,
  });
  return [
    { id: 'flow', type: 'tab', label: 'readings' },
    {
      id: 'broker',
      type: 'mqtt-broker',
      broker: '127.0.0.1',
      port: String(brokerPort),
      protocolVersion: '4',
      cleansession: true,
      keepalive: '60',
    },
    node('in', 'mqtt in', 'row', {
      topic: 'dosevagt/v1/+/events',
      qos: '1',
      datatype: 'utf8',
      broker: 'broker',
      inputs: 0,
    }),
    node('row', 'function', isBatched ? 'batch' : 'write', { func: TO_ROW, outputs: 1 }),
    node('batch', 'join', 'write', {
      mode: 'custom',
      build: 'array',
      property: 'payload',
      propertyType: 'msg',
      count: '500',
      timeout: '0.05',
    }),
    node('write', 'function', null, { func: WRITE, outputs: 0 }),
  ];
}
