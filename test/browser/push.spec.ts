import type { CDPSession, Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api, signIn } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { openPushService, type PushBrowser, type PushService, type Taken } from '../support/push-service.js';
import { type Browser, findChromium, openBrowser } from './chromium.js';
import { makeWard, type Ward } from './ward.js';

const chromium = findChromium();

/** The browser's own push service is the test's: Debian's Chromium has none. What it took is handed to the worker as Chromium does it. */
(chromium ? describe : describe.skip)('messages to a device', () => {
  let service: PushService;
  let device: PushBrowser;
  let house: House;
  let ward: Ward;
  let birgitte: Api;
  let browser: Browser;
  let debug: CDPSession;
  let registrationId: string;
  const page = () => browser.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true });
  const worker = (): Worker => page().context().serviceWorkers()[0]!;

  beforeAll(async () => {
    service = await openPushService();
    device = service.browser();
    const environment = { VAPID_SUBJECT: 'mailto:drift@proveby.example', PUSH_OWN_NETWORKS: '127.0.0.1' };
    house = await startHouse({ environment });
    ward = await makeWard(house, house.admin.token, '08:00');
    birgitte = new Api(house.httpUrl, ward.birgitteToken);
    browser = await openBrowser(chromium!, house.httpUrl, 'en-GB', { serviceWorkers: 'allow' });
    await page().context().grantPermissions(['notifications'], { origin: house.httpUrl });
    await page().addInitScript(PUSHED_BY_THE_TEST, device.subscription);
    debug = await page().context().newCDPSession(page());
    debug.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      registrationId = registrations.at(-1)?.registrationId ?? registrationId;
    });
    await debug.send('ServiceWorker.enable');
  });

  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    await service?.close();
  });

  /** Of what the push service took, what was not handed over yet. */
  let handed = 0;
  const handOver = async (): Promise<Taken[]> => {
    const some = service.taken.slice(handed);
    handed = service.taken.length;
    for (const { message } of some)
      await debug.send('ServiceWorker.deliverPushMessage', {
        origin: house.httpUrl,
        registrationId,
        data: JSON.stringify(message),
      });
    return some;
  };
  interface Notice {
    readonly title: string;
    readonly body: string;
    readonly tag: string;
    readonly lang: string;
  }
  const shown = () =>
    worker().evaluate<Notice[]>(`self.registration.getNotifications().then((all) =>
      all.map(({ title, body, tag, lang }) => ({ title, body, tag, lang })))`);
  const press = (tag: string) =>
    worker().evaluate(`self.registration.getNotifications({ tag: '${tag}' }).then(([notification]) =>
      void self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);

  it('are turned on by a press, and come to this browser', async () => {
    await page().goto(`${house.httpUrl}/me`);
    await page().getByLabel('User name').fill(ward.anna.username);
    await page().getByLabel('Password').fill(ward.anna.password);
    await button('Sign in').click();
    await page().getByText('It is off here.').waitFor();
    await eventually(() => registrationId);
    await button('Turn on here').click();
    await page().getByText('It is on here.').waitFor();
    const anna = await signIn(house.httpUrl, ward.anna.username, ward.anna.password);
    expect((await anna.get('/me/settings')).push).toBe(true);
    expect((await anna.get('/me/push')).subscriptions).toMatchObject([{ endpoint: device.subscription.endpoint }]);
  });

  it('are tried: sent, arrived, shown', async () => {
    await button('Try it').click();
    await page().getByText('The push service has it.').waitFor();
    expect(await handOver()).toMatchObject([{ message: { news: 'test' } }]);
    await page().getByText('It has arrived and is shown.').waitFor();
    expect(await shown()).toEqual([
      { title: 'Dosevagt', body: 'This is what a message looks like. It arrived.', tag: 'test', lang: 'en' },
    ]);
  });

  it('say what happened to her task and name nobody, the newer in place of the older, and lead there', async () => {
    const { id: annaId } = (await new Api(house.httpUrl, house.admin.token).get('/staff')).items.find(
      ({ username }) => username === ward.anna.username,
    )!;
    const { id } = await birgitte.post('/tasks', {
      ...{ citizenId: ward.citizenId, kind: 'call', priority: 'P1', text: 'Her daughter rang', assigneeId: annaId },
    });
    await house.clock.settle();
    await handOver();
    const ofTask = async () => (await shown()).filter(({ tag }) => tag === id);
    await eventually(async () => (await ofTask()).length === 1);
    expect(await ofTask()).toEqual([{ title: 'P1 · Call', body: 'You are asked first.', tag: id, lang: 'en' }]);
    await birgitte.post(`/tasks/${id}/claim`, {});
    await house.clock.settle();
    const [message] = await handOver();
    await eventually(async () => (await ofTask())[0]?.body === 'A colleague took your task over.');
    // The same again, as after a gateway that was killed, is the same.
    await worker().evaluate(`(() => {
      const show = self.registration.showNotification.bind(self.registration);
      self.timesShown = 0;
      self.registration.showNotification = (...said) => show(...said).finally(() => self.timesShown++);
    })()`);
    await debug.send('ServiceWorker.deliverPushMessage', {
      ...{ origin: house.httpUrl, registrationId, data: JSON.stringify(message!.message) },
    });
    await eventually(() => worker().evaluate<boolean>('self.timesShown === 1'));
    expect(await ofTask()).toHaveLength(1);
    expect(JSON.stringify(await shown())).not.toMatch(/Karla|Birgitte|daughter/);
    await press(id);
    await page().waitForURL(`${house.httpUrl}/tasks/${id}`);
    await eventually(async () => (await ofTask()).length === 0);
    await page().getByText('Karla Opdigt').first().waitFor();
  });

  it('are shown whatever came', async () => {
    await debug.send('ServiceWorker.deliverPushMessage', { origin: house.httpUrl, registrationId, data: 'rubbish' });
    await eventually(async () => (await shown()).some(({ body }) => body === 'There is something for you.'));
  });

  it('go with her: signed out, nothing is sent to this browser, and it takes nothing', async () => {
    await page().getByRole('button', { name: 'Sign out' }).click();
    await page().getByLabel('User name').waitFor();
    await eventually(() => page().evaluate<boolean>('globalThis.pushes.unsubscribed'));
    expect(
      await house.query(
        `SELECT 1 FROM push_subscription p JOIN session s ON s."id" = p."sessionId" WHERE s."endedAt" IS NULL`,
      ),
    ).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});

/** The test is no page. */
declare const PushManager: { readonly prototype: object };

/** In place of Chromium's own: what `PushManager` gives. */
function PUSHED_BY_THE_TEST(subscription: PushBrowser['subscription']): void {
  const pushes = { held: localStorage.getItem('test.push') !== null, unsubscribed: false };
  Object.assign(globalThis, { pushes });
  const keep = (held: boolean) => {
    pushes.held = held;
    if (held) localStorage.setItem('test.push', 'held');
    else localStorage.removeItem('test.push');
  };
  let key: ArrayBuffer | null = null;
  const made = {
    ...subscription,
    get options() {
      return { applicationServerKey: key };
    },
    toJSON: () => ({ ...subscription, expirationTime: null }),
    unsubscribe: () => {
      keep(false);
      pushes.unsubscribed = true;
      return Promise.resolve(true);
    },
  };
  Object.assign(PushManager.prototype, {
    subscribe: ({ applicationServerKey }: { applicationServerKey: string }) => {
      const text = atob(applicationServerKey.replaceAll('-', '+').replaceAll('_', '/'));
      key = Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer;
      keep(true);
      return Promise.resolve(made);
    },
    getSubscription: () => Promise.resolve(pushes.held ? made : null),
  });
}
