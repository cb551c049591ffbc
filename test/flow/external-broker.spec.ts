import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { describeWithMosquitto, startMosquitto, type TestMosquitto } from '../support/mosquitto.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const dueAt = '2026-03-10T07:00:00.000Z';

describeWithMosquitto('a gateway behind an external broker', () => {
  let broker: TestMosquitto;
  let house: House;
  let town: Town;
  let resident: Resident;
  let device: MqttClient;
  const event = (id: string, type: string, data: object = {}) =>
    JSON.stringify({ specversion: '1.0', id, type, time: house.clock.now().toISOString(), data });
  const telemetry = async (deviceId: string) => (await town.api.get(`/telemetry?deviceId=${deviceId}`)).items;

  beforeAll(async () => {
    broker = await startMosquitto();
    house = await startHouse({ environment: { MQTT_BROKER_URL: broker.url, MQTT_CLIENT_ID: 'gateway-1' } });
    town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '08:00' }], connect: false });
    device = await mqtt.connectAsync(broker.url, { clientId: resident.deviceId });
    await house.clock.forward({ hours: 1 });
  });
  afterAll(async () => {
    await device?.endAsync();
    await house?.stop();
    await broker?.close();
  });

  it('turns what comes through the shared subscription into a task', async () => {
    await device.publishAsync(`dosevagt/v1/${resident.deviceId}/events`, event('e-1', 'dose.missed', { dueAt }), {
      qos: 1,
    });
    const [task] = await eventually(async () => {
      const { items } = await town.api.get(`/tasks?citizenId=${resident.citizenId}`);
      return items.length > 0 && items;
    });
    expect(task).toMatchObject({ kind: 'screen-call', state: 'open' });
  });

  it('sends commands through it', async () => {
    const heard: string[] = [];
    device.on('message', (_topic, payload) => heard.push(JSON.parse(payload.toString()).type));
    await device.subscribeAsync(`dosevagt/v1/${resident.deviceId}/commands`, { qos: 1 });
    await device.publishAsync(`dosevagt/v1/${resident.deviceId}/status`, '{"online":true}', { qos: 1, retain: true });
    await eventually(() => heard.includes('time.sync') && heard.includes('schedule.set'));
    const { online } = await eventually(async () => {
      const shown = await town.api.get(`/dispensers/${resident.deviceId}`);
      return shown.online && shown;
    });
    expect(online).toBe(true);
  });

  it('hears a dispenser nobody registered, and keeps what it said for a person to attribute', async () => {
    await device.publishAsync('dosevagt/v1/STRANGER-1/events', event('e-2', 'dose.missed'), { qos: 1 });
    const [item] = await eventually(async () => {
      const { items } = await town.api.get('/quarantine');
      return items.length > 0 && items;
    });
    expect(item).toMatchObject({ deviceId: 'STRANGER-1', kind: 'unattributed' });
  });

  it('goes on where it was after the broker was away', async () => {
    await broker.stop();
    await broker.startAgain();
    await eventually(() => device.connected);
    await eventually(async () => {
      await device.publishAsync(
        `dosevagt/v1/${resident.deviceId}/events`,
        event('e-3', 'supply.low', { dosesRemaining: 3 }),
        { qos: 1 },
      );
      return (await telemetry(resident.deviceId)).some(({ id }: { id: string }) => id === 'e-3');
    });
    expect(
      (await telemetry(resident.deviceId)).filter(({ id }: { id: string }) => id === 'e-3').length,
    ).toBeGreaterThan(0);
  });
});
