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
