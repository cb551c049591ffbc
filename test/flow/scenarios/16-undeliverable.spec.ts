import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Channels } from '../../../src/deliveries/channels.js';
import type { DeliveryResult, Delivery } from '../../../src/deliveries/delivery.rules.js';
import { type Case, caseOf, written } from '../../support/case.js';
import { eventually } from '../../support/eventually.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';
import { tripEverySecond } from '../../support/trip.js';

const dueAt = '2026-03-10T07:00:00.000Z';
const relatives = [
  { name: 'Invented Daughter', phone: '+4500000001', email: 'daughter@example.test' },
  { name: 'Invented Son', phone: '+4500000002' },
];
/** The first step tells the relatives too; then the standard ones. */
const ladder = {
  rungs: [
    { after: 'PT0S', actions: ['notify-relative', 'screen-call'], to: 'e-district' },
    { after: 'PT15M', actions: ['visit'], to: 'all-on-duty' },
    { after: 'PT30M', actions: ['visit'], to: 'manager' },
  ],
  claimTimeout: 'PT30M',
};

/** It is 08:10 in Copenhagen. A test sms and a test mail are there, which answer what a recipient's turn is. */
describe('scenario 16: an undeliverable notification', () => {
  let house: House;
  let town: Town;
  const tries: { channel: string; citizenId: string | null; recipientId: string; at: number }[] = [];
  const answers = new Map<string, () => Promise<DeliveryResult>>();

  const channel = (name: string) => ({
    name,
    deliver({ citizenId, recipientId, id }: Delivery): Promise<DeliveryResult> {
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      tries.push({ channel: name, citizenId, recipientId, at: house.clock.now().getTime() });
      return answers.get(`${name}/${recipientId}`)?.() ?? Promise.resolve({ outcome: 'delivered' });
    },
  });
  const answer = (to: string, given: DeliveryResult) => answers.set(to, () => Promise.resolve(given));
  const missed = async (resident: Resident): Promise<Case> => {
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await resident.dispenser.leave();
    await house.clock.settle();
    return caseOf(town, resident);
  };
  const told = async (seen: Case): Promise<string[]> =>
    written(await seen.alert())
      .split('\n')
      .filter((text) => /^(notify-relative|tell-lead|no relative)/.test(text));

  let first: Resident;
  let second: Resident;
  let third: Resident;
  let fourth: Resident;
  let alone: Resident;

  beforeAll(async () => {
    house = await startHouse({
      prepare({ app }) {
        app.get(Channels).register(channel('sms'));
        app.get(Channels).register(channel('mail'));
      },
    });
    town = await makeTown(house);
    await town.api.put('/ladders/standard-dose', ladder);
    const slots = [{ time: '08:00' }];
    first = await town.citizen({ slots, relatives });
    second = await town.citizen({ slots, relatives });
    third = await town.citizen({ slots, relatives });
    fourth = await town.citizen({ slots, relatives });
    alone = await town.citizen({ slots });
    await house.clock.forward({ hours: 1, minutes: 10 });
  });
  afterAll(() => house?.stop());

  const idsOf = async ({ citizenId }: Resident): Promise<string[]> =>
    (await town.api.get(`/citizens/${citizenId}`)).relatives.map(({ id }) => id!);

  it('is tried on the next channel within 60 s; the other relative is told at once', async () => {
    const [daughter, son] = await idsOf(first);
    answer(`sms/${daughter}`, { outcome: 'retry', error: 'busy' });
    const seen = await missed(first);
    // Where she stands in the list is not who she is.
    const another = [{ name: 'Invented Niece' }, relatives[1], { ...relatives[0], relation: 'daughter' }];
    await town.api.patch(`/citizens/${first.citizenId}`, { relatives: another });
    expect((await idsOf(first)).slice(1)).toEqual([son, daughter]);
    expect(await told(seen)).toEqual(['notify-relative by sms: delivered']);
    await house.clock.forward({ minutes: 1 });
    const [failed, ...rest] = tries.filter(({ recipientId }) => recipientId === daughter);
    const mail = rest.find(({ channel: name }) => name === 'mail')!;
    expect(rest.map(({ channel: name }) => name)).toEqual(['sms', 'sms', 'mail']);
    expect(mail.at - failed!.at).toBeLessThanOrEqual(60_000);
    expect(await told(seen)).toEqual([
      'notify-relative by sms: delivered',
      'notify-relative by sms: fallen-through',
      'notify-relative by mail: delivered',
    ]);
  });

  it('names nobody in what is told of it', async () => {
    const seen = caseOf(town, first);
    const facts = [...(await seen.facts('delivery.delivered')), ...(await seen.facts('delivery.fallen_through'))];
    expect(facts).toHaveLength(3);
    expect(JSON.stringify([facts, (await seen.alert()).log])).not.toMatch(/Invented Daughter|Invented Son|@|\+45/);
    const { log } = await seen.alert();
    expect(log).toContainEqual(
      expect.objectContaining({
        entry: 'measure',
        data: expect.objectContaining({
          recipientKind: 'relative',
          recipientId: (await idsOf(first))[2],
          channel: 'mail',
          state: 'delivered',
        }),
      }),
    );
  });

  it('ends quietly when no relative can be reached, and the step has asked its team all the same', async () => {
    for (const id of await idsOf(second))
      for (const way of ['sms', 'mail']) answer(`${way}/${id}`, { outcome: 'give-up', error: 'unknown' });
    const seen = await missed(second);
    expect(await seen.task()).toMatchObject({ kind: 'screen-call', rung: 0, teamId: town.eTeamId });
    const log = await told(seen);
    expect(log.filter((text) => text === 'no relative could be reached')).toHaveLength(1);
    expect(await seen.facts('delivery.given_up')).toHaveLength(2);
    const states = await house.query('SELECT "state" FROM delivery WHERE "citizenId" = $1', [second.citizenId]);
    expect(states).toEqual([{ state: 'parked' }, { state: 'parked' }]);
    expect((await town.api.get('/alerts')).items.map(({ type }: { type: string }) => type)).not.toContain(
      'gateway.delivery_parked',
    );
  });

  it('with no relatives at all is said in the log', async () => {
    expect(await told(await missed(alone))).toEqual(['no relative could be reached']);
  });

  it('that hangs holds up nobody else', async () => {
    let release = (): void => undefined;
    const hanging = new Promise<DeliveryResult>((resolve) => (release = () => resolve({ outcome: 'delivered' })));
    answers.clear();
    answers.set(`sms/${(await idsOf(third))[0]}`, () => hanging);
    await third.dispenser.say('dose.missed', { data: { dueAt } });
    const seen = caseOf(town, third);
    await eventually(async () => ((await seen.alert()) && (await told(seen)).length > 0 ? true : undefined));
    expect(await told(seen)).toEqual(['notify-relative by sms: delivered']);
    expect(await seen.task()).toMatchObject({ kind: 'screen-call' });
    release();
    await third.dispenser.leave();
    await house.clock.settle();
    expect(await told(seen)).toHaveLength(2);
  });

  it('is told each recipient once, however often what is written about it has to be written again', async () => {
    const letGo = await tripEverySecond(house, 'delivery');
    const before = tries.length;
    const seen = await missed(fourth);
    await eventually(async () => (await seen.facts('delivery.delivered')).length === 2);
    expect(await letGo()).toBeGreaterThanOrEqual(8);
    expect(
      tries
        .slice(before)
        .map(({ recipientId }) => recipientId)
        .sort(),
    ).toEqual((await idsOf(fourth)).sort());
  });

  it('reaches the lead on the console when there is no mail, once for each alert', async () => {
    const { id: leadId } = await town.api.post('/staff', {
      username: 'lead',
      displayName: 'Invented Lead',
      password: 'leads sing at dawn',
      roles: ['lead'],
      teamIds: [town.west.teamId],
    });
    answer(`mail/${leadId}`, { outcome: 'give-up', error: 'no-mailbox' });
    await house.clock.forward({ minutes: 16 });
    const seen = caseOf(town, first);
    expect(await told(seen)).toEqual(
      expect.arrayContaining(['tell-lead by mail: fallen-through', 'tell-lead by console: delivered']),
    );
    expect(await seen.facts('notice.shown')).toMatchObject([
      {
        for: leadId,
        data: { purpose: 'tell-lead', recipientKind: 'staff', recipientId: leadId, channel: 'console' },
      },
    ]);
    await house.clock.forward({ minutes: 60 });
    expect(await seen.facts('notice.shown')).toHaveLength(1);
  });
});
