import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';
import { makeWard, type Ward } from './ward.js';
import { Way } from './way.js';

const chromium = findChromium();
const PHONE = { serviceWorkers: 'allow', viewport: { width: 360, height: 740 }, hasTouch: true } as const;

(chromium ? describe : describe.skip)('the console on a phone', () => {
  let house: House;
  let ward: Ward;
  let way: Way;
  let profile: string;
  let phone: Browser;
  const page = () => phone.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name });

  beforeAll(async () => {
    house = await startHouse();
    ward = await makeWard(house, house.admin.token, '08:00');
    way = await Way.open(house.httpUrl);
    profile = await mkdtemp(join(tmpdir(), 'dosevagt-phone-'));
    phone = await openBrowser(chromium!, way.url, 'en-GB', { ...PHONE, profile });
  }, 60_000);

  afterAll(async () => {
    await phone?.close();
    await way?.close();
    await house?.stop();
    await rm(profile, { recursive: true, force: true });
  });

  const signIn = async ({ username, password } = ward.anna) => {
    await page().getByLabel('User name').fill(username);
    await page().getByLabel('Password').fill(password);
    await button('Sign in').click();
    await page().locator('.live:not(.off)').waitFor();
  };
  const listKept = () =>
    page().evaluate<string[]>(`
      caches.open('dosevagt-page').then((cache) => cache.keys())
        .then((all) => all.map(({ url }) => new URL(url).pathname))`);
  const isKept = (pattern: RegExp) => eventually(async () => (await listKept()).some((file) => pattern.test(file)));

  it('lies on it, in the language of its reader, and nothing else does', async () => {
    await page().goto(way.url);
    await signIn();
    await isKept(/^\/assets\/en-/);
    await isKept(/^\/$/);
    expect((await listKept()).filter((file) => /^\/assets\/(da|nb)-|^\/(api|readyz)/.test(file))).toEqual([]);
    expect(await page().locator('link[rel=manifest]').getAttribute('href')).toBe('/manifest-en.webmanifest');
  });

  it('opens without a connection', async () => {
    way.cut();
    await page().goto(`${way.url}/me`);
    await page().getByRole('heading', { name: 'Dosevagt' }).waitFor();
    way.mend();
    await page().goto(way.url);
    await page().locator('.live:not(.off)').waitFor();
  });

  it('says that a newer one is ready, and goes on with its own until it is loaded again', async () => {
    const [mine] = (await listKept()).filter((file) => /^\/assets\/index-.*js$/.test(file));
    const next = mine!.replace(/index-.*\.js/, 'index-next.js');
    way.change((path, text) => (path.startsWith('/assets/') ? text : text.replaceAll(mine!, next)), [next, mine!]);
    await page().evaluate(`navigator.serviceWorker.getRegistration().then((found) => found.update())`);
    await page().getByText('A new version of the console is ready.').waitFor();
    expect(await listKept()).toEqual(expect.arrayContaining([mine, next]));
    await page().getByRole('link', { name: 'Me', exact: true }).click();
    await page().getByRole('heading', { name: 'Language and look' }).waitFor();

    await button('Load it').click();
    await page().locator('.live:not(.off)').waitFor();
    expect(await page().locator('script[src]').getAttribute('src')).toBe(next);
    await eventually(async () => !(await listKept()).includes(mine!));
    expect(await page().getByText('A new version of the console is ready.').count()).toBe(0);
  });

  it('asked nobody but the house, and complained of nothing but the way to it', () =>
    expect(phone.complaints.filter((text) => !/net::ERR_/.test(text))).toEqual([]));
});
