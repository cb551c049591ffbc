import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseOf } from '../../support/case.js';
import { Dispenser } from '../../support/dispenser.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** Copenhagen is an hour ahead of UTC. Doses are due at 08:00; at 08:30 dispensers change hands; it is 08:40 afterwards. */
const dueAt = '2026-03-10T07:00:00.000Z';
const [before, after] = ['2026-03-10T07:05:00Z', '2026-03-10T07:35:00Z'];

describe('a dispenser that changes hands', () => {
  let house: House;
  let town: Town;
  let [first, second, third]: Resident[] = [];

  const open = async () => (await town.api.get('/quarantine')).items;
  const say = async (dispenser: Dispenser, type: string, said: object) => {
    await dispenser.say(type, { data: { dueAt }, ...said });
    await house.clock.settle();
  };
  const spare = async (deviceId: string): Promise<Dispenser> => {
    const { secret } = await town.api.post('/dispensers', { deviceId });
    return Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
  };
  const give = ({ citizenId }: Resident, deviceId: string) =>
    town.api.put(`/citizens/${citizenId}/dispenser`, { deviceId });

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    const slots = [{ time: '08:00', windowMinutes: 120 }];
    [first, second, third] = [
      await town.citizen({ slots }),
      await town.citizen({ slots }),
      await town.citizen({ slots }),
    ];
    await spare('SPARE-1');
    await house.clock.forward({ hours: 1, minutes: 30 });
    await give(first, 'SPARE-1');
    await give(third, second.deviceId);
    await house.clock.forward({ minutes: 10 });
  });
  afterAll(() => house?.stop());

  it('scenario 22: a replaced one still speaks for its citizen about the time before', async () => {
    await say(first!.dispenser, 'dose.dispensed', { time: before, historical: true });
    expect((await caseOf(town, first!).doses())[0]).toMatchObject({ state: 'dispensed' });
    expect(await open()).toEqual([]);
  });

  it('and of the time after it is put aside', async () => {
    await say(first!.dispenser, 'dose.missed', { time: after });
    expect(await open()).toMatchObject([{ deviceId: first!.deviceId, kind: 'unattributed' }]);
    expect(await caseOf(town, first!).alerts()).toEqual([]);
  });

  it('scenario 23: of one that was lent on, the time of the event decides whose it is', async () => {
    await say(second!.dispenser, 'dose.missed', { time: before, historical: true });
    expect(await caseOf(town, second!).alerts()).toMatchObject([{ type: 'dose.missed' }]);
    await say(second!.dispenser, 'dose.dispensed', { time: after });
    expect((await caseOf(town, third!).doses())[0]).toMatchObject({ state: 'dispensed' });
    expect((await caseOf(town, second!).doses())[0]).toMatchObject({ state: 'missed' });
  });

  it.each([
    ['whose clock was never set', { clocksync: 'unset', time: '1970-01-01T00:04:00Z' }],
    ['whose clock is off by hours', { sentat: '2026-03-10T23:40:00Z', time: '2026-03-10T23:38:00Z' }],
  ])('and one %s is not guessed about: it is put aside', async (_, said) => {
    const waiting = (await open()).length;
    await say(second!.dispenser, 'dose.missed', said);
    const items = await open();
    expect(items).toHaveLength(waiting + 1);
    expect(items[0]).toMatchObject({
      kind: 'unattributed',
      reason: expect.stringContaining('changed hands within the hour'),
    });
    expect(await caseOf(town, third!).alerts()).toEqual([]);
  });

  it('until somebody says whose it was', async () => {
    const { id } = (await open())[0]!;
    await town.api.post(`/quarantine/${id}/assign`, { citizenId: third!.citizenId });
    await house.clock.settle();
    expect((await caseOf(town, third!).doses())[0]).toMatchObject({ state: 'dispensed', missedAt: expect.any(String) });
  });

  it('with a clock that can be relied on is believed again, and so is any an hour later', async () => {
    await house.clock.forward({ minutes: 61 });
    const waiting = (await open()).length;
    await say(second!.dispenser, 'supply.low', { clocksync: 'unset', data: { dosesRemaining: 4 } });
    expect(await open()).toHaveLength(waiting);
    const types = (await caseOf(town, third!).alerts()).map(({ type }) => type);
    expect(types.sort()).toEqual(['clock.invalid', 'supply.low']);
  });

  it('scenario 24: one that is nobody’s is put aside and counted, and belongs to no citizen', async () => {
    const waiting = (await open()).length;
    await say(await spare('SPARE-2'), 'dose.missed', {});
    const [item] = await open();
    expect(await open()).toHaveLength(waiting + 1);
    expect(item).toMatchObject({ deviceId: 'SPARE-2', kind: 'unattributed', state: 'open' });
    const metrics = await (await fetch(`${house.httpUrl}/metrics`)).text();
    expect(metrics).toMatch(/dosevagt_quarantined_total\{kind="unattributed"\} \d/);
    await town.api.post(`/quarantine/${item!.id}/dismiss`);
    expect(await open()).toHaveLength(waiting);
  });
});
