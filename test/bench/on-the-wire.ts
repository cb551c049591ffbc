import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import type { OurGateway } from './ours.js';

/** Bytes of what the console reads, in brotli, which browsers take over TLS. */
export interface OnTheWire {
  /** The page, everything it names, and its words in one language. */
  firstLoad: number;
  /** The same once it was unpacked. */
  unpacked: number;
  /** The scripts among them, but for the words. */
  scripts: number;
  /** The largest script of those that come when they are needed, the map's drawing apart; NaN: there is none. */
  largestLater: number;
  mapDrawing: number;
  queue: ListOnTheWire;
  /** As many tasks with all there is of each, in the same order. */
  whole: ListOnTheWire;
  /** As the stream tells it, uncompressed. */
  largestFact: number;
  complaints: string[];
}

interface ListOnTheWire {
  rows: number;
  bytes: number;
  /** From the first question to the last answer, the second time. */
  milliseconds: number;
}

const DRAWING = /^\/assets\/drawing-/;
const LANGUAGE = /^\/assets\/(da|en|nb)-/;
const ROWS = 2_000;
const PAGE = 500;

/** What the console has to fetch from a house in which so many tasks are open, and heard the largest fact of all that were told. */
export async function measureOnTheWire(ours: OurGateway, root: string): Promise<OnTheWire> {
  const fetched = fetcherOf(ours.httpPort);
  const page = await fetched.sizesOf('/', { accept: 'text/html' });
  const named = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
  const atFirst = await fetched.all(named);
  const built = (await readdir(join(root, 'dist', 'web', 'assets'))).map((name) => `/assets/${name}`);
  const later = await fetched.all(built.filter((path) => path.endsWith('.js') && !named.includes(path)));
  const mapDrawing = [...later].find(([path]) => DRAWING.test(path))?.[1].bytes ?? Number.NaN;
  const [language] = [...later].filter(([path]) => LANGUAGE.test(path)).toSorted(([, a], [, b]) => b.bytes - a.bytes);
  if (language) atFirst.set(...language);
  for (const path of later.keys()) if (atFirst.has(path) || DRAWING.test(path)) later.delete(path);
  const scripts = [...atFirst].filter(([path]) => path.endsWith('.js') && !LANGUAGE.test(path));
  const token = await ours.partnerToken();
  await readList(fetched, token, 'queue');
  const queue = await readList(fetched, token, 'queue');
  await readList(fetched, token, 'whole');
  const whole = await readList(fetched, token, 'whole');
  if (queue.rows < ROWS) fetched.complaints.push(`a queue of ${ROWS} came with ${queue.rows} tasks`);
  return {
    firstLoad: sum([page, ...atFirst.values()].map(({ bytes }) => bytes)),
    unpacked: sum([page, ...atFirst.values()].map(({ unpacked }) => unpacked)),
    scripts: sum(scripts.map(([, { bytes }]) => bytes)),
    largestLater: later.size > 0 ? Math.max(...[...later.values()].map(({ bytes }) => bytes)) : Number.NaN,
    mapDrawing,
    queue,
    whole,
    largestFact: await largestFact(ours, token),
    complaints: fetched.complaints,
  };
}

type Fetched = ReturnType<typeof fetcherOf>;

const PACKED_BY_ITSELF = /^image\/png/;

/** Reads as a browser does, and keeps what came otherwise than compressed. */
function fetcherOf(port: number) {
  const complaints: string[] = [];
  /** Not by fetch, which unpacks what comes and does not say how large it was. */
  const sizesOf = async (path: string, headers: Record<string, string>) => {
    const request = get({ host: '127.0.0.1', port, path, headers: { ...headers, 'accept-encoding': 'br' } });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const sent = await buffer(answer);
    const { 'content-encoding': coding, 'content-type': type } = answer.headers;
    const isPacked = coding === 'br' || PACKED_BY_ITSELF.test(type ?? '');
    if (answer.statusCode !== 200 || !isPacked)
      complaints.push(`${path.split('?')[0]} came with ${answer.statusCode}, ${coding ?? 'not compressed'} (${type})`);
    const whole = coding === 'br' ? brotliDecompressSync(sent) : sent;
    return { bytes: sent.length, unpacked: whole.length, text: whole.toString() };
  };
  const all = async (paths: readonly string[]) => {
    const sizes = new Map<string, { bytes: number; unpacked: number }>();
    for (const path of paths) sizes.set(path, await sizesOf(path, { accept: '*/*' }));
    return sizes;
  };
  return { sizesOf, all, complaints };
}

async function readList({ sizesOf }: Fetched, token: string, view: 'queue' | 'whole'): Promise<ListOnTheWire> {
  const startedAt = performance.now();
  const read = { rows: 0, bytes: 0 };
  for (let cursor: string | null = ''; cursor !== null && read.rows < ROWS;) {
    const from: string = cursor && `&cursor=${cursor}`;
    const page = await sizesOf(`/api/v1/tasks?view=${view}&sort=priority&limit=${PAGE}${from}`, {
      authorization: `Bearer ${token}`,
    });
    const { items, nextCursor } = JSON.parse(page.text) as { items: unknown[]; nextCursor: string | null };
    read.rows += items.length;
    read.bytes += page.bytes;
    cursor = nextCursor;
  }
  return { ...read, milliseconds: performance.now() - startedAt };
}

/** The one with the most to say, heard again. */
async function largestFact({ database, httpPort }: OurGateway, token: string): Promise<number> {
  const { rows } = await database.query<{ position: string }>(
    'SELECT "position" FROM feed WHERE "position" IS NOT NULL ORDER BY length("data"::text) DESC LIMIT 1',
  );
  if (!rows[0]) return Number.NaN;
  const position = Number(rows[0].position);
  const ending = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${httpPort}/api/v1/events/stream?after=${position - 1}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    signal: ending.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`The stream answered ${answer.status}.`);
  let heard = '';
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    heard += chunk;
    const frame = heard.split('\n\n').find((one, n, all) => n < all.length - 1 && /^id: ?\d+$/m.test(one));
    if (frame === undefined) continue;
    ending.abort();
    return Buffer.byteLength(`${frame}\n\n`);
  }
  throw new Error('The stream ended before it told the fact.');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
