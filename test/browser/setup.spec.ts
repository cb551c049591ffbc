import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsService } from '../../src/access/staff/accounts.service.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { type Api, signIn } from '../support/api.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';

const chromium = findChromium();
const MOST_CLICKS = 40;
/** What a hand presses, and not what the page presses by itself. */
const COUNT_CLICKS = `addEventListener('click', ({ isTrusted }) => {
  if (isTrusted) sessionStorage.setItem('clicks', Number(sessionStorage.getItem('clicks') ?? 0) + 1);
})`;
/** She administers the house, and nothing else. */
const ada = { username: 'ada', displayName: 'Ada Opdigt', password: 'ada counts to forty' };
const LEAD = 'Lise Opdigt';

/** A house with nobody in it but who administers it, from the first click to the first dose that is seen. */
(chromium ? describe : describe.skip)('setting a house up', () => {
  let house: House;
  let browser: Browser;
  let dispenser: Dispenser | undefined;
  let secret: string;
  let admin: Api;
  const page = () => browser.page;
  const press = (name: string | RegExp) => page().getByRole('button', { name }).click();
  const step = (n: number) =>
    page()
      .locator('.setup-steps > li')
      .nth(n - 1);
  const fill = (label: string | RegExp, text: string) => page().getByLabel(label).fill(text);

  beforeAll(async () => {
    house = await startHouse();
    await house.app.get(FactBus).transact(async (turn) => ({
      facts: [],
      result: await house.app.get(AccountsService).createStaff(turn, { ...ada, roles: ['administrator'], teamIds: [] }),
    }));
    admin = await signIn(house.httpUrl, ada.username, ada.password);
    browser = await openBrowser(chromium!, house.httpUrl);
    await page().addInitScript(COUNT_CLICKS);
  });

  afterAll(async () => {
    await dispenser?.leave();
    await browser?.close();
    await house?.stop();
  });

  it('is done by clicks, and by what is typed, from an empty house to a dose that was seen', async () => {
    await page().goto(house.httpUrl);
    await fill('User name', ada.username);
    await fill('Password', ada.password);
    await press('Sign in');

    await page().waitForURL(/\/setup$/);
    await fill('Name of the municipality', 'Prøveby');
    await press('Save');
    await step(1).getByText('done').waitFor();
    await press('Go on without an area');
    expect(await page().getByLabel('Name of the team').inputValue()).toBe('Home care Prøveby');
    await fill(/^Where it is/, '55.25, 9.49');
    await press('Save');
    await step(3).getByText('done').waitFor();
    await step(2).getByText('Left out').waitFor();
    await page().getByLabel('Public holidays').waitFor();
    await press('Save');
    await step(4).getByText('done').waitFor();
    const [lead, nurse] = [
      step(5).getByRole('group', { name: 'Who leads' }),
      step(5).getByRole('group', { name: 'A nurse' }),
    ];
    await lead.getByLabel('Name', { exact: true }).fill(LEAD);
    await nurse.getByLabel('Name', { exact: true }).fill('Nan Opdigt');
    await press('Save');
    await step(5).getByText('done').waitFor();
    const password = await step(5).locator('code').first().innerText();
    await signIn(house.httpUrl, 'lise.opdigt', password);
    await press('I have noted it');

    await step(6).getByLabel('Name', { exact: true }).fill('Karla Opdigt');
    await page()
      .getByLabel(/^She agrees/)
      .click();
    await press('Save');
    await step(6).getByText('done').waitFor();
    await fill(/^Id of the dispenser/, 'DISP-0001');
    await press('Save');
    await step(7).getByText('done').waitFor();
    secret = await step(7).locator('code').innerText();
    await press('I have noted it');

    await step(8).getByText('It was not heard yet.').waitFor();
    await step(8).getByText('DISP-0001').waitFor();
    await expect(connect('not this')).rejects.toThrow();
    await step(8)
      .getByText(/^Its secret was wrong/)
      .waitFor();
    dispenser = await connect(secret);
    await step(8)
      .getByText(/^It is in contact/)
      .waitFor();
    expect(await step(8).getByText('to do').count()).toBe(1);
    await dispenser.say('dose.dispensed', { data: { dueAt: house.clock.now().toISOString() } });
    await step(8).getByText('done').waitFor();
    await page()
      .getByText(/^The house is in use/)
      .waitFor();

    const clicks = Number(await page().evaluate('sessionStorage.getItem("clicks")'));
    expect(clicks).toBeGreaterThan(8);
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
    expect(browser.complaints).toEqual([]);
  });

  it('leaves citizens to those who look after them, once a dose was seen', async () => {
    const [district] = (await admin.get('/districts')).items;
    const citizen = {
      displayName: 'Another Opdigt',
      address: { lat: 55.25, lon: 9.49 },
      districtId: district!.id,
      consent: { telemetry: true },
      times: ['08:00'],
    };
    const [again, given] = [
      await admin.ask('PUT', '/setup/citizen', citizen),
      await admin.ask('PUT', '/setup/dispenser', { deviceId: 'DISP-0002' }),
    ];
    expect([again.status, given.status]).toEqual([409, 409]);
    expect(again.body).toMatchObject({ state: 'set-up' });
    expect((await admin.ask('GET', '/dispensers/DISP-0002')).status).toBe(404);
    expect((await admin.ask('GET', '/citizens')).status).toBe(403);
    const looks = await house.query<{ route: string }>(
      `SELECT "route" FROM look WHERE "route" LIKE 'PUT %' ORDER BY "at"`,
    );
    expect(looks.map(({ route }) => route)).toEqual(['PUT /api/v1/setup/citizen', 'PUT /api/v1/setup/dispenser']);
  });

  const connect = (with_: string) =>
    Dispenser.connect(house.mqttUrl, 'DISP-0001', with_, () => house.clock.now(), { listens: false });
});
