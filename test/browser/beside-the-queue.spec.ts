import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Channels } from '../../src/deliveries/channels.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';

const chromium = findChromium();
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
/** The first shift ends an hour after the house has opened. */
const shifts = [
  { days: EVERY_DAY, from: '00:00', to: '09:00' },
  { days: EVERY_DAY, from: '09:00', to: '24:00' },
];
const lise = { username: 'lise', displayName: 'Lise Opdigt', password: 'leads sing at dawn', roles: ['nurse', 'lead'] };

/** What the console shows beside the queue. It is 08:00 in Copenhagen; Lise leads the team of the west, and sees the east, where all is tried out. */
(chromium ? describe : describe.skip)('the console beside the queue', () => {
  let house: House;
  let town: Town;
  let browser: Browser;
  const residents: Resident[] = [];
  const page = () => browser.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name });
  const row = (name: string) => page().getByRole('listitem').filter({ hasText: name });
  const missed = ({ dispenser }: Resident) =>
    dispenser.say('dose.missed', { data: { dueAt: house.clock.now().toISOString() } });

  /** On how many sheets of paper it comes out; it is shown as on paper from then on. */
  const sheets = async () => {
    await page().emulateMedia({ media: 'print' });
    return (await page().pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
  };

  beforeAll(async () => {
    house = await startHouse({
      at: '2026-03-10T07:00:00Z',
      environment: { STORM_CALM_TASKS: '100' },
      prepare: ({ app }) => {
        app.get(Channels).register({ name: 'sms', deliver: () => Promise.resolve({ outcome: 'delivered' }) });
      },
    });
    town = await makeTown(house, { west: { shifts } });
    const teamIds = [town.west.teamId, town.east.teamId];
    await town.api.post('/staff', { ...lise, teamIds });
    const { name, parentId, polygon } = await town.api.get(`/districts/${town.east.districtId}`);
    await town.api.put(`/districts/${town.east.districtId}`, { name, parentId, polygon, shadow: true });
    for (let i = 0; i < 6; i++)
      residents.push(await town.citizen({ relatives: [{ name: 'Invented Son', phone: '+4500000002' }] }));
    residents.push(await town.citizen({ lat: 55.24, lon: 9.76 }));
    await town.api.put('/ladders/standard-dose', {
      rungs: [
        { after: 'PT0S', actions: ['notify-relative', 'visit'], to: 'nearest-team' },
        { after: 'PT30M', actions: ['visit'], to: 'all-on-duty' },
        { after: 'PT60M', actions: ['visit'], to: 'manager' },
      ],
      claimTimeout: 'PT2H',
    });
    browser = await openBrowser(chromium!, house.httpUrl);
    await page().goto(house.httpUrl);
    await page().getByLabel('User name').fill(lise.username);
    await page().getByLabel('Password').fill(lise.password);
    await button('Sign in').click();
    await page().locator('.live:not(.off)').waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all(residents.map(({ dispenser }) => dispenser.leave()));
    await house?.stop();
  });

  it('shows what is tried out in shadow in a place of its own, and never in the list', async () => {
    const inShadow = residents[6]!;
    await missed(inShadow);
    const panel = page().locator('details.shadow');
    await panel.getByText('1 alarm in 24 h').first().waitFor();
    expect(await panel.getAttribute('open')).toBeNull();
    await panel.locator('summary').focus();
    await page().keyboard.press('Enter');
    const line = panel.getByRole('listitem');
    await line.getByText('step 1 would have asked East Day').waitFor();
    expect(await line.innerText()).toContain('P2 · 08:00 dose not taken');
    expect(await line.innerText()).toContain(`Dispenser ${inShadow.deviceId}`);
    expect(await panel.getByText('In shadow now: East.').count()).toBe(1);
    await page().getByText('Nothing waits for you.').waitFor();
    expect(await page().title()).toBe('(0) Dosevagt');
  });

  it('tells a lead what went out to all, and whose relative was told', async () => {
    await missed(residents[0]!);
    await row('Invented Citizen 1').waitFor();
    await house.clock.forward({ minutes: 31 });
    await button('Notices: 1 new').click();
    const dialog = page().getByRole('dialog', { name: 'Notices for you' });
    await dialog.getByText('Invented Citizen 1').waitFor();
    await dialog.getByRole('button', { name: 'Open' }).click();
    const detail = page().getByRole('complementary');
    await detail.getByText('A relative was told by text message').waitFor();
    await detail.getByText('The shift lead was told by the console').waitFor();
    await button('Notices').waitFor();
  });

  it('asks who goes home whether she releases or keeps, and until when', async () => {
    await page().keyboard.press('c');
    await row('Invented Citizen 1')
      .getByText(/^You, /)
      .waitFor();
    await missed(residents[1]!);
    await row('Invented Citizen 2')
      .getByRole('button', { name: /^Claim/ })
      .click();
    await row('Invented Citizen 2')
      .getByText(/^You, /)
      .waitFor();
    await house.clock.forward({ minutes: 30 });

    await page().getByText('Your shift is over. Release or keep your 2 tasks?').waitFor();
    await button('Show mine').click();
    await page().getByRole('complementary').getByText('goes back to the queue at 09:10').waitFor();
    await row('Invented Citizen 1').getByText('goes back at 09:10').waitFor();
    await button('Keep Invented Citizen 1').first().click();
    await button('Keep Invented Citizen 1').waitFor({ state: 'detached' });
    await button('Release Invented Citizen 2').first().click();
    await button('Do it now').click();
    await row('Invented Citizen 2').waitFor({ state: 'detached' });
    await button(/^All/).click();
    await row('Invented Citizen 2')
      .getByRole('button', { name: /^Claim/ })
      .waitFor();
    await row('Invented Citizen 1')
      .getByText(/^You, /)
      .waitFor();
  });

  it('says whom the ladder would ask, step by step and why, and asks nobody', async () => {
    await page().getByRole('link', { name: 'What if?' }).click();
    await page().getByRole('searchbox', { name: 'Citizen' }).fill('Invented Citizen 4');
    await page().keyboard.press('Enter');
    await page().getByText('1 found').waitFor();
    await button('Work it out').click();
    await page().waitForURL(new RegExp(`/what-if\\?citizen=${residents[3]!.citizenId}$`));
    const steps = page()
      .getByRole('listitem')
      .filter({ has: page().locator('.step-what') });
    const says = async () => {
      await page().getByRole('heading', { name: 'Invented Citizen 4' }).waitFor();
      await page()
        .getByText(/^West Day is asked at /)
        .waitFor();
      await steps.first().getByText('1. nearest team: word to relatives and visit').waitFor();
      await steps.first().getByText('Tells a relative by text message').waitFor();
      await steps.first().getByText('Asks West Day').waitFor();
      expect(await steps.count()).toBe(3);
    };
    await says();
    await page().locator('h3:focus').filter({ hasText: 'Invented Citizen 4' }).waitFor();
    await page().reload();
    await says();
    await steps.first().getByText('Why, and which others').focus();
    await page().keyboard.press('Enter');
    await steps
      .first()
      .getByRole('row', { name: /^West Day/ })
      .getByText('chosen: nearest team on duty')
      .waitFor();

    await button('Work it out again').press('Enter');
    await page().locator('button:focus').filter({ hasText: 'Work it out again' }).waitFor();
    await button('Another citizen').press('Enter');
    await page().locator('input[type=search]:focus').waitFor();
    await page().getByRole('link', { name: 'Queue' }).click();
    await row('Invented Citizen 1').waitFor();
    expect(await row('Invented Citizen 4').count()).toBe(0);
  });

  it('shows a storm as one line, with how many stand under it and what came through', async () => {
    for (const { dispenser } of residents.slice(0, 6))
      await dispenser.say('power.mains_lost', { data: { batteryPct: 80 } });
    const banner = page().locator('.banner.incident');
    await banner.getByText('6 of 6 dispensers without contact or power').waitFor();
    await missed(residents[2]!);
    await banner.getByText('; 1 came through').waitFor();
    expect(await page().locator('.row-what').filter({ hasText: 'mains power' }).count()).toBe(0);

    await banner.getByRole('button', { name: 'Show' }).click();
    const detail = page().getByRole('complementary');
    await detail.getByRole('heading', { name: 'District West' }).waitFor();
    await detail.getByText('The dispenser is without mains power').waitFor();
    await detail.getByRole('button', { name: /Invented Citizen 3/ }).click();
    await detail.getByRole('heading', { name: 'Invented Citizen 3' }).waitFor();
  });

  it('shows where all of it is, on a map and in the list beside it, which goes by the keyboard', async () => {
    await page().getByRole('link', { name: 'Map', exact: true }).click();
    const list = page().getByRole('region', { name: 'By district' });
    const pointedAt = page().getByRole('region', { name: 'What you pointed at' });
    const west = list.locator('details').filter({ hasText: 'Outage in West since' });
    await west.getByText('6 of 6 dispensers without contact or power').waitFor();
    await west.getByText('Home care · on duty').waitFor();
    await page().locator('.district-name').getByText('West', { exact: true }).waitFor();
    expect(await page().locator('path.border.struck').count()).toBe(1);

    // Those of one house are one mark.
    await page().locator('.pin.P2').getByText('×').click();
    await pointedAt.getByRole('link', { name: 'Invented Citizen 2' }).waitFor();
    await missed(residents[3]!);
    await west.getByRole('link', { name: 'Invented Citizen 4' }).waitFor();

    await west.getByRole('button', { name: 'On the map Invented Citizen 4' }).focus();
    await page().keyboard.press('Enter');
    await pointedAt.getByRole('button', { name: 'On the map Invented Citizen 4', pressed: true }).waitFor();
    expect(await pointedAt.getByRole('listitem').count()).toBe(1);
    // The browser loads again what it has heard to be the address, which the page told it a moment ago.
    await page().waitForURL(/\/map\?show=[0-9a-f-]{36}$/);
    await page().reload();
    await pointedAt.getByRole('link', { name: 'Invented Citizen 4' }).press('Enter');
    await page().getByRole('complementary').getByRole('heading', { name: 'Invented Citizen 4' }).waitFor();
    await page().goBack();
    await page().waitForURL(/\/map\?show=[0-9a-f-]{36}$/);
    await pointedAt.getByRole('link', { name: 'Invented Citizen 4' }).waitFor();
  });

  it('tells her that a claim ran out, wherever she is, and she takes it back', async () => {
    await page().getByRole('link', { name: 'Queue' }).click();
    await row('Invented Citizen 3')
      .getByRole('button', { name: /^Claim/ })
      .click();
    await row('Invented Citizen 3')
      .getByText(/^You, /)
      .waitFor();
    await page().getByRole('link', { name: 'Me', exact: true }).click();
    await page().getByRole('heading', { name: 'Where you are signed in' }).waitFor();
    await house.clock.forward({ hours: 2 });
    const told = page().locator('.notice.personal').filter({ hasText: 'Invented Citizen 3' });
    await told.getByText('your claim ran out').waitFor();
    await told.getByRole('button', { name: 'Show' }).click();
    await page().waitForURL(/\/tasks\//);
    await row('Invented Citizen 3')
      .getByRole('button', { name: /^Claim/ })
      .click();
    await row('Invented Citizen 3')
      .getByText(/^You, /)
      .waitFor();
  });

  it('asks for work by hand, of a colleague first', async () => {
    await page().getByRole('link', { name: 'Queue' }).click();
    await page().getByRole('button', { name: 'New task', exact: true }).click();
    const dialog = page().getByRole('dialog', { name: 'Ask for work by hand' });
    await dialog.getByLabel('Citizen').fill('Citizen 5');
    await page().keyboard.press('Enter');
    await dialog.getByRole('radio', { name: 'Invented Citizen 5' }).waitFor();
    await dialog.getByText('What is to be done').selectOption('call');
    await dialog.getByLabel('What is it about?').fill('Her son rang: the lid is stuck');
    await dialog.getByLabel(/^Who is asked next/).selectOption('standard dose');
    await dialog.getByLabel(/^A colleague/).selectOption({ label: 'Lise Opdigt, East Day, West Day' });
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await page().getByText('Asked for: Invented Citizen 5').waitFor();
    const { items } = await town.api.get(`/tasks?state=open&citizenId=${residents[4]!.citizenId}&kind=call`);
    expect(items).toMatchObject([
      { text: 'Her son rang: the lid is stuck', audience: 'person', priority: 'P3', ladder: { name: 'standard-dose' } },
    ]);
    const told = page()
      .locator('.notice.personal')
      .filter({ hasText: 'You are asked first: Call, Invented Citizen 5' });
    await told.getByRole('button', { name: 'Claim' }).click();
    await told.waitFor({ state: 'detached' });
    await page().getByRole('complementary').getByText('Her son rang: the lid is stuck').first().waitFor();
  });

  it('shows a kind of work alone, goes on to the next on a phone, and marks with a finger', async () => {
    const protocol = await page().context().newCDPSession(page());
    await page().setViewportSize({ width: 360, height: 740 });
    await page().goto(`${house.httpUrl}/queue`);
    await row('Invented Citizen 1').waitFor();
    await button('Filter').click();
    await page().getByRole('checkbox', { name: 'Call', exact: true }).check();
    await row('Invented Citizen 1').waitFor({ state: 'detached' });
    expect(new URL(page().url()).searchParams.get('kind')).toBe('call');
    await page().reload();
    await row('Invented Citizen 5').waitFor();
    expect(await page().locator('.row').count()).toBe(1);
    await button('Filter: Call').click();
    await button('Show everything').click();
    await page().keyboard.press('Escape');
    await row('Invented Citizen 1').waitFor();

    await row('Invented Citizen 5').filter({ hasText: 'Call' }).locator('.row-open').click();
    await button('Close task').click();
    const form = page().getByRole('form', { name: 'Close task' });
    await form.getByRole('radio', { name: 'Other' }).check();
    await form.getByRole('button', { name: 'Close task' }).click();
    await button(/^Next: .+, P\d, /).click();
    await page().waitForURL(/\/tasks\//);
    await page().getByRole('complementary').getByRole('heading', { level: 2 }).waitFor();
    await button('Do it now').click();
    await button(/Back to the list/).click();
    // She is in the list again: what is gone keeps its place meanwhile.
    await page().locator('.row:not(.gone)').filter({ hasText: 'Invented Citizen 5' }).waitFor({ state: 'detached' });

    await protocol.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    const touch = async (name: string) => {
      const { x, y } = (await row(name).locator('.row-words').first().boundingBox())!;
      await protocol.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: x + 9, y: y + 9 }] });
    };
    const lift = () => protocol.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await touch('Invented Citizen 1');
    await page().getByText('1 marked').waitFor();
    await lift();
    await touch('Invented Citizen 2');
    await lift();
    await page().getByText('2 marked').waitFor();
    expect(await page().locator('.panes.opened').count()).toBe(0);
    await button('Mark none').click();
    await page().locator('.tick').first().waitFor({ state: 'detached' });
    await protocol.send('Emulation.setTouchEmulationEnabled', { enabled: false });
    await page().setViewportSize({ width: 1280, height: 720 });
  });

  it('finds a citizen, shows how she is reached, hears what changes, and opens one out of reach for a reason', async () => {
    const { citizenId, deviceId } = residents[0]!;
    const link = (name: string | RegExp) => page().getByRole('link', { name });
    const name = (words: string) => page().getByRole('heading', { name: words, exact: true });
    await town.api.patch(`/citizens/${citizenId}`, {
      ...{ mobile: '+4500000009', screenCallAddress: 'https://call.example/one', hearing: 'deaf', language: 'ar' },
      homeAccess: { key: 'box 4', note: 'ring twice' },
    });
    await town.api.put(`/citizens/${citizenId}/schedule`, { slots: [{ time: '20:00', criticality: 'time-critical' }] });
    const { items: open } = await town.api.get(`/tasks?state=open,claimed&citizenId=${citizenId}`);
    await town.api.post(`/tasks/${open[0]!.id}/log`, { entry: 'call-attempt', answered: false });
    await link('Citizens').click();
    await page().getByRole('searchbox').fill('invented citizen 1');
    await page().keyboard.press('Enter');
    await page().getByText('1 found').waitFor();
    await page().keyboard.press('Tab');
    await page().keyboard.press('Tab');
    await page().keyboard.press('Enter');
    await name('Invented Citizen 1').waitFor();
    await page().waitForURL(/\/citizens\/[0-9a-f-]{36}$/);
    expect(await link(/^Call Invented Citizen 1/).getAttribute('href')).toBe('tel:+4500000009');
    expect(await link(/^Screen call/).getAttribute('href')).toBe('https://call.example/one');
    const part = (title: string) => page().getByRole('region', { name: title });
    for (const [title, words] of [
      ['Contacts', 'Arabic'],
      ['Contacts', 'deaf'],
      ['Contacts', 'box 4'],
      ['Contacts', 'ring twice'],
      ['Contacts', 'Invented Son'],
      ['Dispenser', deviceId],
      ['Plan', 'every day · time-critical'],
      ['Seven days', 'The dispenser can tell'],
      ['From the dispenser', 'not taken'],
      ['Alarms', 'dose not taken'],
      ['Calls', 'Call: no answer'],
    ] as const)
      await part(title).getByText(words).first().waitFor();
    const doses = part('Seven days')
      .getByRole('listitem')
      .filter({ hasText: /20:00.*to come/ });
    await doses.last().waitFor();
    await town.api.patch(`/citizens/${citizenId}`, { mobile: '+4500000008' });
    await page().locator('a[href="tel:+4500000008"]').first().waitFor();
    await page().goBack();
    await page().getByText('1 found').waitFor();

    const far = await town.citizen({ lat: 10, lon: 10, connect: false, displayName: 'Far Away' });
    await page().goto(`${house.httpUrl}/citizens/${far.citizenId}`);
    await name('Nobody here whom you reach').waitFor();
    await page().getByLabel('Reason').selectOption('Emergency');
    await page().getByLabel('Why, in your own words').fill('found on the floor');
    await button('Open and log').click();
    await name('Far Away').waitFor();
    const banner = page().getByText(/^Open to you until .* \(Emergency\)/);
    await banner.waitFor();
    await page().reload();
    await banner.waitFor();
    const { items } = await town.api.get(`/citizens/${far.citizenId}/reads`);
    expect(items.map(({ reason }: { reason: string | null }) => reason)).toContain('break-glass: emergency');
    await link(/^Queue/).click();
  });

  it('closes sixty with three presses, which can be undone, and says what became of each', async () => {
    const { citizenId } = residents[5]!;
    const made: string[] = [];
    for (let n = 0; n < 60; n++) {
      const wanted = { citizenId, kind: 'call', priority: 'P4', text: `Ring her, ${n}` };
      made.push((await town.api.post('/tasks', wanted)).id);
    }
    const rikke = await town.nurse('Rikke', [town.west.teamId]);
    await rikke.post(`/tasks/${made[0]!}/claim`, {});
    const open = async (): Promise<string[]> => {
      const { items } = await town.api.get(`/tasks?state=open,claimed&citizenId=${citizenId}&kind=call&limit=500`);
      return items.map(({ id }: { id: string }) => id);
    };
    // Nobody points at the list, which is held otherwise.
    await page().mouse.move(1, 1);
    const hers = `${town.west.teamId},${town.east.teamId}`;
    const { all: inList, unclaimed } = (await town.api.get(`/tasks?view=queue&teamId=${hers}`)).counts;
    await button(new RegExp(`^All\\s*${inList}$`)).waitFor();
    await button(new RegExp(`^Unclaimed\\s*${unclaimed}$`)).waitFor();
    expect(await page().locator('.row').count()).toBeLessThan(inList);
    // What is looked for is what is marked.
    await page().keyboard.press('/');
    await page().keyboard.type('citizen 6 call');
    await button('Mark all 60').waitFor();
    await page().keyboard.press('Escape');
    await button(`Mark all ${inList}`).waitFor();
    const close = async () => {
      await page().keyboard.press('Shift+X');
      await page().keyboard.press('r');
      await page().getByRole('dialog').getByRole('button', { name: 'Other Cause' }).click();
    };

    await close();
    await page().getByText(`${inList} tasks closed`).first().waitFor();
    await page().keyboard.press('z');
    await page().getByText('can still be undone').first().waitFor({ state: 'detached' });
    expect(await open()).toHaveLength(60);

    await close();
    await button('Do it now').click();
    const became = page().locator('.became');
    await became.getByText(`${inList - 1} of ${inList} done`).waitFor();
    expect(await became.getByRole('listitem').count()).toBe(inList);
    expect(await became.getByRole('listitem').first().innerText()).toContain('Rikke claimed it');
    expect(await open()).toEqual([made[0]]);
    await page().locator('.row.P4:not(.gone)').nth(1).waitFor({ state: 'detached' });
  });

  it('shows a lead whether her house answered within its own limits, on the page, for a spreadsheet and on one sheet', async () => {
    await town.api.put(`/districts/${town.municipalityId}/limits`, { limits: { P2: { toClaim: 'PT45M' } } });
    await page().getByRole('link', { name: 'Figures' }).click();
    await page().getByRole('heading', { name: 'Did we answer within our own limits?' }).waitFor();
    const whole = page().getByRole('region', { name: 'All together' });
    const claimed = whole
      .locator('tbody')
      .filter({ hasText: 'P2 High' })
      .getByRole('row', { name: /^Until somebody had it/ });
    expect(await claimed.innerText()).toMatch(/\d+(\.\d)?%\s+45 min/);
    await page().getByRole('img', { name: 'P2, Until somebody had it, by day' }).waitFor();
    await page().getByText('The numbers behind the curve of P2').focus();
    await page().keyboard.press('Enter');
    const behind = page().getByRole('region', { name: 'The numbers behind the curve of P2' });
    expect(await behind.getByRole('row', { name: /^10 Mar 2026/ }).count()).toBe(1);

    await page().getByRole('combobox', { name: 'District' }).selectOption({ label: 'East' });
    await page().waitForURL(/district=/);
    await page().getByText('No alarm in this period.').first().waitFor();
    await page().goBack();
    await page().getByLabel('Curves and places show').selectOption({ label: 'Until it was done' });
    await page().waitForURL(/of=toResolve/);
    await page().reload();
    await page().getByRole('img', { name: 'P2, Until it was done, by day' }).waitFor();
    await page().getByLabel('From').fill('2027-01-01');
    await page().getByText('The period has to end after it begins').waitFor();
    await page().getByRole('link', { name: '90 days' }).click();
    await page().getByRole('img', { name: 'P2, Until it was done, by week' }).waitFor();

    const download = page().waitForEvent('download');
    await button('CSV By the team that was asked first').click();
    const file = await (await download).createReadStream();
    const csv = Buffer.concat(await file.toArray()).toString('utf8');
    expect(csv).toMatch(/^\ufeffteamId,teamName,priority,alerts,/);
    expect(csv).toContain(',West Day,P2,');

    await page().getByRole('link', { name: 'One page to print' }).click();
    await page().waitForURL(/\/status\/print\?/);
    await page().locator('h2:focus').waitFor();
    await page().getByRole('img', { name: 'P2, Until it was done, by week' }).waitFor();
    expect(await sheets()).toBe(1);
    expect(await page().locator('.report').isVisible()).toBe(true);
    expect(await page().locator('.top-bar, .rail, .actions').filter({ visible: true }).count()).toBe(0);
    await page().emulateMedia({ media: 'screen' });
    await page().getByRole('link', { name: 'Back to the figures' }).click();
    await page().waitForURL(/\/status\?/);
  });

  it('begins with the figures for whoever is a manager and nothing else, in her language', async () => {
    await town.staff('Mette', ['manager'], [town.west.teamId]);
    const { page: hers, complaints, close } = await openBrowser(chromium!, house.httpUrl, 'nb-NO');
    await hers.goto(house.httpUrl);
    await hers.getByLabel('Brukernavn').fill('mette');
    await hers.getByLabel('Passord').fill('Mette sings at dawn');
    await hers.getByRole('button', { name: 'Logg inn' }).click();
    await hers.waitForURL(/\/status$/);
    await hers.getByRole('heading', { name: 'Svarte vi innenfor våre egne frister?' }).waitFor();
    await hers.getByRole('img', { name: 'P2: Til noen hadde den, dag for dag' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('has what the shift hands over on a sheet of paper', async () => {
    await page().getByRole('link', { name: 'Me', exact: true }).click();
    await page().getByRole('link', { name: 'Hand-over: West Day' }).click();
    await page().getByRole('heading', { name: 'Hand-over: West Day' }).waitFor();
    const line = page().getByRole('row', { name: /Invented Citizen 3/ });
    expect(await line.innerText()).toMatch(
      /^P3\s[^]+\sInvented Citizen 3\s+Technical: The dispenser is without mains power\s+Opdigtet Gade 3, Fjordby\s/,
    );
    expect(await sheets()).toBe(1);
    expect(await line.isVisible()).toBe(true);
    expect(await page().locator('.top-bar, .rail, .actions').filter({ visible: true }).count()).toBe(0);
    await page().emulateMedia({ media: 'screen' });
  });

  it('shows who is on in a team, and lets her begin a shift of her own and go home', async () => {
    await page().getByRole('link', { name: 'Team', exact: true }).click();
    await page().waitForURL(/\/team\/[0-9a-f-]{36}$/);
    const teamId = page().url().slice(-36);
    await page().getByText('Staffed; the roster does not say by whom.').first().waitFor();
    await page().getByText('Nothing says that you are on shift here now.').waitFor();
    await town.api.put(`/teams/${teamId}/roster`, { shifts: [] });
    await page().getByText('Nobody of the team is on duty').waitFor();
    await button('Start my shift').click();
    await page().getByText('You said that you are at work: until').waitFor();
    await page().getByRole('listitem').filter({ hasText: 'Lise Opdigt' }).first().waitFor();
    expect(await town.api.get(`/teams/${teamId}/duty`)).toMatchObject({ onDuty: true });
    await page().reload();
    await page().getByText('You said that you are at work: until').waitFor();
    await button('Go home').click();
    await page().getByText('Nothing says that you are on shift here now.').waitFor();
    await page().getByText('Nobody of the team is on duty').waitFor();
    expect(await town.api.get(`/teams/${teamId}/duty`)).toMatchObject({ onDuty: false, ownShifts: [] });
  });

  it('makes work by hand once, though the page was gone before it heard so and it is asked for again', async () => {
    const dialog = page().getByRole('dialog', { name: 'Ask for work by hand' });
    const ask = async () => {
      await page().getByRole('button', { name: 'New task', exact: true }).click();
      await dialog.getByLabel('Citizen').fill('Citizen 5');
      await page().keyboard.press('Enter');
      await dialog.getByRole('radio', { name: 'Invented Citizen 5' }).waitFor();
      await dialog.getByText('What is to be done').selectOption('visit');
      await dialog.getByLabel('What is it about?').fill('The lid, once more');
      await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    };
    const made = async () =>
      (await town.api.get(`/tasks?citizenId=${residents[4]!.citizenId}&limit=500`)).items.filter(
        ({ text }) => text === 'The lid, once more',
      );
    await page().getByRole('link', { name: 'Queue' }).click();
    const asking = '**/api/v1/tasks';
    // The gateway does it, and nobody hears so.
    await page().route(asking, async (route) =>
      route.request().method() === 'POST' ? void (await route.fetch()) : route.continue(),
    );
    await ask();
    await eventually(async () => (await made()).length === 1);
    await page().reload();
    await page().unroute(asking);
    await ask();
    await page().getByText('Asked for: Invented Citizen 5').waitFor();
    expect(await made()).toHaveLength(1);
    // With its end known, the same is wished anew.
    await ask();
    await eventually(async () => (await made()).length === 2);
  });

  it('asked nobody but the house, and complained of nothing', () => expect(browser.complaints).toEqual([]));
});
