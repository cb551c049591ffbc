// Loaded before the house (`node --import recorder.mjs?to=FILE`): writes down every statement, on which connection, and for which request.
import { Buffer } from 'node:buffer';
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const to = new URL(import.meta.url).searchParams.get('to');
const pg = createRequire(join(process.cwd(), 'package.json'))('pg');
const requests = new AsyncLocalStorage();
subscribe('http.server.request.start', ({ request }) => requests.enterWith(`${request.method} ${request.url}`));

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (...question) {
  const [first, second] = question;
  const text = typeof first === 'string' ? first : first?.text;
  const values = Array.isArray(second) ? second : (first?.values ?? []);
  const line = { on: this.processID, request: requests.getStore() ?? null, text, values: values.map(asText) };
  if (text) appendFileSync(to, `${JSON.stringify(line)}\n`);
  return query.apply(this, question);
};

const asText = (value) =>
  Buffer.isBuffer(value) ? value.toString() : value instanceof Object ? JSON.stringify(value) : String(value);
