import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { get as ask, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessModule } from '../../src/access/access.module.js';
import { ConsoleModule } from '../../src/console/console.module.js';
import { openRooms, type Rooms } from '../support/rooms.js';

/** A browser that follows a link. */
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the console page over HTTP', () => {
  let rooms: Rooms;
  const get = (path: string, headers: Record<string, string> = {}) => fetch(rooms.url + path, { headers });

  beforeAll(async () => void (rooms = await openRooms([AccessModule, ConsoleModule])));
  afterAll(() => rooms?.close());

  it('is served to everybody, and lets only its own files run', async () => {
    const answer = await get('/', BROWSER);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style| style=| on[a-z]+=/);
  });

  it('names files that may be kept for ever', async () => {
    const html = await (await get('/')).text();
    const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files) {
      const answer = await get(file);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  describe('on the wire', () => {
    /** As it comes: fetch would unpack it. */
    const onWire = async (path: string, coding: string) => {
      const request = ask(rooms.url + path, { headers: { ...BROWSER, 'accept-encoding': coding } });
      const [answer] = (await once(request, 'response')) as [IncomingMessage];
      return { headers: answer.headers, body: await buffer(answer) };
    };
    const namedBy = async () => {
      const html = await (await get('/')).text();
      // A picture for whoever installs it is packed as it is, and read by nobody else.
      return [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg))"/g)].map(([, name]) => name!);
    };
    const isScript = (name: string) => name.endsWith('.js');
    /** Leaflet, which comes when a map is drawn. */
    const isMap = (name: string) => name.startsWith('/assets/drawing-');

    it.each([
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ])('is as small in %s as when it was built, and the same', async (coding, unpack) => {
      for (const file of ['/', ...(await namedBy())]) {
        const [plain, packed] = [await onWire(file, 'identity'), await onWire(file, coding)];
        expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, coding]);
        expect(unpack(packed.body).equals(plain.body)).toBe(true);
        for (const name of ['content-type', 'cache-control', 'content-security-policy', 'vary'])
          expect([name, packed.headers[name]]).toEqual([name, plain.headers[name]]);
        expect(packed.headers.vary).toBe('accept-encoding');
        expect(packed.headers.etag).not.toBe(plain.headers.etag);
      }
      for (const file of await namedBy())
        expect((await get(`${file}.${coding === 'br' ? 'br' : 'gz'}`)).status).toBe(404);
    });

    it.each([
      ['br', 50_000],
      ['gzip', 57_000],
    ])('is 90 kB at most at first, with one language, and a page of its own 25: %s', async (coding, mostScript) => {
      const built = readdirSync('dist/web/assets').filter((name) => !/\.(br|gz)$/.test(name));
      const files = [...new Set(['/', ...(await namedBy()), ...built.map((name) => `/assets/${name}`)])];
      const sizes = new Map<string, number>();
      for (const file of files) sizes.set(file, (await onWire(file, coding)).body.length);
      const sum = (some: readonly string[]) => some.reduce((all, file) => all + sizes.get(file)!, 0);
      const named = await namedBy();
      const languages = files.filter((file) => /^\/assets\/(da|en|nb)-/.test(file));
      const atFirst = [...named, ...languages.toSorted((a, b) => sizes.get(b)! - sizes.get(a)!).slice(0, 1)];
      expect(named.some(isScript)).toBe(true);
      expect(sum(['/', ...atFirst])).toBeLessThanOrEqual(90_000);
      expect(sum(named.filter(isScript))).toBeLessThanOrEqual(mostScript);
      for (const page of files.filter((file) => isScript(file) && !atFirst.includes(file)))
        expect([page, sizes.get(page)! <= (isMap(page) ? 47_000 : 25_000)]).toEqual([page, true]);
    });
  });

  it('has a worker at its root that knows every file, and a manifest in each language', async () => {
    const worker = await get('/worker.js');
    const text = await worker.text();
    expect(worker.headers.get('content-type')).toMatch(/javascript/);
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    // A worker that is no module runs in every browser.
    expect(text.replaceAll(/"[^"]*"/g, '')).not.toMatch(/\b(import|export)\b/);
    const files = [...text.matchAll(/"(\/(?:assets\/|icon)[^"]+)"/g)].map(([, name]) => name!);
    const built = readdirSync('dist/web/assets').filter((name) => !/\.(br|gz)$/.test(name));
    expect(files).toEqual(expect.arrayContaining(built.map((name) => `/assets/${name}`)));
    for (const file of files) expect([file, (await get(file)).status]).toEqual([file, 200]);
    for (const language of ['da', 'en', 'nb']) {
      const answer = await get(`/manifest-${language}.webmanifest`);
      expect(answer.headers.get('content-type')).toMatch(/^application\/manifest\+json/);
      const manifest = (await answer.json()) as { lang: string; icons: { src: string; sizes: string }[] };
      expect(manifest.lang).toBe(language);
      for (const { src, sizes } of manifest.icons) {
        const picture = Buffer.from(await (await get(src)).arrayBuffer());
        expect([src, `${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`]).toEqual([src, sizes]);
      }
    }
  });

  it('answers any other link of a browser with the page', async () =>
    expect(await (await get('/tasks/1', BROWSER)).text()).toContain('<div id="app">'));

  it.each(['/api/v1/nothing', '/api/nothing', '/fhir/Nothing', '/assets/gone.js', '/..%2fpackage.json'])(
    'leaves GET %s to the house',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  it('leaves the API to the API, whatever a browser accepts', async () => {
    expect((await get('/api/v1/session', BROWSER)).status).toBe(401);
    expect((await get('/api/v1/nothing', BROWSER)).status).toBe(404);
  });
});
