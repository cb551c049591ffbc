import { answerOf, languagesOf, wantedOf } from './answer.js';

declare const self: ServiceWorkerGlobalScope;

/** All files of the page, and the script it begins with: put before this script when it is built, so that with another page it is another. */
declare const SHELL: { readonly files: readonly string[]; readonly script: string };

/** What a page says of itself when it is there: the script it began with, and the language it is in. */
interface Shown {
  readonly is: 'shown';
  readonly script: string;
  readonly language: string;
}

/** One for all builds: the files have a name of their own in each. */
const CACHE = 'dosevagt-page';
const HOME = '/';
/** Whoever is not answered so long has the page that lies here. */
const PATIENCE_MILLIS = 3_000;

self.addEventListener('install', (event) => event.waitUntil(takeIn()));
// Pages that are open go on with their own files: those are taken away when nobody has them open.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const answer = answerOf(event.request, self.location.origin);
  if (answer === 'page') event.respondWith(answerPage(event.request));
  if (answer === 'file') event.respondWith(answerFile(event.request));
});

self.addEventListener('message', (event) => {
  const said = event.data as Partial<Shown> | null;
  if (said?.is !== 'shown') return;
  const isNewest = said.script === SHELL.script;
  event.source?.postMessage({ is: 'page', isNewest });
  event.waitUntil(settle(isNewest, said.language ?? ''));
});

/** All of it or nothing: where a file is missing, as halfway through an upgrade, the page before stays. */
async function takeIn(): Promise<void> {
  const cache = await caches.open(CACHE);
  const kept = await listKept(cache);
  await add(cache, wantedOf(SHELL.files, languagesOf(kept)), kept);
  const home = await fetch(HOME, { cache: 'reload' });
  const html = await home.clone().text();
  if (!home.ok || !html.includes(SHELL.script)) throw new Error('the page is of another build');
  await cache.put(HOME, home);
  await self.skipWaiting();
}

/** The house's own answer, where it comes in time; else the page as it lies here. */
async function answerPage(request: Request): Promise<Response> {
  const asked = fetch(request);
  const inTime = await Promise.race([asked.catch(() => null), patience()]);
  if (inTime && inTime.status < 500) return inTime;
  return (await match(HOME)) ?? asked;
}

async function answerFile(request: Request): Promise<Response> {
  const kept = await match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && request.url.includes('/assets/')) await (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
}

/** The language somebody reads is had; what only another build needs goes when no other page is open. */
async function settle(isNewest: boolean, language: string): Promise<void> {
  if (!isNewest) return;
  const cache = await caches.open(CACHE);
  const kept = await listKept(cache);
  const wanted = wantedOf(SHELL.files, new Set([...languagesOf(kept), language]));
  await add(cache, wanted, kept);
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length > 1) return;
  const needed = new Set([HOME, ...SHELL.files]);
  await Promise.all([...kept].filter((file) => !needed.has(file)).map((file) => cache.delete(file)));
}

/** What has its content in its name is had once; the rest is read anew. */
async function add(cache: Cache, files: readonly string[], kept: ReadonlySet<string>): Promise<void> {
  const isNamedByContent = (file: string) => file.startsWith('/assets/');
  const missing = files.filter((file) => !isNamedByContent(file) || !kept.has(file));
  await cache.addAll(
    missing.map((file) => new Request(file, { cache: isNamedByContent(file) ? 'default' : 'reload' })),
  );
}

const listKept = async (cache: Cache): Promise<ReadonlySet<string>> =>
  new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));

const match = (asked: Request | string): Promise<Response | undefined> => caches.match(asked, { cacheName: CACHE });

const patience = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MILLIS));
