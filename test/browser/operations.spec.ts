import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn as signInByRest } from '../support/api.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Town } from '../support/town.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';

const chromium = findChromium();
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];

/** What the house is run by, in a browser. */
(chromium ? describe : describe.skip)('operations on the console', () => {
  let house: House;
  let town: Town;
  let browser: Browser;
  const page = () => browser.page;
  const tabs = () => page().getByRole('navigation', { name: 'Operations' });
  const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true });
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

  beforeAll(async () => {
    house = await startHouse({ at: '2026-03-10T07:00:00Z' });
    town = await makeTown(house);
    await town.staff('Odd', ['operator'], []);
    await town.staff('Ada', ['administrator'], []);
    await town.staff('Aud', ['auditor'], []);
    await town.staff('Lea', ['lead'], [town.west.teamId]);
    await town.nurse('Nan', [town.west.teamId]);
    browser = await openBrowser(chromium!, house.httpUrl);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  it('is where whoever has no queue begins, and is shown by rights', async () => {
    await signIn('Odd');
    await tabs().waitFor();
    expect(new URL(page().url()).pathname).toMatch(/^\/operations/);
    await tabs().getByRole('link', { name: 'At a glance' }).click();
    await page().getByRole('heading', { name: 'Operations' }).waitFor();
    await page().getByText('The gateway says that it is well.').waitFor();
    expect(await rail().getByRole('link').allInnerTexts()).toEqual(['Operations', 'Me']);
    await tabs().getByRole('link', { name: 'Health' }).click();
    await page().getByText('Everything does its work.').waitFor();
    expect(await page().locator('.checks li').count()).toBeGreaterThan(10);
    await signIn('Nan');
    await rail().getByRole('link', { name: 'Queue' }).waitFor();
    expect(await rail().getByRole('link', { name: 'Operations' }).count()).toBe(0);
    await page().goto(`${house.httpUrl}/operations`);
    await page().getByText('This is not yours to see.').waitFor();
  });

  it('says that it is old where it cannot be read again, and is read again by itself', async () => {
    await signIn('Odd');
    await page().goto(`${house.httpUrl}/operations/health`);
    await page().getByText('Everything does its work.').waitFor();
    await page().route('**/readyz', (route) => route.abort());
    await page().getByRole('button', { name: 'Read again' }).click();
    await page()
      .getByText(/^It cannot be read at the moment. What stands here is from \d\d:\d\d/)
      .waitFor();
    await page().getByText('Everything does its work.').waitFor();
    await page().unroute('**/readyz');
    await page()
      .getByText(/^Read at \d\d:\d\d/)
      .waitFor();
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
      await button('Make a new password').click();
      await button('Make a new password').last().click();
      await page().locator('.shown-once').waitFor();
      const second = await secret();
      expect([(await enter('nova', first)).status, (await enter('nova', second)).status]).toEqual([401, 200]);
      await button('Disable').click();
      await button('Disable').last().click();
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
      await button('New secret').click();
      await button('New secret').last().click();
      await page().locator('.shown-once').waitFor();
      expect([await grant(first), await grant(await secret())]).toEqual([401, 200]);
      await button('Shut out').click();
      await button('Shut out').last().click();
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
      await page()
        .getByText(/^Saved\./)
        .waitFor();
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
      await button('One more shift').click();
      await button('Save the roster').click();
      await page()
        .getByText(/^Saved\./)
        .waitFor();
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
      await button('Delete the team').click();
      await button('Delete the team').last().click();
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
    const entry = page().locator('.openings > li').filter({ hasText: 'Eva → Invented Citizen 1' });
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
      await page().getByLabel('P1, Until somebody had it').fill('7.5');
      await button('Save the limits').click();
      await page()
        .getByText(/^Saved\./)
        .waitFor();
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
      await page()
        .getByText(/^Saved\./)
        .waitFor();
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
      await button('Draw these 2 borders').click();
      await button('Draw these 2 borders').last().click();
      await page()
        .getByText(/^Saved\./)
        .waitFor();
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
      expect(await people.getByRole('row').nth(1).innerText()).toMatch(/2\s+roles\s+has to be one of: nurse/);
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

  it('asked nobody but the house, and complained of nothing', () => expect(browser.complaints).toEqual([]));
});
