import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { newId } from '../../src/platform/database/id.js';
import { caseOf } from '../support/case.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';
import { until } from '../support/until.js';

/** Whoever speaks MQTT to the gateway's port, in the dispenser's own way. */
describe('at the door of the broker', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  const open: MqttClient[] = [];

  const knock = (options: IClientOptions): MqttClient => {
    const client = mqtt.connect(house.mqttUrl, { reconnectPeriod: 0, protocolVersion: 4, ...options });
    client.on('error', () => undefined);
    open.push(client);
    return client;
  };
  const signIn = ({ deviceId, secret }: Pick<Resident, 'deviceId' | 'secret'>, more: IClientOptions = {}) =>
    knock({ clientId: deviceId, username: deviceId, password: secret, ...more });
  const arrived = async (client: MqttClient): Promise<MqttClient> => {
    await until(client, 'connect');
    return client;
  };
  const refusalOf = async (client: MqttClient) => ((await until(client, 'error')) as { code?: number }).code;
  const refused = async (reason: string): Promise<number> => {
    const metrics = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(metrics.match(new RegExp(`dosevagt_mqtt_refused_total{reason="${reason}"} (\\d+)`))?.[1] ?? 0);
  };
  const newDispenser = async (deviceId: string) => ({
    deviceId,
    secret: (await town.api.post('/dispensers', { deviceId })).secret,
  });
  const event = (type: string, data: object = {}) =>
    JSON.stringify({ specversion: '1.0', id: newId(), type, time: house.clock.now().toISOString(), data });
  const heardFrom = async (deviceId: string) => {
    await house.clock.settle();
    return (await town.api.get(`/telemetry?deviceId=${deviceId}`)).items;
  };

  beforeAll(async () => {
    house = await startHouse({ environment: { LOG_LEVEL: 'silent' } });
    town = await makeTown(house);
    resident = await town.citizen({ connect: false });
  });
  afterAll(async () => {
    for (const client of open) client.end(true);
    await house?.stop();
  });

  it('nobody unknown comes in, nor anybody with a wrong secret: CONNACK 5', async () => {
    expect(await refusalOf(signIn({ deviceId: 'NOBODY-1', secret: 'guessed' }))).toBe(5);
    expect(await refusalOf(signIn({ ...resident, secret: 'guessed' }))).toBe(5);
    expect(await refused('unknown-device')).toBe(1);
    expect(await refused('wrong-secret')).toBe(1);
  });

  it('malformed credentials are called so: CONNACK 4', async () => {
    expect(await refusalOf(knock({ clientId: resident.deviceId }))).toBe(4);
    expect(await refusalOf(signIn(resident, { username: 'SOMEBODY-ELSE' }))).toBe(4);
  });

  it('a client id that is no dispenser’s is rejected: CONNACK 2', async () => {
    expect(await refusalOf(signIn({ ...resident, deviceId: 'a/+/#' }))).toBe(2);
  });

  it('a rotated secret opens it, and the old one does not any more', async () => {
    const dispenser = await newDispenser('ROTATED-1');
    const { secret } = await town.api.post('/dispensers/ROTATED-1/credentials');
    expect(await refusalOf(signIn(dispenser))).toBe(5);
    await arrived(signIn({ ...dispenser, secret }));
  });

  it('a publish in another dispenser’s name closes the connection, is counted, and is not heard', async () => {
    const client = await arrived(signIn(await newDispenser('MALLORY-1')));
    client.publish(`dosevagt/v1/${resident.deviceId}/events`, event('device.tamper'), { qos: 1 });
    await until(client, 'close');
    expect(await refused('another-device')).toBe(1);
    expect(await heardFrom(resident.deviceId)).toEqual([]);
  });

  it('a topic that does not exist closes it too, and nobody subscribes to another’s commands', async () => {
    const client = await arrived(signIn(await newDispenser('MALLORY-2')));
    for (const topic of [`dosevagt/v1/${resident.deviceId}/commands`, 'dosevagt/v1/+/commands', '#', '$SYS/#'])
      expect(await client.subscribeAsync(topic, { qos: 1 }).catch(() => 'refused')).toBe('refused');
    client.publish('dosevagt/v1/MALLORY-2/commands', '{}', { qos: 1 });
    await until(client, 'close');
    expect(await refused('no-such-topic')).toBe(1);
    expect(await refused('subscribe')).toBe(4);
  });

  it('a packet above the limit closes the connection before it is gathered', async () => {
    const client = await arrived(signIn(await newDispenser('LARGE-1')));
    client.publish('dosevagt/v1/LARGE-1/events', Buffer.alloc(300_000, 'x'), { qos: 1 });
    await until(client, 'close');
    expect(await refused('packet-too-large')).toBe(1);
    expect(await heardFrom('LARGE-1')).toEqual([]);
  });

  it('a retained event is heard, its flag stripped: nobody is told it again', async () => {
    const dispenser = await newDispenser('RETAIN-1');
    const client = await arrived(signIn(dispenser));
    await client.publishAsync('dosevagt/v1/RETAIN-1/events', event('device.booted'), { qos: 1, retain: true });
    const told: string[] = [];
    client.on('message', (topic) => told.push(topic));
    await client.subscribeAsync('dosevagt/v1/RETAIN-1/#', { qos: 1 });
    await eventually(() => told.includes('dosevagt/v1/RETAIN-1/commands'));
    expect(told).not.toContain('dosevagt/v1/RETAIN-1/events');
    expect(await heardFrom('RETAIN-1')).toMatchObject([{ type: 'device.booted' }]);
  });

  it('QoS 0 is taken without the promise, and QoS 2 once', async () => {
    const client = await arrived(signIn(resident));
    await client.publishAsync(`dosevagt/v1/${resident.deviceId}/events`, event('supply.low'), { qos: 0 });
    await client.publishAsync(`dosevagt/v1/${resident.deviceId}/events`, event('device.jam'), { qos: 2 });
    await eventually(async () => (await heardFrom(resident.deviceId)).length === 2);
    const alerts = await caseOf(town, resident).alerts();
    expect(alerts).toMatchObject([{ occurrences: 1 }, { occurrences: 1 }]);
    expect(alerts.map(({ type }) => type).sort()).toEqual(['device.jam', 'supply.low']);
    await client.endAsync();
  });

  it('a retired dispenser stays outside', async () => {
    const dispenser = await newDispenser('RETIRED-1');
    await town.api.patch('/dispensers/RETIRED-1', { retired: true });
    expect(await refusalOf(signIn(dispenser))).toBe(5);
  });
});
