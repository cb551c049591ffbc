import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf, written } from '../../support/case.js';
import { eventually } from '../../support/eventually.js';
import { Dispenser } from '../../support/dispenser.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

const environment = { DEVICES_OFFLINE_MINUTES: '10', DEVICES_SILENT_MINUTES: '45' };

/** The house stands at 07:00 in Copenhagen (06:00 UTC); every dose is due at 08:00. */
describe('scenario 08: offline through a window', () => {
  let house: House;
  let town: Town;
  let lost: Resident;
  let travelling: Resident;
  let short: Resident;
  let seen: Case;

  const leave = async ({ dispenser, deviceId }: Resident): Promise<void> => {
    await dispenser.leave();
    await eventually(async () => {
      await house.clock.settle();
      const [row] = await house.query<{ online: boolean }>('SELECT "online" FROM device_health WHERE "deviceId" = $1', [
        deviceId,
      ]);
      return row && !row.online;
    });
  };

  beforeAll(async () => {
    house = await startHouse({ environment });
    town = await makeTown(house);
    const slots = [{ time: '08:00' }];
    [lost, travelling, short] = [
      await town.citizen({ slots }),
      await town.citizen({ slots }),
      await town.citizen({ slots: [{ time: '20:00' }] }),
    ];
    seen = caseOf(town, lost);
    await travelling.dispenser.say('dose.dispensed_in_advance', {
      data: { count: 2, firstDueAt: '2026-03-10T08:00:00+01:00', lastDueAt: '2026-03-11T08:00:00+01:00' },
    });
    await house.clock.settle();
    for (const resident of [lost, travelling, short]) await leave(resident);
  });
  afterAll(() => house?.stop());

  it('is an alert after ten minutes without a connection, and not before', async () => {
    await house.clock.forward({ minutes: 9, seconds: 59 });
    expect(await seen.alerts()).toEqual([]);
    await house.clock.forward({ seconds: 1 });
    expect(await seen.alerts()).toMatchObject([
      {
        type: 'connectivity.offline',
        priority: 'P3',
        detail: { lastSeenAt: '2026-03-10T06:00:00.000Z' },
        ladder: { name: 'power-connectivity' },
      },
    ]);
    expect(await caseOf(town, short).alerts()).toMatchObject([{ type: 'connectivity.offline', state: 'open' }]);
  });

  it('closes by itself when the dispenser is back, before anybody is asked', async () => {
    const back = await Dispenser.connect(house.mqttUrl, short.deviceId, short.secret, () => house.clock.now());
    await eventually(async () => {
      await house.clock.settle();
      return (await caseOf(town, short).alerts())[0]!.state === 'auto-resolved';
    });
    expect(await caseOf(town, short).tasks()).toEqual([]);
    await back.leave();
  });

  it('is one item for the citizen when the dose was not confirmed either, and says since when nothing was heard', async () => {
    await house.clock.forward({ hours: 1, minutes: 55 });
    const alerts = await seen.alerts();
    expect(alerts.map(({ type }) => type)).toEqual(['dose.unconfirmed', 'connectivity.offline']);
    expect(alerts[0]).toMatchObject({ detail: { noContactSince: '2026-03-10T06:00:00.000Z' } });
    expect(written(await town.api.get(`/alerts/${alerts[0]!.id}`))).toContain('no contact since 07:00');
    expect(alerts[1]).toMatchObject({ parentId: alerts[0]!.id, attached: true });
    const live = (await seen.tasks()).filter(({ state }) => state === 'open');
    expect(live).toMatchObject([{ alertId: alerts[0]!.id }]);
  });

  it('is asked about by itself once the dose is dealt with', async () => {
    const { id } = await seen.task();
    await town.api.post(`/tasks/${id}/resolve`, { outcome: 'taken-after-call', cause: 'connectivity' });
    expect(await seen.task()).toMatchObject({ kind: 'technical' });
  });

  it('is expected of who took the doses along', async () => {
    expect(await caseOf(town, travelling).alerts()).toEqual([]);
  });
});
