import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { en } from '../../src/words/en.js';
import type { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { freeze } from '../support/freeze.js';
import { type House, startHouse } from '../support/house.js';
import { buildService, makeService, type Service } from '../support/service.js';
import { makeTown, type Resident, type Town } from '../support/town.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';

const chromium = findChromium();
/** How long a morning's round of screen calls is, and how much of it is told; `BROWSER=long` for ten of forty. */
const ROUND = process.env.BROWSER === 'long' ? { calls: 40, told: 10 } : { calls: 16, told: 4 };
const { personal, banner, command } = en;

type Nurse = Api & { readonly staffId: string };
type Wanted = { kind?: string; priority?: string; ladder?: string; assigneeId?: string; text?: string };

/**
 * What the console promises, held against the house: Anna's page is at the house itself, the other at a gateway of its own, in a process
 * that can be frozen and killed. It is 08:30 in Copenhagen.
 */
(chromium ? describe : describe.skip)('the console, as it is promised', () => {
  let house: House;
  let gateway: Service;
  let town: Town;
  let anna: Nurse, bo: Nurse;
  let desk: Browser, other: Browser;
  let made = 0;
  /** Each of a story: a list that somebody is in is held as it is. */
  const waiting: { task: string; displayName: string }[] = [];

  const citizen = async (more: object = {}) => {
    const wanted = {
      displayName: `Opdigt ${String(++made).padStart(3, '0')}`,
      address: { street: `Opdigtet Gade ${made}`, lat: 55.24, lon: 9.26 },
      consent: { telemetry: true },
      ...more,
    };
    return { id: (await town.api.post('/citizens', wanted)).id, displayName: wanted.displayName };
  };
  const ask = async (citizenId: string, wanted: Wanted = {}) => {
    const task = { kind: 'call', priority: 'P3', text: 'Her son rang', ...wanted };
    return (await town.api.post('/tasks', { citizenId, ...task })).id;
  };
  const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
  const claimOn = (page: Page, name: string) => row(page, name).getByRole('button', { name: /^Claim/ });
  const live = (page: Page) => page.locator('.live:not(.off)').waitFor();

  async function signIn({ page }: Browser, url: string, name: string): Promise<void> {
    await page.context().clearCookies();
    await page.goto(url);
    await page.getByLabel('User name').fill(name.toLowerCase());
    await page.getByLabel('Password').fill(`${name} sings at dawn`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await live(page);
  }

  beforeAll(async () => {
    buildService();
    house = await startHouse({ at: '2026-03-10T07:30:00Z' });
    gateway = await makeService({ DATABASE_URL: house.databaseUrl, DATABASE_POOL_SIZE: '6', ROLES: 'web' });
    town = await makeTown(house);
    anna = await town.nurse('Anna', [town.west.teamId, town.eTeamId]);
    bo = await town.nurse('Bo', [town.west.teamId, town.eTeamId]);
    await town.nurse('Ellen', [town.eTeamId]);
    await gateway.start();
    for (let n = 0; n < 3; n++) {
      const { id, displayName } = await citizen();
      waiting.push({ task: await ask(id), displayName });
    }
    desk = await openBrowser(chromium!, house.httpUrl);
    other = await openBrowser(chromium!, gateway.httpUrl);
    await other.page.clock.install();
    await Promise.all([signIn(desk, house.httpUrl, 'Anna'), signIn(other, gateway.httpUrl, 'Bo')]);
  });

  afterAll(async () => {
    await desk?.close();
    await other?.close();
    await gateway?.kill();
    await house?.stop();
  });

  it('lets two who claim at once know who has it: one does, and the other is told', async () => {
    const { task, displayName } = waiting[0]!;
    const pages = [desk.page, other.page];
    let begun = 0;
    const both = Promise.withResolvers<undefined>();
    for (const page of pages)
      await page.route('**/claim', async (route) => {
        if (++begun === 2) both.resolve(undefined);
        await both.promise;
        await route.continue();
      });
    await Promise.all(pages.map((page) => claimOn(page, displayName).click()));
    await eventually(async () => (await town.api.get(`/tasks/${task}`)).state === 'claimed');
    const { claimedByName } = await town.api.get(`/tasks/${task}`);
    const [winner, loser] = claimedByName === 'Anna' ? [desk.page, other.page] : [other.page, desk.page];
    await row(winner, displayName)
      .getByText(/^You, /)
      .waitFor();
    await loser.getByText(new RegExp(`^${claimedByName} claimed it`)).waitFor();
    await row(loser, displayName).getByText(claimedByName!, { exact: true }).waitFor();
    expect(await claimsOf(task)).toBe(1);
    for (const page of pages) await page.unrouteAll({ behavior: 'wait' });
  });

  const claimsOf = async (task: string): Promise<number> =>
    (await house.query(`SELECT 1 FROM fact WHERE "type" = 'task.claimed' AND "subject" = $1`, [task])).length;

  it('says within ten seconds that a frozen gateway is not live, and does once what was pressed meanwhile', async () => {
    const { page } = other;
    const { task, displayName } = waiting[1]!;
    const goOn = freeze(gateway.pid);
    try {
      await page.clock.fastForward(10_000);
      await page.getByText(banner.lost).waitFor();
      await page.locator('.live.off').waitFor();
      await claimOn(page, displayName).click();
      await row(page, displayName).getByText(command.waiting).waitFor();
      expect(await claimsOf(task)).toBe(0);
    } finally {
      goOn();
    }
    await live(page);
    await page.getByText(banner.lost).waitFor({ state: 'detached' });
    await row(page, displayName)
      .getByText(/^You, /)
      .waitFor();
    expect(await claimsOf(task)).toBe(1);
  });

  it('says so at once when the gateway is killed, and does once what was pressed before it was there again', async () => {
    const { page } = other;
    const { task, displayName } = waiting[2]!;
    await gateway.kill();
    await page.getByText(banner.lost).waitFor();
    await page.locator('.live.off').waitFor();
    await claimOn(page, displayName).click();
    await row(page, displayName).getByText(command.unknown).waitFor();
    await gateway.start();
    await page.clock.fastForward(5_000);
    await live(page);
    await row(page, displayName)
      .getByText(/^You, /)
      .waitFor();
    expect(await claimsOf(task)).toBe(1);
  });

  it('puts a new critical task first, sounds, and says it in the title', async () => {
    const { page } = desk;
    await page.evaluate(`
      window.tones = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (at) { window.tones++; return start.call(this, at); };`);
    await page.getByRole('button', { name: /sound/i }).click();
    await eventually(async () => (await page.evaluate('window.tones')) === 2);
    for (let i = 0; i < 3; i++) await ask((await citizen()).id);
    const { id, displayName } = await citizen();
    await ask(id, { priority: 'P1' });
    await eventually(async () => (await page.locator('.row strong').first().innerText()) === displayName);
    await eventually(async () => (await page.evaluate('window.tones')) === 4);
    expect(await page.title()).toMatch(/^❗/);
    expect(await page.getByRole('alert').innerText()).toContain('New critical task, P1');
  });

  it('tells whoever has work, or was asked for it, each thing that becomes of it, wherever she is', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'Me', exact: true }).click();
    await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
    const seen = new Set<string>();
    const isTold = async (what: keyof typeof personal.news, who: string, more = '') => {
      const words = personal.news[what](who, more);
      await page.locator('.notice.personal').filter({ hasText: words }).first().waitFor();
      seen.add(what);
    };
    const named = async (wanted: Wanted = {}, more: object = {}) => {
      const { id, displayName } = await citizen(more);
      return { citizenId: id, displayName, task: await ask(id, wanted) };
    };
    /** Her page has in hand what she has before anything becomes of it. */
    const showsAllHers = () =>
      eventually(async () => {
        const shown = await page.getByRole('link', { name: /^Mine/ }).innerText();
        const sql = `SELECT 1 FROM task WHERE "claimedBy" = $1 AND "state" IN ('claimed', 'in-progress')`;
        return Number(shown.replaceAll(/\D/g, '')) === (await house.query(sql, [anna.staffId])).length;
      });
    const hers = async (wanted: Wanted = {}, more: object = {}) => {
      const about = await named(wanted, more);
      await showsAllHers();
      await anna.post(`/tasks/${about.task}/claim`);
      await showsAllHers();
      return about;
    };
    const equipped = (slots: { time: string }[], name: string) => town.citizen({ slots, displayName: name });
    const taskOf = async ({ citizenId }: Resident) => {
      await house.clock.settle();
      return (await town.api.get(`/tasks?state=open&citizenId=${citizenId}`)).items[0]!.id;
    };
    const missed = await equipped([{ time: '08:00' }], 'Opdigt Dose');
    const opened = await equipped([], 'Opdigt Lid');
    const jammed = await equipped([], 'Opdigt Jam');

    const asked = await named({ assigneeId: anna.staffId });
    await isTold('asked', asked.displayName, 'Call');
    await town.api.post(`/tasks/${asked.task}/resolve`, { outcome: 'taken-after-call', cause: 'asleep' });
    await isTold('closed', asked.displayName, en.state.resolved);

    const taken = await hers();
    await bo.post(`/tasks/${taken.task}/take-over`, {});
    await isTold('taken-over', taken.displayName, 'Bo');

    const moving = await hers();
    await town.api.patch(`/citizens/${moving.citizenId}`, { address: { lat: 55.24, lon: 9.76 } });
    await isTold('goes-elsewhere', moving.displayName);

    const dueAt = '2026-03-10T07:00:00.000Z';
    await missed.dispenser.say('dose.missed', { data: { dueAt } });
    await anna.post(`/tasks/${await taskOf(missed)}/start`, { mode: 'call' });
    await missed.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.settle();
    await page
      .locator('.notice.personal')
      .filter({ hasText: /^Opdigt Dose: .*closed by itself/ })
      .waitFor();
    seen.add('reported');

    await jammed.dispenser.say('device.jam', { data: { slot: 1 } });
    await anna.post(`/tasks/${await taskOf(jammed)}/claim`);
    await jammed.dispenser.say('dose.missed', { data: { dueAt: house.clock.now().toISOString() } });
    await house.clock.settle();
    await isTold('moved', 'Opdigt Jam');

    await opened.dispenser.say('device.opened', { data: {} });
    await anna.post(`/tasks/${await taskOf(opened)}/claim`);
    const ignored = await named({ assigneeId: anna.staffId, priority: 'P1' });
    const forgotten = await hers({ ladder: 'time-critical-dose' });
    await house.clock.forward({ minutes: 11 });
    await isTold('asked-others', ignored.displayName);
    await page
      .locator('.notice.personal')
      .filter({ hasText: new RegExp(`^${forgotten.displayName}: your claim runs out at`) })
      .waitFor();
    seen.add('reminded');
    await house.clock.forward({ minutes: 10 });
    await isTold('ran-out', forgotten.displayName);
    await house.clock.forward({ minutes: 10 });
    await isTold('raised', 'Opdigt Lid', `P3, ${en.priority.P3}`);

    const inEast = { address: { street: 'Opdigtet Gade 1', lat: 55.24, lon: 9.76 } };
    const left = await hers({ ladder: 'security' }, inEast);
    await town.api.patch(`/staff/${anna.staffId}`, { teamIds: [town.west.teamId] });
    await isTold('given-back', left.displayName);
    const late = await hers();
    await town.api.put(`/teams/${town.west.teamId}/roster`, { shifts: [] });
    await house.clock.forward({ minutes: 11 });
    await isTold('shift-over', late.displayName);
    expect([...seen].sort()).toEqual(Object.keys(personal.news).sort());
    for (const { dispenser } of [missed, opened, jammed]) await dispenser.leave();
  });

  it('is a round of screen calls: one after the other with the keyboard alone, three keys each, and one on a phone with five taps', async () => {
    const { page } = other;
    await page.context().route('https://call.example/**', (route) => route.fulfill({ body: 'a call' }));
    const tasks: string[] = [];
    for (let n = 1; n <= ROUND.calls; n++) {
      const { id } = await citizen({ displayName: `Morgen ${n}`, screenCallAddress: 'https://call.example/one' });
      tasks.push(await ask(id, { kind: 'screen-call', ladder: 'security', text: 'The morning call' }));
    }
    const done = async () => {
      const { items } = await town.api.get(`/tasks?state=resolved&limit=100&kind=screen-call`);
      return items.filter(({ id }) => tasks.includes(id));
    };
    await signIn(other, gateway.httpUrl, 'Ellen');
    // Keys are heard once the list is there and they were read.
    await eventually(async () => {
      await page.keyboard.press('/');
      return page.evaluate<boolean>(`document.activeElement.matches('input[type=search]')`);
    });
    await page.keyboard.type('Morgen');
    await page.locator(`[aria-setsize="${ROUND.calls}"]`).first().waitFor();
    let keys = 0;
    const press = async (key: string) => {
      keys++;
      await page.keyboard.press(key);
    };
    const selected = page.locator('.row.selected');
    await page.evaluate('document.activeElement.blur()');
    for (let n = 0; n < ROUND.told; n++) {
      keys = 0;
      if (n === 0) await press('j');
      await selected.and(page.locator('.open')).waitFor();
      const who = await selected.locator('strong').innerText();
      await press('c');
      await selected.getByText(/^You, /).waitFor();
      await press('3');
      await page.getByRole('form', { name: 'Close' }).or(page.locator('form.form')).first().waitFor();
      await press('Enter');
      await row(page, who).and(page.locator(':has(.leaving)')).waitFor();
      expect(keys).toBeLessThanOrEqual(6);
    }
    await page.clock.fastForward(11_000);
    await eventually(async () => (await done()).length === ROUND.told, 30_000);
    expect((await done()).map(({ outcome }) => outcome)).toEqual(Array(ROUND.told).fill('taken-after-call'));

    await page.setViewportSize({ width: 360, height: 740 });
    let taps = 0;
    const tap = async (what: ReturnType<Page['locator']>) => {
      taps++;
      await what.click();
    };
    await tap(page.locator('.row.open .row-open').first());
    const called = page.context().waitForEvent('page');
    await tap(page.locator('.phone-bar').getByRole('link', { name: 'Screen call' }));
    await (await called).close();
    await tap(page.locator('.phone-bar').getByRole('button', { name: 'Answered' }));
    await tap(page.locator('form.form').getByText(en.outcome['taken-after-call']!));
    await tap(page.locator('form.form button.primary'));
    await page.clock.fastForward(11_000);
    await eventually(async () => (await done()).length === ROUND.told + 1, 30_000);
    expect(taps).toBeLessThanOrEqual(5);
  });

  it('asked nobody but the house, and complained of nothing but the way to it', () =>
    expect([...desk.complaints, ...other.complaints].filter((text) => !/net::ERR_/.test(text))).toEqual([]));
});
