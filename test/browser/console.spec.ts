import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Route } from 'playwright-core';
import { query } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';
import { LongQueue } from './long-queue.js';
import { call, makeWard, type Ward } from './ward.js';

const chromium = findChromium();
const MINUTE_MILLIS = 60_000;
/** How often a list changes beneath a pointer in each place, one of four a critical task on top of it; `BROWSER=long` for more than fifty in all. */
const CHANGES = process.env.BROWSER === 'long' ? 13 : 4;
/** In `notes`, from now on; two are a tone. */
const COUNT_NOTES = `
  globalThis.notes = 0;
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) {
    notes++;
    start.apply(this, when);
  };
`;
const LOOK_ANEW = `document.dispatchEvent(new Event('visibilitychange'))`;
/** From now on the page keeps in `shifts` what moved on it without being asked to, beneath what comes and goes over it. */
const WATCH_SHIFTS = `
  globalThis.shiftWatch?.disconnect();
  globalThis.shifts = [];
  globalThis.shiftWatch = new PerformanceObserver((all) => {
    for (const { hadRecentInput, sources } of all.getEntries())
      for (const { node } of hadRecentInput ? [] : sources)
        if (!(node instanceof Element ? node : node?.parentElement)?.closest('.at-foot, .held-back')) shifts.push((node?.outerHTML ?? node?.data)?.slice(0, 80));
  });
  shiftWatch.observe({ type: 'layout-shift' });
`;

