import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Town } from '../support/town.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';

const chromium = findChromium();

/** What the house is run by, in a browser. */
(chromium ? describe : describe.skip)('operations on the console', () => {
  let house: House;
  let town: Town;
  let browser: Browser;
  const page = () => browser.page;
  const tabs = () => page().getByRole('navigation', { name: 'Operations' });
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

  it('asked nobody but the house, and complained of nothing', () => expect(browser.complaints).toEqual([]));
});
