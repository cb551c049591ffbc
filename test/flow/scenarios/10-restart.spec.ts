import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../../support/api.js';
import { type Case, caseOf } from '../../support/case.js';
import { makeDatabase, type TestDatabase } from '../../support/database.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident } from '../../support/town.js';

const environment = {
  DEVICES_OFFLINE_MINUTES: '10',
  DEVICES_SILENT_MINUTES: '45',
  OUTAGE_WATCH_GRACE_MINUTES: '5',
  OUTAGE_OFFLINE_GRACE_MINUTES: '10',
};

/** The house stands at 07:00 in Copenhagen, and is closed for an hour; the dose of 07:15 was silent since 07:40. Timers: restart.spec.ts. */
describe('scenario 10: after a restart', () => {
  let database: TestDatabase;
  let house: House;
  let resident: Resident;
  const seen = (): Case => caseOf({ api: new Api(house.httpUrl, house.admin.token) }, resident);

  beforeAll(async () => {
    database = await makeDatabase('graces');
    house = await startHouse({ database, environment });
    const town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '07:15', windowMinutes: 20 }] });
    await house.clock.settle();
    await house.stop();
    await house.query(`UPDATE clock SET "anchorClockAt" = "anchorClockAt" + interval '1 hour'`);
    house = await startHouse({ database, environment });
    await house.clock.settle();
  });
  afterAll(async () => {
    await house?.stop();
    await database?.drop();
  });

  it('dispensers have five minutes to report what happened meanwhile, before silence counts', async () => {
    expect(await seen().alerts()).toEqual([]);
    await house.clock.forward({ minutes: 4, seconds: 59 });
    expect(await seen().alerts()).toEqual([]);
    await house.clock.forward({ seconds: 1 });
    expect(await seen().alerts()).toMatchObject([{ type: 'dose.unconfirmed' }]);
  });

  it('and ten to come back, before one is called offline', async () => {
    await house.clock.forward({ minutes: 4, seconds: 59 });
    expect(await seen().alerts()).toHaveLength(1);
    await house.clock.forward({ seconds: 1 });
    expect((await seen().alerts()).map(({ type }) => type).sort()).toEqual([
      'connectivity.offline',
      'dose.unconfirmed',
    ]);
  });
});
