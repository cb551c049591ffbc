import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Temporal } from 'temporal-polyfill';

const RECORDER = fileURLToPath(new URL('recorder.mjs', import.meta.url));
const WITHIN_MS = 90_000;
const ZONE = 'Europe/Copenhagen';
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
const ALWAYS = { days: DAYS, from: '00:00', to: '24:00' };
const IS_FRAME = /^\s*(START TRANSACTION|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET\b)/i;

/**
 * Runs the checkout's built demo, without a fleet and with every statement written down, and lets three things happen in it: a dose is
 * missed by its dispenser's word, a dose is missed because nothing is heard of it, and a nurse claims.
 * Answers the statements of each transaction, and of the claim also those around it: who asks, and what she is shown.
 */
export async function countStatements(root) {
  const folder = mkdtempSync(join(tmpdir(), 'dosevagt-figures-'));
  const record = join(folder, 'statements');
  const environment = { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'error' };
  for (const name of ['HTTP_PORT', 'MQTT_PORT']) environment[name] = String(await freePort());
  const recorder = `${pathToFileURL(RECORDER)}?to=${encodeURIComponent(record)}`;
  const demo = spawn(process.execPath, ['--import', recorder, join(root, 'dist', 'demo.js'), '--fleet', '0'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  demo.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  try {
    await until(() => {
      if (demo.exitCode !== null) throw new Error(`the demo ended: ${said}`);
      return said.includes('Ctrl-C stops');
    });
    const town = JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'));
    await live(root, town);
  } finally {
    demo.kill('SIGTERM');
    if (demo.exitCode === null) await once(demo, 'exit');
  }
  const lines = readFileSync(record, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  rmSync(folder, { recursive: true, force: true });
  return figuresOf(lines);
}

async function live(root, { httpUrl, mqttUrl, admin, dispensers }) {
  const api = await signIn(httpUrl, admin);
  const [told, silent, first] = dispensers;
  const now = Temporal.Instant.from((await api('GET', '/demo/clock')).now);
  const due = now.add({ minutes: 10 }).round({ smallestUnit: 'minute', roundingMode: 'ceil' });
  const time = due.toZonedDateTimeISO(ZONE).toPlainTime().toString({ smallestUnit: 'minute' });
  for (const { citizenId } of [told, silent, first]) {
    const slots = [{ time, criticality: 'standard', windowMinutes: 15 }];
    await api('PUT', `/api/v1/citizens/${citizenId}/schedule`, { slots });
  }
  // Whatever hour it is: everybody is on duty, and no rung is skipped.
  for (const { id } of (await api('GET', '/api/v1/teams?limit=100')).items)
    await api('PUT', `/api/v1/teams/${id}/roster`, { shifts: [ALWAYS] });
  const clients = await Promise.all([told, silent, first].map((dispenser) => connect(root, mqttUrl, dispenser)));
  await api('POST', '/demo/clock', { forward: 'PT20M' });
  // What is read once by every process is read for the first.
  await publish(clients[2], first, due.toString(), (await api('GET', '/demo/clock')).now);
  await until(async () => (await openTasks(api, first.citizenId))[0]);
  await publish(clients[0], told, due.toString(), (await api('GET', '/demo/clock')).now);
  const task = await until(async () => (await openTasks(api, told.citizenId))[0]);
  await api('POST', `/api/v1/tasks/${task.id}/claim`);
  await api('POST', '/demo/clock', { forward: 'PT60M' });
  await until(async () => (await openTasks(api, silent.citizenId))[0]);
  await Promise.all(clients.map((client) => client.endAsync()));
}

const openTasks = async (api, citizenId) => (await api('GET', `/api/v1/tasks?state=open&citizenId=${citizenId}`)).items;

async function signIn(url, { username, password }) {
  let token = null;
  const api = async (method, path, body) => {
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
  ({ token } = await api('POST', '/api/v1/session', { username, password }));
  return api;
}

function connect(root, url, { deviceId, secret }) {
  const mqtt = createRequire(join(root, 'package.json'))('mqtt');
  return mqtt.connectAsync(url, { clientId: deviceId, username: deviceId, password: secret });
}

async function publish(client, { deviceId }, dueAt, time) {
  const event = { specversion: '1.0', id: randomUUID(), type: 'dose.missed', time, data: { dueAt } };
  await client.publishAsync(`dosevagt/v1/${deviceId}/events`, JSON.stringify(event), { qos: 1 });
}

/** What is changed in a transaction that a dose was missed in; others too say what kind of alert there is. */
const CHANGES_DOSE = /\bUPDATE "?dose"? /;

/** A transaction is known by the facts it stored. */
function figuresOf(lines) {
  const transactions = transactionsOf(lines);
  const says = (statements, type) => statements.some(({ values }) => values.some((value) => value.includes(type)));
  const telling = (...types) => transactions.filter((statements) => types.every((type) => says(statements, type)));
  const [told, silent] = ['dose.missed', 'dose.unconfirmed'].map((type) =>
    telling(type, 'alert.opened').findLast((statements) => statements.some(({ text }) => CHANGES_DOSE.test(text))),
  );
  const claim = telling('task.claimed').at(-1);
  // The sequencer, whom a commit wakes, works in nobody's name.
  const sequenced = new Set(transactions.filter(([first]) => first?.text.includes('pg_try_advisory_xact_lock')).flat());
  const around = lines.filter(
    (line) => line.request?.endsWith('/claim') && !IS_FRAME.test(line.text) && !sequenced.has(line),
  );
  return { told: textsOf(told), silent: textsOf(silent), claim: textsOf(claim), claimRequest: textsOf(around) };
}

function transactionsOf(lines) {
  const open = new Map();
  const done = [];
  for (const line of lines) {
    if (/^\s*(START TRANSACTION|BEGIN)/i.test(line.text)) open.set(line.on, []);
    else if (/^\s*COMMIT/i.test(line.text)) {
      if (open.has(line.on)) done.push(open.get(line.on));
      open.delete(line.on);
    } else if (/^\s*ROLLBACK\s*$/i.test(line.text)) open.delete(line.on);
    else if (!IS_FRAME.test(line.text)) open.get(line.on)?.push(line);
  }
  return done;
}

const textsOf = (lines = []) => lines.map(({ text }) => text.replace(/\s+/g, ' ').trim().slice(0, 160));

async function until(look) {
  const end = Date.now() + WITHIN_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error('it did not come in time');
    await wait(100);
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
