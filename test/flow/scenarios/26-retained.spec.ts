import { afterAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { newId } from '../../../src/platform/database/id.js';
import { caseOf } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown } from '../../support/town.js';

describe('scenario 26: a dispenser that publishes with the retain flag', () => {
  let house: House;
  afterAll(() => house?.stop());

  it('is heard, once, and nobody who comes later is told again', async () => {
    house = await startHouse();
    const town = await makeTown(house);
    const resident = await town.citizen({ slots: [{ time: '08:00' }], connect: false });
    await house.clock.forward({ hours: 1, minutes: 10 });
    const { deviceId, secret } = resident;
    const asItself = { clientId: deviceId, username: deviceId, password: secret, reconnectPeriod: 0 } as const;
    const event = {
      specversion: '1.0',
      id: newId(),
      type: 'dose.missed',
      time: house.clock.now().toISOString(),
      data: { dueAt: '2026-03-10T07:00:00Z' },
    };
    const topic = `dosevagt/v1/${deviceId}/events`;
    for (let visit = 0; visit < 2; visit++) {
      const client = await mqtt.connectAsync(house.mqttUrl, asItself);
      if (visit === 0) await client.publishAsync(topic, JSON.stringify(event), { qos: 1, retain: true });
      await client.endAsync();
      await house.clock.settle();
    }
    const seen = caseOf(town, resident);
    expect(await seen.alerts()).toMatchObject([{ type: 'dose.missed', occurrences: 1 }]);
    expect((await town.api.get(`/telemetry?deviceId=${deviceId}`)).items).toMatchObject([{ id: event.id }]);
  });
});
