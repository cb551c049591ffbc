import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownPushSchema, subscriptionSchema } from '../../src/deliveries/push/push.schema.js';
import { Api, signIn } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { openPushService, type PushBrowser, type PushService } from '../support/push-service.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const ROUTE = '/me/push';
type Person = Api & { readonly staffId: string };

/** A push service of the test's own, over plain HTTP, which the configuration allows for it alone. */
describe('what is meant for a person is pushed to her devices', () => {
  let service: PushService;
  let house: House;
  let town: Town;
  let citizen: Resident;
  let grete: Person;
  let hanne: Person;
  let phone: PushBrowser;

  beforeAll(async () => {
    service = await openPushService();
    const environment = { VAPID_SUBJECT: 'mailto:drift@proveby.example', PUSH_OWN_NETWORKS: '127.0.0.1' };
    house = await startHouse({ environment });
    town = await makeTown(house);
    grete = await town.nurse('Grete', [town.west.teamId]);
    hanne = await town.nurse('Hanne', [town.west.teamId]);
    citizen = await town.citizen({ connect: false });
  });
  afterAll(async () => {
    await house?.stop();
    await service?.close();
  });

  const subscribe = async (who: Api, browser = service.browser()) => {
    const made = await who.post(ROUTE, browser.subscription);
    return { browser, id: made.id };
  };
  const ask = async (assigneeId?: string, ladder = 'planned-work'): Promise<string> => {
    const { id } = await grete.post('/tasks', {
      ...{ citizenId: citizen.citizenId, kind: 'call', priority: 'P3', text: 'Her daughter Karla rang', ladder },
      ...(assigneeId && { assigneeId }),
    });
    return id;
  };
  const act = (who: Api, id: string, action: string, body: object = {}) => who.post(`/tasks/${id}/${action}`, body);
  /** What reached the browser since it was looked at last. */
  const seen = new Map<PushBrowser, number>();
  const reached = async (browser: PushBrowser) => {
    await house.clock.settle();
    const all = service.taken.filter((one) => one.browser === browser);
    const from = seen.get(browser) ?? 0;
    seen.set(browser, all.length);
    return all.slice(from);
  };
  const newsAt = async (browser: PushBrowser) => (await reached(browser)).map(({ message }) => message.news);

  it('once she says so: each browser of hers by its own keys, shown to her alone', async () => {
    expect(await hanne.get(ROUTE)).toMatchObject({ publicKey: expect.any(String), off: null, subscriptions: [] });
    phone = service.browser();
    const made = await hanne.ask('POST', ROUTE, { ...phone.subscription, expirationTime: null });
    expect(made.status).toBe(201);
    expect(subscriptionSchema.strict().parse(made.body)).toEqual(made.body);
    expect(made.headers.get('location')).toBe(`/api/v1/me/push/${made.body.id}`);
    expect(made.body).toMatchObject({
      endpoint: phone.subscription.endpoint,
      takenAt: null,
      error: null,
      current: true,
    });
    const again = await hanne.ask('POST', ROUTE, phone.subscription);
    expect([again.status, again.body.id]).toEqual([201, made.body.id]);
    const shown = await hanne.get(ROUTE);
    expect(ownPushSchema.strict().parse(shown)).toEqual(shown);
    expect(shown.subscriptions).toEqual([again.body]);
    expect((await grete.get(ROUTE)).subscriptions).toEqual([]);
    expectProblem(await grete.ask('DELETE', `${ROUTE}/${made.body.id}`), 404);
    expectProblem(await grete.ask('POST', `${ROUTE}/${made.body.id}/test`), 404);
    expectProblem(await new Api(house.httpUrl, house.partner.token).ask('GET', ROUTE), 403);
    expectProblem(await new Api(house.httpUrl, null).ask('GET', ROUTE), 401);
  });

  it('nothing before she wants it in her settings; then ids and codes, for as long as it is news, replaced by what is newer', async () => {
    await ask(hanne.staffId);
    expect(await newsAt(phone)).toEqual([]);
    await hanne.put('/me/settings', { push: true, language: 'da' });
    const task = await ask(hanne.staffId);
    const [first, ...more] = await reached(phone);
    expect(more).toEqual([]);
    expect(first!.message).toEqual({
      ...{ id: expect.any(String), news: 'asked', taskId: task, teamId: null, kind: 'call', priority: 'P3' },
      ...{ at: house.clock.now().toISOString(), language: 'da' },
    });
    expect(first).toMatchObject({ ttl: 1_800, urgency: 'normal', topic: expect.stringMatching(/^[\w-]{32}$/) });
    const { publicKey } = await hanne.get(ROUTE);
    expect(first!.sender).toEqual({ publicKey, sub: 'mailto:drift@proveby.example' });
    expect(JSON.stringify(service.taken.map(({ message }) => message))).not.toMatch(/Karla|Invented|Grete|daughter/);
    await act(grete, task, 'claim');
    const [second] = await reached(phone);
    expect(second).toMatchObject({ message: { news: 'taken-over', taskId: task }, topic: first!.topic });
    expect((await hanne.get(ROUTE)).subscriptions).toMatchObject([{ takenAt: house.clock.now().toISOString() }]);
    expect(service.flaws).toEqual([]);
  });

  it('and the ladder goes on as if nobody had been told', async () => {
    const task = await ask(hanne.staffId);
    const { alertId, ladder } = await hanne.get(`/tasks/${task}`);
    expect(await newsAt(phone)).toEqual(['asked']);
    const deliveries = await house.query('SELECT 1 FROM delivery WHERE "alertId" = $1', [alertId]);
    expect(deliveries).toEqual([]);
    expect((await town.api.get(`/alerts/${alertId}`)).log.map(({ kind }) => kind)).not.toContain('delivery_delivered');
    expect(ladder).toMatchObject({ rung: 0, next: { to: 'nearest-team' } });
    await house.clock.forward({ minutes: 31 });
    expect(await hanne.get(`/tasks/${task}`)).toMatchObject({ state: 'open', audience: 'team', ladder: { rung: 1 } });
    const told = await reached(phone);
    expect(told.map(({ message }) => message)).toContainEqual(
      expect.objectContaining({ news: 'asked-others', taskId: task }),
    );
    const lis = await town.staff('Lis', ['lead'], [town.west.teamId]);
    expect(JSON.stringify(await lis.post(`/citizens/${citizen.citizenId}/what-if`, {}))).not.toContain('push');
  });

  it('of work that she has: reminded, run out, taken over, given back, closed by another', async () => {
    const mine = await ask(undefined, 'time-critical-dose');
    await act(hanne, mine, 'claim');
    expect(await newsAt(phone)).toEqual([]);
    const { claimExpiresAt, remindAt } = (
      await house.query<{ claimExpiresAt: Date; remindAt: Date }>(
        'SELECT "claimExpiresAt", "remindAt" FROM task WHERE "id" = $1',
        [mine],
      )
    )[0]!;
    const untilMs = (at: Date) => at.getTime() - house.clock.now().getTime();
    await house.clock.forward({ seconds: untilMs(remindAt) / 1_000 });
    expect(await newsAt(phone)).toEqual(['reminded']);
    await house.clock.forward({ seconds: untilMs(claimExpiresAt) / 1_000 });
    expect(await newsAt(phone)).toEqual(['ran-out']);
    const [other, theirs] = [await ask(), await ask(hanne.staffId)];
    await act(hanne, other, 'claim');
    await act(grete, other, 'take-over', { reason: 'She is at the door' });
    expect(await newsAt(phone)).toEqual(['asked', 'taken-over']);
    await act(grete, theirs, 'resolve', { outcome: 'other', cause: 'other' });
    expect(await newsAt(phone)).toEqual(['closed']);
  });

  it('not late: what was claimed or closed while the push service was away is told to nobody, nor what is old', async () => {
    phone.answerWith({ status: 503, retryAfter: '60' });
    const [claimed, stays] = [await ask(hanne.staffId), await ask(hanne.staffId)];
    expect(await newsAt(phone)).toEqual([]);
    const asked = service.asked;
    const [held] = (await hanne.get(ROUTE)).subscriptions;
    expect(held).toMatchObject({ error: 'http-503' });
    await act(hanne, claimed, 'claim');
    phone.answerWith({ status: 201 });
    await house.clock.forward({ seconds: 59 });
    expect(service.asked).toBe(asked);
    await house.clock.forward({ seconds: 2 });
    expect((await reached(phone)).map(({ message }) => message.taskId)).toEqual([stays]);
    expect((await hanne.get(ROUTE)).subscriptions).toMatchObject([{ error: null }]);
    phone.answerWith({ status: 429, retryAfter: '1860' });
    await act(hanne, stays, 'claim');
    await act(grete, stays, 'take-over');
    expect(await newsAt(phone)).toEqual([]);
    phone.answerWith({ status: 201 });
    await house.clock.forward({ minutes: 32 });
    // Of what was asked longest ago others are asked by now; that she lost the other is old.
    expect(await newsAt(phone)).not.toContain('taken-over');
    expect(await house.query('SELECT 1 FROM push_message')).toEqual([]);
  });

  it('to one device whatever becomes of another: refused, silent, or not there any more', async () => {
    const [tablet, old, hung] = [service.browser(), service.browser(), service.browser()];
    for (const each of [tablet, old, hung]) await subscribe(hanne, each);
    tablet.answerWith({ status: 400 });
    old.answerWith({ status: 410 });
    hung.answerWith(null);
    await ask(hanne.staffId);
    await eventually(async () => (await newsAt(phone)).length === 1);
    const held = async () => (await hanne.get(ROUTE)).subscriptions;
    const errorAt = async (browser: PushBrowser) =>
      (await held()).find(({ endpoint }) => endpoint === browser.subscription.endpoint)?.error;
    await eventually(async () => (await errorAt(hung)) === 'ABORT_ERR');
    expect(await errorAt(tablet)).toBe('http-400');
    expect((await held()).map(({ endpoint }) => endpoint)).not.toContain(old.subscription.endpoint);
    for (const { id, endpoint } of await held())
      if (endpoint !== phone.subscription.endpoint)
        expect((await hanne.ask('DELETE', `${ROUTE}/${id}`)).status).toBe(204);
    expect(await held()).toHaveLength(1);
  });

  it('to try it: what its push service answered, also where she wants nothing else; not again at once', async () => {
    const { browser, id } = await subscribe(grete);
    const { outcome, error, id: messageId } = await grete.post(`${ROUTE}/${id}/test`);
    expect([outcome, error]).toEqual(['taken', null]);
    const [tried] = service.taken.filter((one) => one.browser === browser);
    expect(tried!.message).toEqual({ id: messageId, news: 'test', language: null });
    expectProblem(await grete.ask('POST', `${ROUTE}/${id}/test`), 429);
    await house.query('UPDATE push_subscription SET "triedAt" = NULL');
    browser.answerWith({ status: 410 });
    expect(await grete.post(`${ROUTE}/${id}/test`)).toMatchObject({ outcome: 'gone' });
    expect((await grete.get(ROUTE)).subscriptions).toEqual([]);
  });

  it('in ten browsers at most, the oldest makes room; a browser is of whoever has its keys, and nobody is robbed of it', async () => {
    const inga = await town.nurse('Inga', [town.west.teamId]);
    const all: string[] = [];
    for (let n = 0; n < 11; n++) {
      await house.clock.forward({ seconds: 1 });
      all.push((await subscribe(inga)).id);
    }
    const ids = (await inga.get(ROUTE)).subscriptions.map(({ id }) => id);
    expect(ids).toEqual(all.slice(1).toReversed());
    const { endpoint } = phone.subscription;
    expectProblem(await inga.ask('POST', ROUTE, { endpoint, keys: service.browser().subscription.keys }), 409);
    await subscribe(inga, phone);
    expect((await hanne.get(ROUTE)).subscriptions).toEqual([]);
    await subscribe(hanne, phone);
  });

  it('for as long as the session: signed out, ended from elsewhere, or with the account', async () => {
    const again = await signIn(house.httpUrl, 'hanne', 'Hanne sings at dawn');
    const { browser } = await subscribe(again);
    await ask(hanne.staffId);
    expect([await newsAt(browser), await newsAt(phone)]).toEqual([['asked'], ['asked']]);
    await again.ask('DELETE', '/session');
    await ask(hanne.staffId);
    expect([await newsAt(browser), await newsAt(phone)]).toEqual([[], ['asked']]);
    expect((await hanne.get(ROUTE)).subscriptions).toHaveLength(1);
    // Somebody else's browser from now on, though she has not its keys as they were: its session is over.
    await grete.post(ROUTE, { ...browser.subscription, keys: service.browser().subscription.keys });
    phone.answerWith({ status: 503 });
    await ask(hanne.staffId);
    await house.clock.settle();
    await town.api.patch(`/staff/${hanne.staffId}`, { disabled: true });
    phone.answerWith({ status: 201 });
    await house.clock.forward({ minutes: 1 });
    expect(await newsAt(phone)).toEqual([]);
  });

  it.each([
    ['https://10.0.0.7/push', 'endpoint'],
    ['http://push.example.net/1', 'endpoint'],
    ['https://user:word@push.example.net/1', 'endpoint'],
    ['https://localhost/1', 'endpoint'],
    [`https://push.example.net/${'x'.repeat(1_024)}`, 'endpoint'],
  ])('never at an address that is not the world’s: %s', async (endpoint, path) => {
    const { keys } = service.browser().subscription;
    expectFlaws(await grete.ask('POST', ROUTE, { endpoint, keys }), path);
  });

  it('nor by keys that are none, nor with a field that there is not', async () => {
    const { endpoint, keys } = service.browser().subscription;
    const flawed = (body: object) => grete.ask('POST', ROUTE, { endpoint, keys, ...body });
    expectFlaws(await flawed({ keys: { ...keys, p256dh: 'AAAA' } }), 'keys.p256dh');
    expectFlaws(await flawed({ keys: { ...keys, p256dh: Buffer.alloc(65, 4).toString('base64url') } }), 'keys.p256dh');
    expectFlaws(await flawed({ keys: { ...keys, auth: 'AAAA' } }), 'keys.auth');
    expectFlaws(await flawed({ staffId: hanne.staffId }), 'staffId');
    expect(service.flaws).toEqual([]);
  });
});
