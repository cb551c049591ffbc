import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';
import { call, makeWard, type Ward } from './ward.js';
import { Way } from './way.js';

const chromium = findChromium();
/** As wide as a phone, and so high that nothing has to be scrolled to. */
const PHONE = { serviceWorkers: 'allow', viewport: { width: 360, height: 2_000 }, hasTouch: true } as const;

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
    ward = await makeWard(house, house.admin.token, '08:00', 'home-care');
    way = await Way.open(house.httpUrl);
    profile = await mkdtemp(join(tmpdir(), 'dosevagt-phone-'));
    phone = await openBrowser(chromium!, way.url, 'en-GB', { ...PHONE, profile });
  });

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

  const row = (who: string) => page().getByRole('listitem').filter({ hasText: who });
  const open = async (who: string) => {
    await row(who)
      .getByRole('button', { name: new RegExp(who) })
      .first()
      .click();
    await page().getByRole('complementary').getByRole('heading', { name: who }).waitFor();
  };
  const back = () => button(/Back/).click();
  /** Every one of Anna's, as her lead would. */
  const endSessions = async () => {
    const { token } = await call<{ token: string }>(house, '', 'POST', '/session', ward.anna);
    const { items } = await call<{ items: { id: string; current: boolean }[] }>(house, token, 'GET', '/sessions');
    for (const { id, current } of items) if (!current) await call(house, token, 'DELETE', `/sessions/${id}`);
  };
  const claim = (who: string) => button(`Claim ${who}`).click();
  /** The device says so itself, and what a page asks before it has heard of that comes nowhere either. */
  const setOffline = async (isOffline: boolean) => {
    if (isOffline) way.cut();
    else way.mend();
    await page().context().setOffline(isOffline);
  };
  const unsent = (words: string | RegExp) => page().locator('.banner').getByText(words).waitFor();
  /** Of all commands that came through the way, how many there are of a kind about a task, and by how many keys. */
  const keysOf = (taskId: string, what: string) =>
    new Set(way.sent.filter(({ path }) => path === `/api/v1/tasks/${taskId}/${what}`).map(({ key }) => key)).size;
  /** What the house says became true of the task, by type. */
  const facts = async (taskId: string, type: string) => {
    const { items } = await call<{ items: { type: string; subject: string; data: { by?: string } }[] }>(
      house,
      house.admin.token,
      'GET',
      `/events?limit=500&type=${type}`,
    );
    return items.filter(({ subject }) => subject === taskId);
  };
  const task = (id: string) =>
    call<{ id: string; state: string; claimedByName: string | null; alertId: string }>(
      house,
      ward.birgitteToken,
      'GET',
      `/tasks/${id}`,
    );
  /** Everything that lies in the browser's own stores, as whoever takes the device apart reads it. */
  const onDevice = () =>
    page().evaluate<{ names: string[]; text: string; cookie: string }>(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('dosevagt');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const db = opening.result;
        if (!db.objectStoreNames.contains('kept')) return resolve({ names: [], text: '', cookie: document.cookie });
        const store = db.transaction('kept').objectStore('kept');
        const [names, values] = [store.getAllKeys(), store.getAll()];
        values.onsuccess = () => {
          db.close();
          const latin = new TextDecoder('latin1');
          const text = values.result.map((each) => (each.text ? latin.decode(each.text) : '')).join() +
            JSON.stringify({ ...localStorage, ...sessionStorage });
          resolve({ names: names.result, text, cookie: document.cookie });
        };
      };
    })`);

  it('shows the list as it was, without a connection, and sends once, in order, what is pressed then', async () => {
    const [clara, ditte, else_] = [
      await ward.askToCall('Clara Opdigt'),
      await ward.askToCall('Ditte Opdigt'),
      await ward.askToCall('Else Opdigt'),
    ];
    await ward.askToCall('Frida Opdigt');
    await row('Else Opdigt').waitFor();
    await claim('Clara Opdigt');
    await row('Clara Opdigt')
      .getByText(/^You, /)
      .waitFor();
    await open('Clara Opdigt');
    await button('Start screen call').waitFor();
    await page().getByText('Asked for by hand').first().waitFor();

    await setOffline(true);
    await page()
      .getByText(/^Offline\. What you see is as of \d\d:\d\d\./)
      .waitFor();
    await button('Start screen call').click();
    await page().getByText('In progress').first().waitFor();
    await button('No answer').click();
    await button('Write note').click();
    await page().getByRole('textbox', { name: 'Note' }).fill('rang the son');
    await button('Save').click();
    await unsent('3 actions wait to be sent.');
    await back();
    await page().locator('.list.stale').waitFor();
    await claim('Ditte Opdigt');
    await row('Ditte Opdigt').getByText('Not sent: waits for the connection').waitFor();
    await claim('Else Opdigt');
    await call(house, ward.birgitteToken, 'POST', `/tasks/${else_}/claim`);
    await unsent('5 actions wait to be sent.');

    await page().reload();
    await unsent('5 actions wait to be sent.');
    await page()
      .getByText(/^Offline\. What you see is as of \d\d:\d\d\./)
      .waitFor();
    await row('Ditte Opdigt').getByText('Not sent: waits for the connection').waitFor();
    // What she took is hers, also while nobody could be told.
    const link = (name: RegExp) => page().getByRole('link', { name }).click();
    await link(/^Mine/);
    await row('Frida Opdigt').waitFor({ state: 'detached' });
    for (const name of ['Clara Opdigt', 'Ditte Opdigt', 'Else Opdigt']) await row(name).waitFor();
    await link(/^Queue/);
    await open('Clara Opdigt');
    await page().getByText('In progress').first().waitFor();
    await page().getByText('Asked for by hand').first().waitFor();
    await back();
    const { names, text } = await onDevice();
    expect(names).toEqual(expect.arrayContaining(['list', 'who']));
    expect(text).not.toMatch(/Opdigt|Clara|rang the son/);
    expect([keysOf(clara, 'start'), keysOf(ditte, 'claim'), (await task(ditte)).state]).toEqual([0, 0, 'open']);

    await setOffline(false);
    const told = page()
      .locator('.notice.personal')
      .getByText(/^Not done: Claim, Else Opdigt\. Birgitte Prøve claimed it/);
    await told.waitFor();
    await page().locator('.live:not(.off)').waitFor();
    await row('Ditte Opdigt')
      .getByText(/^You, /)
      .waitFor();
    expect(
      await page()
        .getByText(/waits? to be sent/)
        .count(),
    ).toBe(0);
    const ours = way.sent.filter(({ path }) => /(start|log|claim)$/.test(path)).slice(-5);
    expect(ours.map(({ path }) => path.slice('/api/v1/tasks/'.length))).toEqual([
      ...[`${clara}/start`, `${clara}/log`, `${clara}/log`, `${ditte}/claim`, `${else_}/claim`],
    ]);
    const { log } = await call<{ log: { entry: string }[] }>(
      house,
      ward.birgitteToken,
      'GET',
      `/alerts/${(await task(clara)).alertId}`,
    );
    const count = (entry: string) => log.filter((each) => each.entry === entry).length;
    expect([count('call-attempt'), count('note'), (await task(clara)).state]).toEqual([1, 1, 'in-progress']);
    expect([(await facts(ditte, 'task.claimed')).length, (await task(else_)).claimedByName]).toEqual([
      1,
      'Birgitte Prøve',
    ]);

    // It stands until she has read it.
    await page().reload();
    await told.waitFor();
    await page().locator('.notice.personal').getByRole('button', { name: 'Dismiss' }).click();
    await page().reload();
    await page().locator('.live:not(.off)').waitFor();
    expect(await told.count()).toBe(0);
  });

  it('is killed without a connection, and nothing of what was pressed is lost or done twice', async () => {
    const [freja, gerda] = [await ward.askToCall('Freja Opdigt'), await ward.askToCall('Gerda Opdigt')];
    await row('Gerda Opdigt').waitFor();
    way.cutAtAnswer(/claim$/);
    await claim('Freja Opdigt');
    await row('Freja Opdigt').getByText('Not known yet, asking…').waitFor();
    await page()
      .getByText(/^Not live: reconnecting… What you see is as of/)
      .waitFor();
    await claim('Gerda Opdigt');
    await row('Gerda Opdigt').getByText('Not sent: waits for the connection').waitFor();
    const crash = await page().context().newCDPSession(page());
    await Promise.race([crash.send('Page.crash').catch(() => null), page().waitForEvent('crash')]);
    await phone.close();

    phone = await openBrowser(chromium!, way.url, 'en-GB', { ...PHONE, profile });
    await page().goto(way.url);
    await unsent('2 actions wait to be sent.');
    await row('Gerda Opdigt').waitFor();
    expect((await task(gerda)).state).toBe('open');
    way.mend();
    await row('Gerda Opdigt')
      .getByText(/^You, /)
      .waitFor();
    await row('Freja Opdigt')
      .getByText(/^You, /)
      .waitFor();
    expect(
      await page()
        .getByText(/waits? to be sent/)
        .count(),
    ).toBe(0);
    for (const id of [freja, gerda]) expect((await facts(id, 'task.claimed')).length).toBe(1);
    expect([keysOf(freja, 'claim'), keysOf(gerda, 'claim')]).toEqual([1, 1]);
  });

  it('in two tabs, each sends its own, and both are signed out at once', async () => {
    const [hanne, ida] = [await ward.askToCall('Hanne Opdigt'), await ward.askToCall('Ida Opdigt')];
    await row('Ida Opdigt').waitFor();
    const other = await page().context().newPage();
    other.setDefaultTimeout(30_000);
    await other.goto(way.url);
    await other.getByRole('button', { name: 'Claim Ida Opdigt' }).waitFor();
    await setOffline(true);
    for (const each of [page(), other]) await each.getByText(/^Offline/).waitFor();
    await claim('Hanne Opdigt');
    await other.getByRole('button', { name: 'Claim Ida Opdigt' }).click();
    for (const each of [page(), other]) await each.getByText('1 action waits to be sent.').waitFor();
    await setOffline(false);
    for (const each of [page(), other])
      await each.getByText('1 action waits to be sent.').waitFor({ state: 'detached' });
    for (const id of [hanne, ida])
      expect([(await facts(id, 'task.claimed')).length, keysOf(id, 'claim')]).toEqual([1, 1]);
    await button('Sign out').click();
    await other.getByLabel('User name').waitFor();
    await eventually(async () => (await onDevice()).names.length === 0);
    await other.close();
  });

  it('asks before a sign-out what becomes of what waits, and leaves nothing to whoever comes next', async () => {
    const johanne = await ward.askToCall('Johanne Opdigt');
    await signIn();
    await row('Johanne Opdigt').waitFor();
    await setOffline(true);
    await page().locator('.live.off').waitFor();
    await claim('Johanne Opdigt');
    await unsent('1 action waits to be sent.');
    await button('Sign out').click();
    const asked = page().getByRole('dialog', { name: 'Not sent yet' });
    await asked.getByRole('button', { name: 'Do not send Claim Johanne Opdigt' }).waitFor();
    await asked.getByRole('button', { name: 'Stay signed in' }).click();
    await row('Johanne Opdigt').getByText('Not sent: waits for the connection').waitFor();
    await button('Sign out').click();
    await asked.getByRole('button', { name: 'Discard and sign out' }).click();
    await page().getByLabel('User name').waitFor();
    await eventually(async () => (await onDevice()).names.length === 0);
    expect(await onDevice()).toMatchObject({ names: [], cookie: '' });
    await page().reload();
    await page().getByLabel('User name').waitFor();

    await setOffline(false);
    await page().getByText('The gateway could not be told that you signed out').waitFor({ state: 'detached' });
    await signIn(ward.birgitte);
    await row('Johanne Opdigt').waitFor();
    expect(
      await page()
        .getByText(/waits? to be sent|Not done:/)
        .count(),
    ).toBe(0);
    expect([keysOf(johanne, 'claim'), (await task(johanne)).state]).toEqual([0, 'open']);
    await button('Sign out').click();
    await page().getByLabel('User name').waitFor();
  });

  it('is wiped at the first contact after its session was ended, and what she had pressed waits for her alone', async () => {
    const karen = await ward.askToCall('Karen Opdigt');
    await signIn();
    await row('Karen Opdigt').waitFor();
    await setOffline(true);
    await claim('Karen Opdigt');
    await row('Karen Opdigt').getByText('Not sent: waits for the connection').waitFor();
    await endSessions();
    await page().reload();
    await row('Karen Opdigt').waitFor();
    await setOffline(false);
    await page().getByText('Your sign-in has ended').waitFor();
    await eventually(async () => (await onDevice()).names.length === 0);
    expect([await row('Karen Opdigt').count(), (await onDevice()).cookie]).toEqual([0, '']);
    expect((await task(karen)).state).toBe('open');
    await signIn();
    await row('Karen Opdigt')
      .getByText(/^You, /)
      .waitFor();
    expect((await facts(karen, 'task.claimed')).length).toBe(1);
  });

  it('was killed, and its session ended before it is opened again: what was pressed waits for her alone all the same', async () => {
    const lone = await ward.askToCall('Lone Opdigt');
    // Nobody points at the list.
    await page().mouse.move(1, 1);
    await row('Lone Opdigt').waitFor();
    await setOffline(true);
    await claim('Lone Opdigt');
    await row('Lone Opdigt').getByText('Not sent: waits for the connection').waitFor();
    await endSessions();
    await page().goto('about:blank');
    await setOffline(false);
    await page().goto(way.url);
    await page().getByText('1 action was not sent yet.').waitFor();
    await eventually(async () => (await onDevice()).names.length === 0);
    expect([await page().getByText('Lone').count(), (await task(lone)).state]).toEqual([0, 'open']);
    await signIn();
    await row('Lone Opdigt')
      .getByText(/^You, /)
      .waitFor();
    expect([(await facts(lone, 'task.claimed')).length, keysOf(lone, 'claim')]).toEqual([1, 1]);
  });

  it('keeps what was typed, sealed, over a reload, and for twelve hours at most', async () => {
    await open('Karen Opdigt');
    await button('Write note').click();
    await page().getByRole('textbox', { name: 'Note' }).fill('her key is with the neighbour');
    await eventually(async () => (await onDevice()).names.some((name) => name.startsWith('draft/')));
    expect((await onDevice()).text).not.toContain('neighbour');
    await page().reload();
    await button('Write note (unsent)').click();
    expect(await page().getByRole('textbox', { name: 'Note' }).inputValue()).toBe('her key is with the neighbour');

    way.cut();
    await page().clock.setFixedTime(Date.now() + 13 * 3_600_000);
    await page().goto(way.url);
    await page().getByLabel('User name').waitFor();
    expect(await onDevice()).toMatchObject({ names: [], cookie: '' });
    await phone.close();
    way.mend();
    phone = await openBrowser(chromium!, way.url, 'en-GB', { ...PHONE, profile });
    await page().goto(way.url);
    await page().locator('.live:not(.off)').waitFor();
  });

  it('asked nobody but the house, and complained of nothing but the way to it', () =>
    expect(phone.complaints.filter((text) => !/net::ERR_/.test(text))).toEqual([]));

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
});
