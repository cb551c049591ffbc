import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Channels } from '../../src/deliveries/channels.js';
import { DeliveriesService } from '../../src/deliveries/deliveries.service.js';
import type { DeliveryResult } from '../../src/deliveries/delivery.rules.js';
import { deliverySchema, noticesSchema } from '../../src/board/delivery.schema.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { Api, signIn } from '../support/api.js';
import { type House, startHouse } from '../support/house.js';
import { eventually } from '../support/eventually.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const ROUTE = '/operations/deliveries';
const lead = { username: 'lise', displayName: 'Lise Opdigt', password: 'leads sing at dawn', roles: ['lead'] };

/** A test EHR that is away at first, and a lead who has no mail. */
describe('what leaves the house', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  let lise: Api;
  let answer: DeliveryResult = { outcome: 'give-up', error: 'no-active-service' };
  let asked = 0;

  beforeAll(async () => {
    house = await startHouse({
      prepare({ app }) {
        app.get(Channels).register({
          name: 'ehr',
          deliver() {
            asked++;
            return Promise.resolve(answer);
          },
        });
      },
    });
    town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '08:00' }] });
    await town.api.post('/staff', { ...lead, teamIds: [town.west.teamId] });
    lise = await signIn(house.httpUrl, lead.username, lead.password);
    await house.app.get(FactBus).transact(async (turn) => {
      const about = { alertId: null, taskId: null, citizenId: resident.citizenId, districtId: town.west.districtId };
      const to = { purpose: 'export', recipientKind: 'system', recipientId: 'ehr', channels: ['ehr'] } as const;
      house.app.get(DeliveriesService).write(turn, [
        { ...to, ...about, about: 'first' },
        { ...to, ...about, about: 'second' },
      ]);
      return { facts: [], result: undefined };
    });
    await house.clock.settle();
  });
  afterAll(() => house?.stop());

  it('shows what could not be delivered: what, to whom, how often it was tried and why it failed', async () => {
    const { items, nextCursor } = await town.api.get(ROUTE);
    expect(nextCursor).toBeNull();
    expect(items).toHaveLength(2);
    for (const item of items) expect(deliverySchema.strict().parse(item)).toEqual(item);
    expect(items[0]).toMatchObject({
      purpose: 'export',
      recipientKind: 'system',
      recipientId: 'ehr',
      citizenId: resident.citizenId,
      channel: 'ehr',
      state: 'parked',
      attempts: 1,
      error: 'no-active-service',
      failingSince: house.clock.now().toISOString(),
      nextTryAt: null,
    });
    expect((await town.api.get(`${ROUTE}?state=delivered,waiting`)).items).toEqual([]);
    const { items: first, nextCursor: next } = await town.api.get(`${ROUTE}?limit=1`);
    const { items: second } = await town.api.get(`${ROUTE}?limit=1&cursor=${next}`);
    expect([...first, ...second]).toEqual(items);
    expectFlaws(await town.api.ask('GET', `${ROUTE}?state=lost`), 'state.0');
  });

  it('alarms operations once, though two were parked at the same moment, and asked for neither twice', async () => {
    const { items } = await town.api.get('/alerts?type=gateway.delivery_parked');
    expect(items).toMatchObject([{ state: 'open', occurrences: 2 }]);
    expect(asked).toBe(2);
  });

  it('is for those who see every district', async () => {
    const { id } = (await town.api.get(ROUTE)).items[0]!;
    expectProblem(await lise.ask('GET', ROUTE), 403);
    expectProblem(await lise.ask('POST', `${ROUTE}/${id}/retry`), 404);
    const reader = await town.api.post('/partners', { name: 'Reader', scopes: ['devices:write'] });
    const grant = await fetch(`${house.httpUrl}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: reader.clientId,
        client_secret: reader.clientSecret,
      }),
    });
    const { access_token: token } = (await grant.json()) as { access_token: string };
    expectProblem(await new Api(house.httpUrl, token).ask('GET', ROUTE), 403);
    expectProblem(await new Api(house.httpUrl, null).ask('GET', ROUTE), 401);
  });

  it('is sent again when somebody asks for it, once', async () => {
    const [one] = (await town.api.get(ROUTE)).items;
    expect(await town.api.post(`${ROUTE}/${one!.id}/retry`)).toMatchObject({
      id: one!.id,
      state: 'waiting',
      attempts: 0,
    });
    await house.clock.settle();
    expect((await town.api.get(ROUTE)).items).toHaveLength(2);

    answer = { outcome: 'delivered' };
    await town.api.post(`${ROUTE}/${one!.id}/retry`);
    await house.clock.settle();
    expect((await town.api.get(ROUTE)).items.map(({ id }: { id: string }) => id)).not.toContain(one!.id);
    expect((await town.api.get(`${ROUTE}?state=delivered`)).items).toMatchObject([{ id: one!.id, error: null }]);
    expectProblem(await town.api.ask('POST', `${ROUTE}/${one!.id}/retry`), 409, { state: 'delivered' });
    expectProblem(await town.api.ask('POST', `${ROUTE}/${resident.citizenId}/retry`), 404);
  });

  it('reaches a lead on the console, who can read there what it was about', async () => {
    expect(await lise.get('/notices')).toEqual({ items: [], nextCursor: null });
    await house.clock.forward({ minutes: 90 });
    await resident.dispenser.say('dose.missed', { data: { dueAt: '2026-03-10T07:00:00.000Z' } });
    await house.clock.settle();
    await house.clock.forward({ minutes: 31 });
    const told = await lise.get('/notices');
    expect(noticesSchema.strict().parse(told)).toEqual(told);
    expect(told.items).toMatchObject([
      {
        purpose: 'tell-lead',
        citizenId: resident.citizenId,
        citizen: { displayName: 'Invented Citizen 1' },
        alert: { type: 'dose.missed', state: 'open', under: [], cameThrough: null },
      },
    ]);
    expect((await town.api.get('/notices')).items).toEqual([]);
    await resident.dispenser.leave();
  });

  it('waits for no other channel: one that hangs keeps a full look of them, and the rest go out', async () => {
    let release: (answer: DeliveryResult) => void = () => undefined;
    const released = new Promise<DeliveryResult>((resolve) => (release = resolve));
    house.app.get(Channels).register({ name: 'hung', deliver: () => released });
    const write = (channel: string, count: number) =>
      house.app.get(FactBus).transact(async (turn) => {
        const nobody = { alertId: null, taskId: null, citizenId: null, districtId: null };
        const to = { purpose: 'export', recipientKind: 'system', recipientId: channel, channels: [channel] } as const;
        const all = Array.from({ length: count }, (_, i) => ({ ...to, ...nobody, about: `${i}` }));
        house.app.get(DeliveriesService).write(turn, all);
        return { facts: [], result: undefined };
      });
    const states = async () =>
      (
        await house.query<{ is: string }>(
          `SELECT "channel" || ' ' || "state" || ' ' || "attempts" || ' ' || count(*) AS "is" FROM delivery
         WHERE "channel" IN ('hung', 'quick') GROUP BY "channel", "state", "attempts" ORDER BY 1`,
        )
      ).map(({ is }) => is);
    house.app.get(Channels).register({ name: 'quick', deliver: () => Promise.resolve({ outcome: 'delivered' }) });
    await write('hung', 12);
    await write('quick', 20);
    const settled = house.clock.settle();
    await eventually(async () => (await states()).includes('quick delivered 1 20'), 60_000);
    expect(await states()).toEqual(['hung waiting 0 12', 'quick delivered 1 20']);
    release({ outcome: 'delivered' });
    await settled;
    expect(await states()).toEqual(['hung delivered 1 12', 'quick delivered 1 20']);
  });
});
