import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn as signInByRest } from '../support/api.js';
import { Channels } from '../../src/deliveries/channels.js';
import { DeliveriesService } from '../../src/deliveries/deliveries.service.js';
import type { DeliveryResult } from '../../src/deliveries/delivery.rules.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';

const chromium = findChromium();
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];

/** What the house is run by, in a browser. */
(chromium ? describe : describe.skip)('operations on the console', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  let browser: Browser;
  let answer: DeliveryResult = { outcome: 'give-up', error: 'no-active-service' };
  const page = () => browser.page;
  const tabs = () => page().getByRole('navigation', { name: 'Operations' });
  const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true });
  const text = (words: string | RegExp) => page().getByText(words);
  const rail = () => page().getByRole('navigation', { name: 'Pages' });

  /** Whoever was here before is out, and who has this name begins where her work does. */
  async function signIn(name: string): Promise<void> {
    await page().context().clearCookies();
    await page().goto(house.httpUrl);
    await page().getByLabel('User name').fill(name.toLowerCase());
    await page().getByLabel('Password').fill(`${name} sings at dawn`);
    await page().getByRole('button', { name: 'Sign in' }).click();
    await rail().waitFor();
  }

  /** It is said, and read: whoever saves again is not told of the time before. */
  async function isSaved(): Promise<void> {
    const notice = page()
      .locator('.notice')
      .filter({ hasText: /^Saved\./ });
    await notice.waitFor();
    await page().evaluate(`for (const each of document.querySelectorAll('.notice > button')) each.click()`);
    await notice.waitFor({ state: 'detached' });
  }

  /** What is asked about first is done once it was asked. */
  async function doAsked(name: string): Promise<void> {
    await button(name).click();
    await page().getByRole('dialog').getByRole('button', { name, exact: true }).click();
  }

  async function goTo(path: string, heading: string): Promise<void> {
    await page().goto(house.httpUrl + path);
    await page().getByRole('heading', { name: heading, level: 2 }).waitFor();
  }

  beforeAll(async () => {
    house = await startHouse({
      at: '2026-03-10T07:00:00Z',
      prepare: ({ app }) => app.get(Channels).register({ name: 'ehr', deliver: () => Promise.resolve(answer) }),
    });
    town = await makeTown(house);
    resident = await town.citizen();
    await town.staff('Odd', ['operator'], []);
    await town.staff('Ada', ['administrator'], []);
    await town.staff('Eve', ['administrator', 'lead'], []);
    await town.staff('Aud', ['auditor'], []);
    await town.staff('Lea', ['lead'], [town.west.teamId]);
    await town.nurse('Nan', [town.west.teamId]);
    browser = await openBrowser(chromium!, house.httpUrl);
  });

  afterAll(async () => {
    await browser?.close();
    await resident?.dispenser.leave();
    await house?.stop();
  });

  it('is where whoever has no queue begins, and is shown by rights', async () => {
    await signIn('Odd');
    await page().getByRole('heading', { name: 'Operations' }).waitFor();
    expect(new URL(page().url()).pathname).toBe('/operations');
    await text('Everything does its work.').waitFor();
    expect(await rail().getByRole('link').allInnerTexts()).toEqual(['Operations', 'Me']);
    await tabs().getByRole('link', { name: 'Health' }).click();
    await page().getByRole('heading', { name: 'Who hears dispensers' }).waitFor();
    await text('(this node)').waitFor();
    await text('1 of 1 dispensers').waitFor();
    expect(await page().locator('.checks li').count()).toBeGreaterThan(10);
    await signIn('Nan');
    await rail().getByRole('link', { name: 'Queue' }).waitFor();
    expect(await rail().getByRole('link', { name: 'Operations' }).count()).toBe(0);
    await page().goto(`${house.httpUrl}/operations`);
    await text('This is not yours to see.').waitFor();
  });

  it('says that it is old where it cannot be read again, and is read again by itself', async () => {
    await signIn('Odd');
    await goTo('/operations/health', 'Health');
    await text('Everything does its work.').waitFor();
    await page().route('**/operations/health', (route) =>
      route.request().resourceType() === 'fetch' ? route.abort() : route.continue(),
    );
    await button('Read again').click();
    await text(/^It cannot be read at the moment. What stands here is from \d\d:\d\d/).waitFor();
    await text('Everything does its work.').waitFor();
    await page().unroute('**/operations/health');
    await text(/^Read at \d\d:\d\d/).waitFor();
    browser.complaints.splice(0);
  });

  describe('accounts', () => {
    const secret = () => page().locator('.shown-once input').inputValue();
    const enter = (username: string, password: string) =>
      fetch(`${house.httpUrl}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      });

    it('are opened, with a first password shown once, found by name, and given another', async () => {
      await signIn('Ada');
      await page().goto(`${house.httpUrl}/operations/staff`);
      await button('Read again').waitFor();
      await page().getByRole('link', { name: 'New account' }).click();
      await page().getByLabel('User name').fill('NAN');
      await page().getByLabel('Name, as others see it').fill('Invented Nurse');
      await button('New account').click();
      await page().getByText('Choose one role at least.').waitFor();
      await page().getByLabel('Nurse', { exact: true }).check();
      await page().getByRole('checkbox', { name: 'West Day' }).check();
      await button('New account').click();
      await page().getByText('Somebody has this user name already.').first().waitFor();
      await page().getByLabel('User name').fill('nova');
      await button('New account').click();
      await page().locator('.shown-once').waitFor();
      const first = await secret();
      expect((await enter('nova', first)).status).toBe(200);
      await button('I have it').click();
      await page().getByRole('heading', { name: 'Invented Nurse' }).waitFor();
      await doAsked('Make a new password');
      await page().locator('.shown-once').waitFor();
      const second = await secret();
      expect([(await enter('nova', first)).status, (await enter('nova', second)).status]).toEqual([401, 200]);
      await doAsked('Disable');
      await page().getByText('nobody can sign in with it').waitFor();
      expect((await enter('nova', second)).status).toBe(401);
      await page().getByRole('link', { name: '← Staff' }).click();
      const found = page().locator('.entries li');
      await found.first().waitFor();
      expect(await found.filter({ hasText: 'Invented Nurse' }).count()).toBe(0);
      await page().getByLabel('Disabled ones too').check();
      await page().getByLabel('Name or user name').fill('invented n');
      await page().getByText('1 account', { exact: true }).waitFor();
      expect(await found.innerText()).toMatch(/Invented Nurse[^]*disabled[^]*nova · Nurse · West Day/);
    });

    it('that somebody else has changed meanwhile are not written over, and what was typed stays', async () => {
      const { items } = await town.api.get('/staff');
      const lea = items.find(({ username }) => username === 'lea')!;
      await page().goto(`${house.httpUrl}/operations/staff/${lea.id}`);
      await page().getByLabel('Name, as others see it').fill('Lea the Second');
      await town.api.ask('PATCH', `/staff/${lea.id}`, { displayName: 'Lea the First' });
      await button('Save').click();
      await page()
        .getByText(/^Somebody else has changed this meanwhile/)
        .waitFor();
      expect(await page().getByLabel('Name, as others see it').inputValue()).toBe('Lea the Second');
      await button('Show what is there now').click();
      await page().getByRole('heading', { name: 'Lea the First' }).waitFor();
      await page().getByLabel('Name, as others see it').fill('Lea the Third');
      await button('Save').click();
      await page().getByRole('heading', { name: 'Lea the Third' }).waitFor();
      browser.complaints.splice(0);
    });

    it('of systems say in words what they may, and their secret is shown once and renewed', async () => {
      await page().goto(`${house.httpUrl}/operations/partners/new`);
      await page().getByLabel('What the system is called').fill('Invented EHR');
      await button('Let a system in').click();
      await page().getByText('Choose one at least.').waitFor();
      await page().getByLabel('reports:read').check();
      await page().getByLabel('East', { exact: true }).check();
      await button('Let a system in').click();
      await page().locator('.shown-once').waitFor();
      const first = await secret();
      await button('I have it').click();
      await page().getByText('see figures and coverage').waitFor();
      const clientId = await page().locator('section.access code').innerText();
      const grant = async (clientSecret: string) =>
        (
          await fetch(`${house.httpUrl}/oauth/token`, {
            method: 'POST',
            body: new URLSearchParams({
              grant_type: 'client_credentials',
              client_id: clientId,
              client_secret: clientSecret,
            }),
          })
        ).status;
      expect(await grant(first)).toBe(200);
      await button('New secret').click();
      await button('No, leave it').click();
      expect(await grant(first)).toBe(200);
      await doAsked('New secret');
      await page().locator('.shown-once').waitFor();
      expect([await grant(first), await grant(await secret())]).toEqual([401, 200]);
      await doAsked('Shut out');
      await page().getByText('Invented EHR is shut out.').waitFor();
      expect(await page().locator('.entries').innerText()).not.toContain('Invented EHR');
    });

    it('are nobody’s to see but an administrator’s', async () => {
      await signIn('Lea');
      await page().goto(`${house.httpUrl}/operations/staff`);
      await page().getByText('This is not yours to see.').waitFor();
      await tabs().getByRole('link', { name: 'Teams and rosters' }).waitFor();
      expect(await tabs().getByRole('link', { name: 'Staff' }).count()).toBe(0);
    });
  });

  describe('a roster', () => {
    it('says which hours become bare before it is saved, and is not written over by another', async () => {
      await town.api.put(`/teams/${town.west.teamId}/roster`, {
        shifts: [{ days: EVERY_DAY, from: '07:00', to: '23:00' }],
      });
      await signIn('Lea');
      await page().goto(`${house.httpUrl}/operations/teams`);
      await page()
        .getByRole('link', { name: /^West Day/ })
        .click();
      const days = page().locator('.week-grid tbody tr');
      await days.first().waitFor();
      expect(await days.count()).toBe(7);
      expect(await days.nth(1).innerText()).toMatch(/Tue,? 10 Mar[^]*07:00–23:00[^]*nobody visits 00:00–07:00/);
      const first = page().locator('.shift').first();
      await first.getByLabel('Wed').focus();
      await page().keyboard.press('ArrowRight');
      await page().keyboard.press('Space');
      await page().getByText('Saving this leaves nobody who visits in the district:').waitFor();
      expect(await page().locator('.lines.bare li').first().innerText()).toMatch(/Thu,? 12 Mar 07:00–23:00/);
      await button('Save the roster').click();
      await page().getByRole('dialog').getByText('nobody who visits in the district would be on duty').waitFor();
      await button('No, leave it').click();
      expect(await shiftsOf()).toHaveLength(1);
      await first.getByLabel('Holiday').uncheck();
      await page().getByText('No shift is for holidays').waitFor();
      await first.getByLabel('Holiday').check();
      await button('Save the roster').click();
      await button('Save all the same').click();
      await isSaved();
      expect((await shiftsOf())[0]!.days).toEqual(['mon', 'tue', 'wed', 'fri', 'sat', 'sun', 'holiday']);
      await first.getByLabel('Thu').check();
      await town.api.put(`/teams/${town.west.teamId}/roster`, {
        shifts: [{ days: EVERY_DAY, from: '07:00', to: '22:00' }],
      });
      await button('Save the roster').click();
      await page()
        .getByText(/^Somebody else has changed this meanwhile/)
        .waitFor();
      expect((await shiftsOf())[0]!.to).toBe('22:00');
      await button('Show what is there now').click();
      await days.filter({ hasText: '07:00–22:00' }).first().waitFor();
      browser.complaints.splice(0);
    });

    it('has exceptions for a date, and its week stands in the address', async () => {
      await button('One more exception').click();
      await page().getByLabel('Why, if you want to say').fill('training');
      await page().getByText('Saving this leaves nobody who visits in the district:').waitFor();
      expect(await page().locator('.lines.bare li').innerText()).toMatch(/Wed,? 11 Mar 07:00–15:00/);
      await page().locator('.override').getByLabel('To', { exact: true }).fill('2026-03-10T08:00');
      await page().getByText('It has to end after it begins.').waitFor();
      await button('Give up my changes').click();
      await button(/The week after$/).click();
      await page()
        .getByText(/16 Mar to .*22 Mar/)
        .waitFor();
      await page().reload();
      await page()
        .getByText(/16 Mar to .*22 Mar/)
        .waitFor();
      browser.complaints.splice(0);
    });

    it('is of a team that an administrator makes and changes beside it', async () => {
      await signIn('Ada');
      await page().goto(`${house.httpUrl}/operations/teams`);
      await page().getByRole('link', { name: 'New team' }).click();
      await page().getByLabel('What it is called').fill('Invented Evening');
      await page().getByLabel('What it does').selectOption({ label: 'Night team' });
      await page().getByLabel('Its district').selectOption({ label: 'East' });
      await page().getByLabel('Base, latitude').fill('5525');
      await page().getByLabel('Base, longitude').fill('9,75');
      await button('New team').click();
      await page().getByText('A number from -90 to 90, such as 55.25.').waitFor();
      await page().getByLabel('Base, latitude').fill('55,25');
      await button('New team').click();
      await page().getByRole('heading', { name: 'Invented Evening' }).waitFor();
      await isSaved();
      await button('One more shift').click();
      await button('Save the roster').click();
      await isSaved();
      expect(await page().getByLabel('Its district').locator('option:checked').innerText()).toBe('East');
      await page().getByLabel('What it is called').fill('Invented Night');
      await button('Save').click();
      await page().getByRole('heading', { name: 'Invented Night' }).waitFor();
      const { items } = await town.api.get('/teams');
      expect(items.find(({ name }) => name === 'Invented Night')).toMatchObject({
        kind: 'night',
        base: { lat: 55.25, lon: 9.75 },
        roster: { shifts: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '15:00' }] },
      });
      await doAsked('Delete the team');
      await page()
        .getByRole('link', { name: /^West Day/ })
        .waitFor();
      expect(await page().locator('.entries').innerText()).not.toContain('Invented Night');
      browser.complaints.splice(0);
    });

    async function shiftsOf() {
      return (await town.api.get(`/teams/${town.west.teamId}`)).roster.shifts;
    }
  });

  it('shows who opened whom and what she looked at, to be put down as right or not, but not her own', async () => {
    const { citizenId } = await town.citizen({ connect: false, mobile: '+4500000009' });
    const eva = await town.nurse('Eva', [town.east.teamId]);
    await eva.post(`/citizens/${citizenId}/break-glass`, {
      reason: 'relative-asks',
      text: 'Her son could not reach her',
    });
    await eva.get(`/citizens/${citizenId}`);
    await signIn('Lea');
    await page().goto(`${house.httpUrl}/operations`);
    await tabs().getByRole('link', { name: 'Break-glass' }).click();
    const entry = page().locator('.openings > li').filter({ hasText: 'Eva → Invented Citizen 2' });
    await entry.getByText('Her son could not reach her').waitFor();
    expect(await entry.getByRole('listitem').innerText()).toMatch(
      /Who she is, and how she is reached\s+once, last .* · mobile/,
    );
    await entry.getByLabel('A word about it').fill('the son is her next of kin');
    await entry.getByRole('button', { name: 'It was right', exact: true }).click();
    await page().getByText('All of it was looked at.').waitFor();
    await page().getByRole('link', { name: 'All', exact: true }).click();
    await page().waitForURL(/\?state=all$/);
    await entry.getByText(/^Lea.* found it right, .*: the son is her next of kin$/).waitFor();
    const { items } = await town.api.get(`/tasks?state=open&citizenId=${citizenId}`);
    expect(items).toEqual([]);
  });

  describe('districts', () => {
    const ring = (west: number, east: number) => [
      [west, 55],
      [east, 55],
      [east, 55.5],
      [west, 55.5],
      [west, 55],
    ];
    const paste = (features: Record<string, number[][]>) =>
      page()
        .getByLabel('Or paste it here')
        .fill(
          JSON.stringify({
            type: 'FeatureCollection',
            features: Object.entries(features).map(([navn, outline]) => ({
              type: 'Feature',
              properties: { navn },
              geometry: { type: 'Polygon', coordinates: [outline] },
            })),
          }),
        );
    const outcome = () => page().getByRole('region', { name: 'What would come of it' });
    const polygonOf = async (id: string) => (await town.api.get(`/districts/${id}`)).polygon?.coordinates;

    it('are made and changed, with limits, and a municipality with days of its own', async () => {
      await signIn('Ada');
      await page().goto(`${house.httpUrl}/operations/districts`);
      await page().getByRole('link', { name: 'New district' }).click();
      await page().getByLabel('What it is called').fill('Invented Zone');
      await page().getByLabel('It lies in').selectOption({ label: 'East' });
      await button('New district').click();
      await page().getByRole('heading', { name: 'Invented Zone' }).waitFor();
      await isSaved();
      await page().getByLabel('P1, Until somebody had it').fill('7.5');
      await button('Save the limits').click();
      await isSaved();
      const id = new URL(page().url()).pathname.split('/').at(-1)!;
      expect((await town.api.get(`/districts/${id}/limits`)).limits).toEqual({ P1: { toClaim: 'PT7M30S' } });
      await town.api.put(`/districts/${id}`, { name: 'Renamed Zone', parentId: town.east.districtId });
      await page().getByLabel('What it is called').fill('Overwritten Zone');
      await button('Save').click();
      await page()
        .getByText(/^Somebody else has changed this meanwhile/)
        .waitFor();
      await button('Show what is there now').click();
      await page().getByRole('heading', { name: 'Renamed Zone' }).waitFor();
      await page().getByRole('link', { name: '← Districts' }).click();
      const line = page().locator('.entries li').filter({ hasText: 'Renamed Zone' });
      await line.getByText('To be taken: P1 in 7.5 min').waitFor();
      await line.getByRole('link').click();
      await button('Delete the district').click();
      await page().getByText('shown with East from then on').waitFor();
      await button('Delete the district').last().click();
      await page().getByRole('link', { name: 'New borders from a file' }).waitFor();
      await page().goto(`${house.httpUrl}/operations/districts/${town.municipalityId}`);
      await button('One more day').click();
      await page().getByLabel('Date', { exact: true }).fill('2026-12-24');
      await page().getByLabel('What it is called, if anything').fill('Christmas Eve');
      await button('Save the days').click();
      await isSaved();
      expect((await town.api.get(`/districts/${town.municipalityId}/holidays`)).days).toEqual([
        { date: '2026-12-24', name: 'Christmas Eve', holiday: true },
      ]);
      browser.complaints.splice(0);
    });

    it('are drawn anew from a file: found by name, tried out, never on each other, all of them or none', async () => {
      const [west, east] = [await polygonOf(town.west.districtId), await polygonOf(town.east.districtId)];
      await page().goto(`${house.httpUrl}/operations/districts/import`);
      await page().getByLabel('Or paste it here').fill('POLYGON((9 55))');
      await page().getByText('This is no GeoJSON').waitFor();
      await paste({ WEST: ring(530_000, 540_000) });
      await page().getByText('not in UTM').waitFor();
      await paste({ WEST: ring(9, 9.7), nowhere: ring(9.7, 10) });
      await outcome()
        .getByText(/^lies on East by [\d,.]+ km²: this cannot be saved/)
        .waitFor();
      await page().locator('path.border.overlap').waitFor();
      expect(await button('Draw this border').isEnabled()).toBe(false);
      await page().getByLabel('nowhere').selectOption({ label: 'East' });
      await outcome()
        .getByText(/^East loses|East gains 0 m², loses/)
        .waitFor();
      await page().locator('path.border.overlap').waitFor({ state: 'detached' });
      expect(await page().locator('path.border.draft').count()).toBe(2);
      await button('Draw these 2 borders').click();
      await button('No, leave it').click();
      expect([await polygonOf(town.west.districtId), await polygonOf(town.east.districtId)]).toEqual([west, east]);
      await doAsked('Draw these 2 borders');
      await isSaved();
      expect([await polygonOf(town.west.districtId), await polygonOf(town.east.districtId)]).toEqual([
        [ring(9, 9.7)],
        [ring(9.7, 10)],
      ]);
      await paste({ West: [9, 10, 9.5, 9.5, 9].map((lon, i) => [lon, [55, 56, 55, 56, 55][i]!]) });
      await outcome()
        .getByText(/crosses or touches itself at 9\.\d+, 55\.\d+/)
        .waitFor();
      await paste({ West: ring(9, 9.6).map(([lon, lat]) => [lat!, lon!]) });
      await page().getByText('Latitude seems to come first').waitFor();
      await button('Swap them').click();
      await outcome()
        .getByText(/^West gains 0 m², loses/)
        .waitFor();
      browser.complaints.splice(0);
    });
  });

  describe('lists', () => {
    const choose = (section: string, csv: string) =>
      page()
        .getByRole('region', { name: section })
        .getByLabel('File (CSV)')
        .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    const section = (name: string) => page().getByRole('region', { name, exact: true });

    it('of people are tried out, say every mistake, and give first passwords once', async () => {
      await signIn('Ada');
      await page().goto(`${house.httpUrl}/operations/lists`);
      expect(await section('Citizens').count()).toBe(0);
      const people = section('People who work here');
      await choose('People who work here', 'username,displayName,roles\nlist.eva,List Eva,queen\n');
      await people.getByRole('button', { name: 'Try it out' }).click();
      await people.getByText('1 mistake: nothing can be taken in.').waitFor();
      expect(await people.getByRole('row').nth(1).innerText()).toMatch(/2\s+roles\s+It must be one of: nurse/);
      expect(await people.getByRole('button', { name: 'Take all of it in' }).count()).toBe(0);
      await choose('People who work here', 'username,displayName,roles,teams\nlist.eva,List Eva,nurse,West Day\n');
      await people.getByRole('button', { name: 'Try it out' }).click();
      await people.getByText('1 would be new, 0 changed, 0 stay as they are.').waitFor();
      await people.getByRole('button', { name: 'Take all of it in' }).click();
      await people.getByText('Done: 1 new').waitFor();
      const password = await people.locator('code').innerText();
      expect((await signInByRest(house.httpUrl, 'list.eva', password)) !== null).toBe(true);
      await people.getByRole('button', { name: 'I have noted it' }).click();
      await people.locator('code').waitFor({ state: 'detached' });
    });

    it('of citizens are of whoever looks after them, placed by the postal codes of a file', async () => {
      const codes = section('Where postal codes lie');
      await codes.getByLabel('File (CSV)').setInputFiles({
        ...{ name: 'codes.csv', mimeType: 'text/csv' },
        buffer: Buffer.from('postcode;lat;lon\n9999;55,24;9,26\n'),
      });
      await codes.getByRole('button', { name: 'Load' }).click();
      await codes.getByText('Denmark: 1.').waitFor();
      await signIn('Lea');
      await page().goto(`${house.httpUrl}/operations/lists`);
      const citizens = section('Citizens');
      const row = 'EX-9;List Frida;Opdigtet Gade 9;9999;ja';
      await choose('Citizens', `externalId;displayName;street;postalCode;consent\n${row}\n`);
      await citizens.getByRole('button', { name: 'Try it out' }).click();
      await citizens.getByText('1 would be put in the middle of their postal code.').waitFor();
      await citizens.getByRole('button', { name: 'Take all of it in' }).click();
      await citizens.getByText('Done: 1 new').waitFor();
      expect(await section('People who work here').count()).toBe(0);
      browser.complaints.splice(0);
    });
  });

  it('shows what could not be used by its reason, says what each deed does, and what became of it', async () => {
    await resident.dispenser.publish('events', '{"half": ');
    await resident.dispenser.say('vendor.hummed', { data: { tune: 'Elise' } });
    await resident.dispenser.say('vendor.hummed', { data: { tune: 'Elise' } });
    await house.clock.settle();
    await signIn('Odd');
    await goTo('/operations/quarantine', 'Quarantine');
    await page().getByRole('heading', { name: '2 waiting, by reason' }).waitFor();
    const entry = (kind: string) =>
      page()
        .getByRole('listitem')
        .filter({ hasText: kind })
        .filter({ has: page().locator('summary') });
    await entry('Cannot be read').locator('summary').click();
    await text('What it says is shown to whoever may read all that dispensers say.').waitFor();
    expect(await text('Give to a citizen').count()).toBe(0);

    await signIn('Eve');
    await goTo('/operations/quarantine', 'Quarantine');
    const reasons = page().getByRole('region', { name: 'How much waits, by reason' });
    await reasons.getByRole('link', { name: 'Cannot be read' }).click();
    await page().waitForURL(/kind=rejected&reason=[0-9a-z]+$/);
    await entry('Of an unknown type').waitFor({ state: 'detached' });
    await page().reload();
    const rejected = entry('Cannot be read');
    await rejected.locator('summary').first().click();
    await rejected.getByText('{"half":').waitFor();
    await rejected.getByText('It stays here if it still cannot be read.').waitFor();
    await rejected.getByRole('button', { name: 'Again', exact: true }).click();
    await rejected.getByText('It still cannot be read.', { exact: true }).waitFor();

    await rejected.getByText('Give to a citizen').click();
    await rejected.getByRole('searchbox', { name: 'Citizen' }).fill('Invented Citizen 1');
    await page().keyboard.press('Enter');
    await rejected.getByText('1 found').waitFor();
    await rejected.getByRole('button', { name: 'It was hers' }).click();
    await text('Given to the citizen.').waitFor();
    await text('Nothing waits here.').waitFor();

    await button('Show everything that waits').click();
    await entry('Of an unknown type').getByText('reported 2 times').waitFor();
    await resident.dispenser.publish('events', '{"another": ');
    await house.clock.settle();
    await button('Read again').click();
    await button('Mark all 2 shown').click();
    await text('2 marked').waitFor();
    const [first] = (await town.api.get('/quarantine?kind=rejected')).items;
    await town.api.post(`/quarantine/${first!.id}/dismiss`, {});
    await button('Lay aside those marked').click();
    await text('1 of 2 done.').waitFor();
    await text('Nothing waits here.').waitFor();
    expect((await town.api.get('/quarantine?state=dismissed')).items).toHaveLength(2);
  });

  it('shows what could not be delivered, and sends it again', async () => {
    await house.app.get(FactBus).transact(async (turn) => {
      const nothing = { alertId: null, taskId: null, citizenId: null, districtId: null };
      house.app
        .get(DeliveriesService)
        .write(turn, [
          { ...nothing, purpose: 'export', recipientKind: 'system', recipientId: 'ehr', channels: ['ehr'], about: 'x' },
        ]);
      return { facts: [], result: undefined };
    });
    await house.clock.settle();
    await signIn('Odd');
    await goTo('/operations/deliveries', 'Deliveries');
    const row = page().getByRole('row', { name: /^To the record system/ });
    await row.getByText('no-active-service').waitFor();
    await text('Nothing fails.').waitFor();
    answer = { outcome: 'delivered' };
    await row.getByRole('button', { name: /^Send again/ }).click();
    await text('It is sent again.').waitFor();
    await house.clock.settle();
    await page().getByLabel('Shown').selectOption('Delivered');
    await page().waitForURL(/\?state=delivered$/);
    await row.waitFor();
  });

  it('changes a ladder by its fields: what is wrong stands at the field, and what changes is said before', async () => {
    const path = `/operations/ladders/standard-dose?district=${town.west.districtId}`;
    await signIn('Lea');
    await goTo('/operations/ladders', 'Ladders');
    await page().getByLabel('As it holds').selectOption({ label: 'District West' });
    await page().getByRole('link', { name: 'standard dose' }).click();
    await page().waitForURL(house.httpUrl + path);
    await page().getByRole('heading', { name: 'standard dose', level: 2 }).waitFor();
    await text('What holds there: the default.').waitFor();
    const step = (n: number) => page().getByRole('group', { name: `Step ${n}`, exact: true });
    const changes = page().getByRole('region', { name: 'What you change' });
    await changes.getByText('Nothing changes.').waitFor();
    await step(2).getByLabel('After, in minutes').fill('20');
    await step(5).getByRole('combobox').selectOption('nearest team');
    await changes.getByText('Step 2: after 15 min, nearest team: visit → after 20 min, nearest team: visit').waitFor();
    await changes.getByRole('button', { name: 'Save' }).click();
    await text('Not saved: what is wrong stands at its field.').waitFor();
    await step(5).getByText('The last step must always reach somebody').waitFor();
    expect(await step(5).getByRole('combobox').getAttribute('aria-invalid')).toBe('true');
    await step(5).getByRole('combobox').selectOption('manager');

    const rungs = [{ after: 'PT0S', actions: ['visit'], to: 'manager' }];
    await town.api.put(`/ladders/standard-dose?districtId=${town.west.districtId}`, { rungs, claimTimeout: 'PT30M' });
    await changes.getByRole('button', { name: 'Save' }).click();
    await text(/^Not saved: somebody else changed it meanwhile/).waitFor();
    await text('What holds there: District West.').waitFor();
    await changes.getByText(/^Step 1: at once, manager: visit → at once, e-district/).waitFor();
    await changes.getByRole('button', { name: 'Save' }).click();
    await text('Saved.').waitFor();
    browser.complaints.splice(0);
    const saved = await town.api.get(`/ladders/standard-dose?districtId=${town.west.districtId}`);
    expect(saved.rungs.map(({ after }) => after)).toEqual(['PT0S', 'PT20M', 'PT30M', 'PT45M', 'PT1H']);

    await page().reload();
    await text('Then this holds again: the default.').waitFor();
    await button('Forget it').click();
    await text('What holds there: the default.').waitFor();
    await goTo('/operations/ladders/standard-dose', 'standard dose');
    await text(/^You can read it. What holds for everybody is changed by who sees every district/).waitFor();
    expect(await button('Save').count()).toBe(0);
  });

  it('shows who looked at whom: to an auditor everywhere, to a lead of her own, as a file too', async () => {
    const { citizenId } = resident;
    await signIn('Lea');
    await goTo('/operations/reads', 'Who looked');
    await text('Choose a citizen first.').waitFor();
    await text('Find the citizen by name').click();
    await page().getByRole('searchbox', { name: 'Citizen' }).fill('Invented Citizen 1');
    await page().keyboard.press('Enter');
    await text('1 found').waitFor();
    await page().getByRole('form', { name: 'Find the citizen by name' }).getByRole('button', { name: 'Show' }).click();
    await page().waitForURL(new RegExp(`citizen=${citizenId}$`));
    const log = page().getByRole('region', { name: 'Who looked' });
    await log.getByRole('button', { name: 'Lea' }).first().waitFor();

    await signIn('Aud');
    await goTo('/operations/reads', 'Who looked');
    await text('That you look here is logged too').waitFor();
    await log
      .getByRole('row', { name: /Lea.*Saw/ })
      .first()
      .waitFor();
    await log.getByRole('button', { name: 'Lea' }).first().click();
    await page().waitForURL(/who=[0-9a-f-]{36}$/);
    await log.getByRole('button', { name: 'Eve' }).first().waitFor({ state: 'detached' });
    const [file] = await Promise.all([page().waitForEvent('download'), button('As a file for a spreadsheet').click()]);
    expect(file.suggestedFilename()).toBe('Who looked.csv');
    await page().getByLabel('Citizen, by id').fill('Karla');
    await button('Show').click();
    await text('That is no id.').waitFor();
  });

  describe('the fleet', () => {
    const rows = () => page().locator('.fleet-row');
    const choose = (csv: string) =>
      page()
        .locator('input[type=file]')
        .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

    it('comes from a list: its mistakes are told, then it is registered, and its secrets are there this once', async () => {
      await signIn('Ada');
      await page().goto(`${house.httpUrl}/operations/fleet`);
      await page().getByRole('link', { name: 'Register many from a list' }).click();
      await choose('deviceId;presence\nLIST-0001;never\nLIST/2;\nLIST-0001;\n');
      await page().getByRole('heading', { name: '2 mistakes' }).waitFor();
      expect(await page().locator('.mistakes tbody tr').allInnerTexts()).toEqual([
        expect.stringMatching(/^2\s+presence\s+It must be one of: connected, visit\.$/),
        expect.stringMatching(/^3\s+deviceId\s+It is not written as it has to be\.$/),
      ]);
      expect(await button(/^Make \d+ secrets?$/).count()).toBe(0);
      const many = Array.from({ length: 1_200 }, (_, n) => `LIST-${String(n).padStart(4, '0')};"Box; ""${n}"""`);
      await choose(['deviceId;model', ...many].join('\r\n'));
      await page().getByText('1200 dispensers would be registered.').waitFor();
      await button('Make 1200 secrets').click();
      await page().getByRole('heading', { name: '1200 secrets' }).waitFor();
      expect(await page().locator('.claims tbody tr').nth(7).innerText()).toMatch(
        /^LIST-0007\s+Box; "7"\s+[\w-]{43}\s*$/,
      );
      const secret = await page().locator('.claims code').nth(7).innerText();
      const dispenser = await Dispenser.connect(house.mqttUrl, 'LIST-0007', secret, () => house.clock.now());
      await page().getByRole('link', { name: '← Dispensers' }).click();
      await rows().first().waitFor();
      await page().goBack();
      await page().getByText('It is tried out first').waitFor();
      expect(await page().locator('.claims').count()).toBe(0);

      await eventually(async () => (await town.api.get('/dispensers/LIST-0007')).state === 'online');
      await page().goto(`${house.httpUrl}/operations/fleet?q=LIST-0007`);
      await rows().filter({ hasText: 'Connected' }).waitFor();
      await dispenser.leave();
    });

    it('is one long list: few rows are in the document, filters count, and each stands in the address', async () => {
      await page().goto(`${house.httpUrl}/operations/fleet`);
      await rows().first().waitFor();
      expect(await rows().count()).toBeLessThan(60);
      await button(/^Serves nobody\s*1200$/).waitFor();
      const last = rows().filter({ hasText: 'LIST-1199' });
      while ((await last.count()) === 0) await page().mouse.wheel(0, 20_000);
      await page().getByLabel('Device id').fill('list-0042');
      await rows().filter({ hasText: 'LIST-0042' }).waitFor();
      expect(await rows().count()).toBe(1);
      await page().waitForURL(/q=list-0042/);
      await page().reload();
      await rows().filter({ hasText: 'LIST-0042' }).waitFor();
      await button(/^Offline/).click();
      await page().getByText('No dispenser fits.').waitFor();
      await page().goBack();
      await rows().first().click();
      await page().getByRole('heading', { name: 'LIST-0042' }).waitFor();
    });

    it('shows why one is not heard, renews its secret after asking, and takes it out of use', async () => {
      const wrong = Dispenser.connect(house.mqttUrl, 'LIST-0042', 'wrong', () => house.clock.now());
      await expect(wrong).rejects.toMatchObject({ code: 5 });
      await eventually(async () => {
        await button('Read again').click();
        return (await page().locator('.verdicts').innerText()).includes('It shows a wrong secret.');
      });
      await button('New secret').click();
      await page().getByRole('dialog').getByText('The new one is shown once.').waitFor();
      await button('No, leave it').click();
      await doAsked('New secret');
      const secret = await page().locator('.shown-once input').inputValue();
      await (await Dispenser.connect(house.mqttUrl, 'LIST-0042', secret, () => house.clock.now())).leave();
      await button('I have it').click();
      expect(await page().locator('.shown-once').count()).toBe(0);
      await doAsked('Take out of use');
      await button('Take into use again').waitFor();
      await page().locator('.fleet-state.retired').waitFor();
    });

    it('takes in one by itself, and says so where there is one of that name', async () => {
      await page().goto(`${house.httpUrl}/operations/register`);
      await page().getByLabel('Device id').fill('LIST-0001');
      await button('Register').click();
      await page().getByText('There is a dispenser of that name already.').first().waitFor();
      await page().getByLabel('Device id').fill('ONE-1');
      await button('Register').click();
      await page().locator('.shown-once').waitFor();
      await button('I have it').click();
      await page().getByRole('heading', { name: 'ONE-1' }).waitFor();
      await signIn('Nan');
      await page().goto(`${house.httpUrl}/operations/fleet`);
      await page().getByText('This is not yours to see.').waitFor();
      browser.complaints.splice(0);
    });
  });

  describe('a start-up meeting', () => {
    it('is ticked by what the house knows, left and taken up again, and ends with the watch, which can be taken back', async () => {
      const { id } = await town.api.post('/citizens', {
        displayName: 'Invented Beginner',
        address: { lat: 55.24, lon: 9.26 },
        districtId: town.west.districtId,
        consent: { telemetry: false },
      });
      const { secret } = await town.api.post('/dispensers', { deviceId: 'START-1' });
      await signIn('Lea');
      await page().goto(`${house.httpUrl}/citizens/${id}`);
      await page().getByRole('link', { name: 'Start-up meeting' }).click();
      await page().waitForURL(/\/start$/);
      const step = (n: number) =>
        page()
          .locator('.setup-steps > li')
          .nth(n - 1);
      const isDone = (n: number) => step(n).locator('.step-state', { hasText: 'done' }).waitFor();
      await step(7).getByText('First: Consent, Dispenser, A test dose that was seen.').waitFor();
      await step(1).getByRole('button', { name: 'She agrees' }).click();
      await isDone(1);
      await step(2).getByLabel('Mobile').fill('not a number');
      await step(2).getByRole('button', { name: 'Save' }).click();
      await step(2).getByText('This does not fit: Mobile.').waitFor();
      await step(2).getByLabel('Mobile').fill('+45 00 00 00 21');
      await step(2).getByRole('button', { name: 'Save' }).click();
      await isDone(2);
      await step(3).getByLabel('Name').fill('Invented Daughter');
      await step(3).getByRole('button', { name: 'Add' }).click();
      await isDone(3);
      await step(4).locator('select').selectOption({ label: 'Nan' });
      await step(4).getByRole('button', { name: 'Save' }).click();
      await isDone(4);

      await page().reload();
      await isDone(4);
      await step(5).getByLabel('Id of the dispenser').fill('START-1');
      await step(5).getByRole('button', { name: 'Save' }).click();
      await isDone(5);
      await step(6).getByText('It was not heard yet.').waitFor();
      const dispenser = await Dispenser.connect(house.mqttUrl, 'START-1', secret, () => house.clock.now());
      await dispenser.say('dose.dispensed', { data: { dueAt: house.clock.now().toISOString() } });
      await isDone(6);
      expect((await town.api.get(`/citizens/${id}/start`)).watchedSince).toBeNull();
      await step(7).getByRole('button', { name: 'Watch from now on' }).click();
      await step(7)
        .getByText(/^Her doses are watched since/)
        .waitFor();
      expect((await town.api.get(`/citizens/${id}/start`)).watchedSince).not.toBeNull();
      await step(7)
        .getByRole('button', { name: /^Take it back/ })
        .click();
      await step(7).getByRole('button', { name: 'Watch from now on' }).waitFor();
      expect((await town.api.get(`/citizens/${id}/schedule`)).slots).toEqual([]);
      await dispenser.leave();
      browser.complaints.splice(0);
    });
  });

  it('asked nobody but the house, and complained of nothing', () => expect(browser.complaints).toEqual([]));
});