(chromium ? describe : describe.skip)('the console', () => {
  let house: House;
  let ward: Ward;
  let anna: Browser;
  let danish: Browser;
  let dueAt: Date;
  const page = () => anna.page;
  const row = () => page().getByRole('listitem').filter({ hasText: 'Karla Opdigt' });
  const button = (name: string | RegExp) => page().getByRole('button', { name });

  beforeAll(async () => {
    house = await startHouse();
    const { now } = await call<{ now: string }>(house, house.admin.token, 'GET', '/session');
    dueAt = new Date(Math.ceil(Date.parse(now) / MINUTE_MILLIS + 10) * MINUTE_MILLIS);
    ward = await makeWard(house, house.admin.token, dueAt.toISOString().slice(11, 16));
    await house.clock.forward({ minutes: 42 });
    anna = await openBrowser(chromium!, house.httpUrl);
  });

  afterAll(async () => {
    await anna?.close();
    await danish?.close();
    await house?.stop();
  });

  it('speaks the language of the browser', async () => {
    danish = await openBrowser(chromium!, house.httpUrl, 'da-DK');
    await danish.page.goto(house.httpUrl);
    await danish.page.getByRole('button', { name: 'Log ind' }).waitFor();
    expect(await danish.page.locator('html').getAttribute('lang')).toBe('da');
  });

  it('lets nobody in with a wrong password', async () => {
    await page().goto(house.httpUrl);
    await page().getByLabel('User name').fill(ward.anna.username);
    await page().getByLabel('Password').fill('not the password');
    await button('Sign in').click();
    await page().getByText('The user name or the password is not right.').waitFor();
  });

  it('shows the queue of the nurse’s team', async () => {
    await page().getByLabel('Password').fill(ward.anna.password);
    await button('Sign in').click();
    await page().getByText('E-district Prøveby').waitFor();
    await page().getByText('Nothing waits for you.').waitFor();
    await page().locator('.live:not(.off)').waitFor();
    expect(await page().title()).toBe('(0) Dosevagt');
  });

  it('shows a missed dose by itself, seconds after the dispenser told it', async () => {
    const publishedAt = performance.now();
    await ward.publishMissed(dueAt);
    await row().waitFor();
    const millis = Math.round(performance.now() - publishedAt);
    process.stdout.write(`From publish to the page: ${millis} ms.\n`);

    // Its name: how urgent, how much time is left, whom it is about, what happened, and who has it.
    await row()
      .getByRole('button', {
        name: /^P1 Critical .*(\d\d:\d\d|\d h \d+ min).* Karla Opdigt Screen call .*dose not taken.*Prøvevej 1/,
      })
      .waitFor();
    const text = await row().innerText();
    expect(text).toContain('P1');
    expect(text).toContain('Screen call');
    expect(text).toContain('dose not taken from the dispenser (time-critical)');
    expect(text).toMatch(/\d\d:\d\d|\d h \d+ min|over/);
    expect(text).toContain('Prøvevej 1');
    expect(await page().title()).toContain('(1) Dosevagt');
    expect(await page().getByRole('alert').innerText()).toContain('New critical task, P1');
    expect(millis).toBeLessThan(5_000);
  });

  it('says why the task came to this team, and what was done so far', async () => {
    await page().keyboard.press('ArrowDown');
    const detail = page().getByRole('complementary');
    await detail.getByRole('rowheader', { name: /E-district Prøveby/ }).waitFor();
    await detail.getByRole('heading', { name: 'History' }).waitFor();
    expect(await detail.locator('.routing').innerText()).toMatch(/E-district Prøveby: .*on duty/);
    await detail.locator('.log li').first().waitFor();
  });

  it('has an address that a reload, back, forward and a pasted link restore', async () => {
    const detail = page().getByRole('complementary').getByRole('heading', { name: 'Karla Opdigt' });
    const isAt = (href: string) => page().waitForURL((url) => url.href === href);
    const isShown = (name: RegExp) => button(name).and(page().locator('[aria-pressed=true]')).waitFor();
    await row().locator('.row-open').click();
    await page().waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
    const opened = page().url();
    await button(/^Unclaimed/).click();
    await isAt(`${opened}?who=unclaimed`);
    await page().reload();
    await detail.waitFor();
    await isShown(/^Unclaimed/);
    await page().goBack();
    await isAt(opened);
    await isShown(/^All/);
    await page().goBack();
    await page().waitForURL(/\/queue\?task=/);
    await page().goForward();
    await isAt(opened);
    await page().goto(`${house.httpUrl}/queue?who=mine`);
    await isShown(/^Mine/);
    await page().goto(opened);
    await detail.waitFor();
    await isShown(/^All/);
    await page().locator('.live:not(.off)').waitFor();
  });

  it('names the colleague who was quicker', async () => {
    // Anna's page hears of it late, as on a slow line.
    let hurry = () => {};
    const slow = new Promise<void>((resolve) => (hurry = resolve));
    await page().route('**/api/v1/tasks?*', (route) => slow.then(() => route.continue()));
    const [task] = await readTasks();
    await call(house, ward.birgitteToken, 'POST', `/tasks/${task!.id}/claim`);
    await row()
      .getByRole('button', { name: /^Claim/ })
      .click();
    await page()
      .getByText(/Birgitte Prøve claimed it (just now|\d+ s ago)/)
      .waitFor();
    hurry();
    await page().unrouteAll({ behavior: 'wait' });
    await row().getByText('Birgitte Prøve').waitFor();
    await call(house, ward.birgitteToken, 'POST', `/tasks/${task!.id}/release`, { reason: 'Anna sits nearer' });
  });

  it('tells her when a colleague takes over, keeps what she had typed, and lets her take it back', async () => {
    await row().getByText('Birgitte Prøve').waitFor({ state: 'detached' });
    const [task] = await readTasks();
    const isMine = () =>
      row()
        .getByText(/^You, /)
        .waitFor();
    const told = page().locator('.notice.personal');
    await row()
      .getByRole('button', { name: /^Claim/ })
      .click();
    await isMine();
    await button('Write note').click();
    await page().getByRole('textbox', { name: 'Note' }).fill('rang the son');
    await call(house, ward.birgitteToken, 'POST', `/tasks/${task!.id}/take-over`, { reason: 'Anna is at lunch' });
    await told.getByText('Karla Opdigt: Birgitte Prøve took your task over.').waitFor();
    expect(await page().title()).toMatch(/^🔔 /);
    await page().getByText('What you wrote is kept in this browser').waitFor();
    await page().reload();
    await page().getByText('What you wrote is kept in this browser').waitFor();

    await call(house, ward.birgitteToken, 'POST', `/tasks/${task!.id}/release`, { reason: 'Anna is back' });
    await page().getByText('New critical task, P1').waitFor({ state: 'attached' });
    await row()
      .getByRole('button', { name: /^Claim/ })
      .click();
    await isMine();
    await button('Write note (unsent)').click();
    expect(await page().getByRole('textbox', { name: 'Note' }).inputValue()).toBe('rang the son');
    await button('Cancel').click();
    await button('Release').click();
    await button('Do it now').click();
    await row()
      .getByText(/^You, /)
      .waitFor({ state: 'detached' });
    expect(await told.count()).toBe(0);
  });

  it('keeps the list while nothing can be saved, says so, and recovers by itself', async () => {
    await row().getByText('Birgitte Prøve').waitFor({ state: 'detached' });
    const banner = page().getByText('Nothing can be saved at the moment. The list can be read');
    await makeReadOnly(true);
    await row().click();
    await button('Claim').last().click();
    await page().getByText('Not saved. Nothing can be saved at the moment.').waitFor();
    await banner.waitFor();
    expect(await readTasks()).toHaveLength(1);
    expect(await page().getByText('The list could not be read').count()).toBe(0);
    await makeReadOnly(false);
    await banner.waitFor({ state: 'detached' });
    await row().waitFor();
  });

  it('is claimed with a key, worked on and closed with an outcome and a cause', async () => {
    await row().getByText('Birgitte Prøve').waitFor({ state: 'detached' });
    await page().keyboard.press('c');
    await row()
      .getByRole('button', { name: /^P1 .* Karla Opdigt .*You, / })
      .waitFor();
    await button('Start screen call').click();
    await page().getByRole('complementary').getByText('In progress').waitFor();
    // The gateway did it, and its answer is lost.
    const loseAnswer = async (route: Route) => {
      await route.fetch();
      await route.fulfill({ status: 503, json: { reason: 'uncertain' } });
    };
    await page().route('**/log', loseAnswer, { times: 1 });
    await button('Call answered').click();
    await page().getByText('Not known yet, asking…').first().waitFor();
    await page().getByText('Written in the history').waitFor();
    await button('Close task').click();
    const form = page().getByRole('form', { name: 'Close task' });
    await form.getByRole('radio').first().waitFor();
    expect(await form.getByRole('radio', { name: 'Was already taken' }).count()).toBe(1);
    expect(await form.getByRole('radio', { name: 'Taken at a visit' }).count()).toBe(0);
    await page().keyboard.press('1');
    expect(await form.getByLabel('Cause').inputValue()).toBe('forgot');
    await form.getByLabel('Cause').selectOption({ label: 'Asleep' });
    const [task] = await readTasks();
    await form.getByRole('button', { name: 'Close task' }).click();

    // It waits where it can be undone: nothing is sent yet, and what was said stands there again.
    await row().getByText('can still be undone').waitFor();
    await page().keyboard.press('z');
    expect(await form.getByLabel('Cause').inputValue()).toBe('asleep');
    expect((await readTasks())[0]).toMatchObject({ id: task!.id, state: 'in-progress' });
    await page().keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page().locator('.detail h2:focus').waitFor();
    await page().keyboard.press('Escape');
    // From the list again with two keys: the outcome, and that it is so.
    await page().keyboard.press('1');
    await form.locator('button.primary:focus').waitFor();
    await form.getByLabel('Cause').selectOption({ label: 'Asleep' });
    await form.locator('button.primary').focus();
    await page().keyboard.press('Enter');
    await button('Do it now').click();

    await row().waitFor({ state: 'detached' });
    expect(await page().title()).toBe('(0) Dosevagt');
    const alert = await call<{ state: string; outcome: string; cause: string; log: { entry: string }[] }>(
      house,
      ward.birgitteToken,
      'GET',
      `/alerts/${task!.alertId}`,
    );
    expect(alert).toMatchObject({ state: 'resolved', outcome: 'taken-after-call', cause: 'asleep' });
    expect(alert.log.filter(({ entry }) => entry === 'call-attempt')).toHaveLength(1);
  });

  it('is as long as it may be, moves nothing under the pointer, and sounds for what is critical', async () => {
    const queue = new LongQueue();
    await page().route('**/api/v1/tasks?*', queue.answer);
    const lookAnew = async () => {
      await page().evaluate(LOOK_ANEW);
      await button(new RegExp(`^All\\s*${queue.changes}$`)).waitFor();
    };
    await lookAnew();
    await page().getByText('Opdigtet 0', { exact: true }).first().waitFor();
    expect(await page().locator('*').count()).toBeLessThan(2_500);

    for (const [width, top] of [
      [1440, 0],
      [1440, 600],
      [360, 0],
      [360, 600],
    ] as const) {
      await page().setViewportSize({ width, height: 800 });
      await page().mouse.move(1, 1);
      await page().evaluate(`scrollTo(0, ${top})`);
      const claims = button(/^Claim Opdigtet/);
      const { x, y } = await pointAtOne(claims);
      const under = () => page().evaluate<string>(`document.elementFromPoint(${x}, ${y}).textContent`);
      const pointedAt = await under();
      expect(pointedAt).toMatch(/^Claim Opdigtet/);
      await page().evaluate(WATCH_SHIFTS);
      for (let n = 0; n < CHANGES; n++) {
        queue.change(queue.changes);
        await lookAnew();
        expect([width, top, await under()]).toEqual([width, top, pointedAt]);
      }
      for (const [isDown, state] of [
        [true, 'visible'],
        [false, 'detached'],
      ] as const) {
        queue.isDown = isDown;
        await page().evaluate(LOOK_ANEW);
        await page().getByText('The list could not be read').waitFor({ state });
        expect([width, top, state, await under()]).toEqual([width, top, state, pointedAt]);
      }
      expect([width, top, await page().evaluate('shifts')]).toEqual([width, top, []]);
      await button(/^\d+ new/).click();
      await page().mouse.move(1, 1);
      await button(/^\d+ new/).waitFor({ state: 'detached' });
    }
    await page().setViewportSize({ width: 1280, height: 720 });

    // What comes as critical sounds, whether it is new, raised or back; and nothing else does.
    await page().evaluate(COUNT_NOTES);
    const isHeard = async (notes: number) => {
      await lookAnew();
      expect(await page().evaluate('notes')).toBe(notes);
    };
    await button('Sound: off').click();
    await button('Sound: on').waitFor();
    queue.becomes({ priority: 'P2', state: 'open' });
    await isHeard(2);
    queue.becomes({ priority: 'P1' });
    await isHeard(4);
    queue.becomes({ state: 'claimed', holder: 'Birgitte Prøve' });
    await isHeard(4);
    queue.becomes({ state: 'open', holder: null });
    await isHeard(6);
    queue.becomes({ name: 'Opdigtet Igen' });
    await isHeard(6);
    await button('Sound: on').click();
    await button('Sound: off').waitFor();
    await page().unroute('**/api/v1/tasks?*');
  }, 240_000);

  it('is as she wants it without a reload, and so on every device of hers', async () => {
    const { token } = await call<{ token: string }>(house, '', 'POST', '/session', ward.anna);
    const kept = () => call<Record<string, unknown>>(house, token, 'GET', '/me/settings');
    const look = (on: Browser) =>
      on.page.evaluate<unknown[]>(
        `(({ lang, dataset }) => [lang, dataset.density, getComputedStyle(document.body).backgroundColor, 'isSame' in window])(document.documentElement)`,
      );
    await page().getByRole('link', { name: 'Me', exact: true }).click();
    await page().evaluate('window.isSame = true');
    expect(await look(anna)).toEqual(['en', 'comfortable', 'rgb(244, 246, 247)', true]);
    await button('Sound: off').first().click();
    await page().getByLabel('Language').selectOption({ label: 'Norsk bokmål' });
    await page().getByRole('heading', { name: 'Språk og utseende' }).waitFor();
    await page().route('**/me/settings', (route) => route.fulfill({ status: 503 }));
    await page().getByRole('radio', { name: 'Mørke' }).check();
    await page().getByText('Gatewayen kunne ikke få vite det.').waitFor();
    await page().unroute('**/me/settings');
    await page().getByRole('radio', { name: 'Tette' }).check();
    expect(await look(anna)).toEqual(['nb', 'compact', 'rgb(15, 23, 25)', true]);
    await eventually(async () => (await kept()).density === 'compact');
    expect(await kept()).toMatchObject({ language: 'nb', theme: 'dark', sound: true });

    const { page: phone } = danish;
    await phone.getByLabel('Brugernavn').fill(ward.anna.username);
    await phone.getByLabel('Adgangskode').fill(ward.anna.password);
    await phone.getByRole('button', { name: 'Log ind' }).click();
    await phone.getByText('Ingenting venter på deg.').waitFor();
    expect(await look(danish)).toEqual(['nb', 'compact', 'rgb(15, 23, 25)', false]);
    await phone.reload();
    await phone.getByRole('button', { name: 'Lyd: på, når du har trykket på noe' }).waitFor();
    await phone.keyboard.press('Tab');
    await phone.getByRole('button', { name: 'Lyd: på', exact: true }).waitFor();
    await phone.getByRole('link', { name: 'Meg' }).click();
    await phone.getByLabel('Språk').selectOption('');
    await phone.getByRole('heading', { name: 'Sprog og udseende' }).waitFor();
    await eventually(async () => (await kept()).language === null);

    // What the phone said meanwhile stays as it is.
    await page().getByRole('radio', { name: 'Som på enheten' }).check();
    await page().getByRole('heading', { name: 'Language and look' }).waitFor();
    await eventually(async () => (await kept()).theme === 'system');
    expect(await kept()).toMatchObject({ language: null, density: 'compact' });
    expect(await look(anna)).toEqual(['en', 'compact', 'rgb(244, 246, 247)', true]);
    await phone.getByRole('button', { name: 'Log ud', exact: true }).click();
    await phone.getByLabel('Brugernavn').waitFor();
    expect(await look(danish)).toEqual(['da', 'comfortable', 'rgb(244, 246, 247)', false]);
    await page().getByRole('link', { name: 'Queue' }).click();
    expect(danish.complaints).toEqual([]);
    await danish.close();
  });

  it('looks by itself when the same person has it open in too many places, and is live again once they are closed', async () => {
    const elsewhere = new AbortController();
    const { token } = await call<{ token: string }>(house, '', 'POST', '/session', ward.anna);
    for (let n = 0; n < 8; n++)
      await fetch(`${house.httpUrl}/api/v1/events/stream`, {
        headers: { authorization: `Bearer ${token}` },
        signal: elsewhere.signal,
      });
    await page().getByText('You have this list open in many places').waitFor();
    elsewhere.abort();
    await page().reload();
    await page().locator('.live:not(.off)').waitFor();
  });

  it('asked nobody but the house, and complained of nothing', () => expect(anna.complaints).toEqual([]));

  it('says that it could not sign out without a connection, and tries on, also when it is opened anew', async () => {
    const cookies = async () =>
      (await page().context().cookies()).filter(({ name }) => name === 'dosevagt_session').map(({ value }) => value);
    const [token] = await cookies();
    const isGood = async () =>
      (await fetch(`${house.httpUrl}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } })).ok;
    await page()
      .context()
      .route('**/api/v1/session', (route) =>
        route.request().method() === 'DELETE' ? route.abort() : route.continue(),
      );
    await button('Sign out').click();
    await page().getByText('The gateway could not be told that you signed out').waitFor();
    expect([await row().count(), await isGood()]).toEqual([0, true]);
    await page().reload();
    await page().getByText('The gateway could not be told that you signed out').waitFor();
    expect([await button('Sign out').count(), await isGood()]).toEqual([0, true]);
    await page().context().unroute('**/api/v1/session');
    await page().getByText('The gateway could not be told that you signed out').waitFor({ state: 'detached' });
    expect([await isGood(), await cookies()]).toEqual([false, []]);
    await page().reload();
    await page().getByLabel('User name').fill(ward.anna.username);
    await page().getByLabel('Password').fill(ward.anna.password);
    await button('Sign in').click();
    await page().locator('.live:not(.off)').waitFor();
  });

  it('says so when it is no longer live', async () => {
    await house.stop();
    await page().getByText('Not live: reconnecting…').waitFor();
  });

  /** Holds for who connects from now on: whoever is connected has to come anew. */
  async function makeReadOnly(isOn: boolean): Promise<void> {
    const name = new URL(house.databaseUrl).pathname.slice(1);
    const onServer = (sql: string) => query(process.env.TEST_DATABASE_URL!, sql);
    await onServer(`ALTER DATABASE ${name} SET default_transaction_read_only = ${isOn ? 'on' : 'off'}`);
    await onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  }

  /** Puts the pointer on a button that lies well within the window. */
  async function pointAtOne(buttons: Locator): Promise<{ x: number; y: number }> {
    await buttons.first().waitFor();
    // A list that was scrolled draws its rows a frame later.
    const [y, x] = await eventually(() =>
      buttons.evaluateAll((all) => {
        const places = all.map((each) => each.getBoundingClientRect()).filter(({ top }) => top > 250 && top < 550);
        return places.map(({ top, left, width, height }) => [top + height / 2, left + width / 2] as const)[0];
      }),
    );
    await page().mouse.move(x, y);
    return { x, y };
  }

  async function readTasks(): Promise<{ id: string; alertId: string }[]> {
    const query = `/tasks?state=open,claimed,in-progress&citizenId=${ward.citizenId}`;
    return (await call<{ items: { id: string; alertId: string }[] }>(house, ward.birgitteToken, 'GET', query)).items;
  }
});
