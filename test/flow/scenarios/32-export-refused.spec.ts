import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Channels } from '../../../src/deliveries/channels.js';
import { DeliveriesService } from '../../../src/deliveries/deliveries.service.js';
import type { DeliveryResult } from '../../../src/deliveries/delivery.rules.js';
import { FactBus } from '../../../src/platform/facts/fact-bus.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** A test EHR, which knows some citizens and not others. */
describe('scenario 32: an export that the EHR refuses', () => {
  let house: House;
  let town: Town;
  let known: Resident;
  let unknown: Resident;
  let later: Resident;
  let isAway = true;
  const asked: string[] = [];

  const exportOf = async ({ citizenId }: Resident): Promise<void> => {
    const recipient = { recipientKind: 'system', recipientId: 'ehr', channels: ['ehr'], purpose: 'export' } as const;
    await house.app.get(FactBus).transact(async (turn) => {
      const about = { alertId: null, taskId: null, citizenId, districtId: town.west.districtId, about: citizenId };
      house.app.get(DeliveriesService).write(turn, [{ ...recipient, ...about }]);
      return { facts: [], result: undefined };
    });
  };
  const operations = async (about = 'parked', state = 'open') =>
    (await town.api.get(`/alerts?state=${state}`)).items.filter(
      ({ type }: { type: string }) => type === `gateway.delivery_${about}`,
    );

  beforeAll(async () => {
    house = await startHouse({
      prepare({ app }) {
        app.get(Channels).register({
          name: 'ehr',
          deliver: ({ citizenId }): Promise<DeliveryResult> => {
            asked.push(citizenId!);
            if (citizenId === later.citizenId && isAway) return Promise.reject(new Error('Connection terminated'));
            return Promise.resolve(
              citizenId !== unknown.citizenId
                ? { outcome: 'delivered' }
                : { outcome: 'give-up', error: 'no-active-service' },
            );
          },
        });
      },
    });
    town = await makeTown(house);
    known = await town.citizen({ connect: false });
    unknown = await town.citizen({ connect: false });
    later = await town.citizen({ connect: false });
    await exportOf(unknown);
    await exportOf(known);
    await house.clock.settle();
  });
  afterAll(() => house?.stop());

  it('is parked, not dropped and not tried in circles; the next one arrives', async () => {
    await house.clock.forward({ minutes: 5 });
    // Both go out at once; which of them arrives first is nobody's promise.
    expect([...asked].sort()).toEqual([unknown.citizenId, known.citizenId].sort());
    const rows = await house.query('SELECT "citizenId", "state", "error" FROM delivery ORDER BY "createdAt", "id"');
    expect(rows).toEqual([
      { citizenId: unknown.citizenId, state: 'parked', error: 'no-active-service' },
      { citizenId: known.citizenId, state: 'delivered', error: null },
    ]);
  });

  it('is a technical task for those who run the gateway', async () => {
    const [alert, ...more] = await operations();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      priority: 'P2',
      state: 'open',
      occurrences: 1,
      detail: { purpose: 'export', recipientId: 'ehr', error: 'no-active-service' },
    });
    const tasks = (await town.api.get('/tasks?state=open&kind=technical')).items;
    expect(tasks).toMatchObject([{ alertId: alert!.id }]);
  });

  it('is written once however often it is asked for', async () => {
    await exportOf(unknown);
    await house.clock.settle();
    expect(asked).toHaveLength(2);
    expect(await operations()).toMatchObject([{ occurrences: 1 }]);
  });

  it('is never given up while the EHR is away: operations are told, and it arrives by itself', async () => {
    await exportOf(later);
    await house.clock.settle();
    for (let minute = 0; minute < 10; minute++) await house.clock.forward({ minutes: 1 });
    expect(await operations('waiting')).toMatchObject([
      { priority: 'P2', occurrences: 1, detail: { count: 1, purposes: ['export'], reason: 'Error' } },
    ]);
    expect(asked.filter((citizenId) => citizenId === later.citizenId).length).toBeGreaterThanOrEqual(10);
    expect(await operations()).toHaveLength(1);
    isAway = false;
    await house.clock.forward({ minutes: 1 });
    const [row] = await house.query('SELECT "state", "error" FROM delivery WHERE "citizenId" = $1', [later.citizenId]);
    expect(row).toEqual({ state: 'delivered', error: null });
    await house.clock.settle();
    expect(await operations('waiting')).toEqual([]);
    expect(await operations('waiting', 'auto-resolved')).toHaveLength(1);
  });
});
