import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { Api } from '../support/api.js';
import { newId } from '../../src/platform/database/id.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';
import { until } from '../support/until.js';

interface Ears {
  readonly client: MqttClient;
  readonly heard: { id: string; type: string; data: Record<string, unknown> }[];
}

describe('a dispenser that comes and goes', () => {
  let database: TestDatabase;
  let house: House;
  let town: Town;
  let resident: Resident;
  const open: MqttClient[] = [];

  const page = async (deviceId = resident.deviceId) => {
    await house.clock.settle();
    return new Api(house.httpUrl, house.admin.token).get(`/dispensers/${deviceId}`);
  };
  /** Connects as the dispenser does that keeps its session; a device that finds it kept does not subscribe again. */
  const arrive = async (more: IClientOptions = {}): Promise<Ears> => {
    const { deviceId, secret } = resident;
    const client = mqtt.connect(house.mqttUrl, {
      clientId: deviceId,
      username: deviceId,
      password: secret,
      protocolVersion: 4,
      reconnectPeriod: 0,
      ...more,
    });
    open.push(client);
    client.on('error', () => undefined);
    const heard: Ears['heard'] = [];
    client.on('message', (_topic, payload) => {
      const command = JSON.parse(payload.toString()) as Ears['heard'][number];
      heard.push(command);
      if (command.type === 'time.sync') void answer({ client, heard }, command.id).catch(() => undefined);
    });
    const { sessionPresent } = await until(client, 'connect');
    if (!sessionPresent) await client.subscribeAsync(`dosevagt/v1/${deviceId}/commands`, { qos: 1 });
    return { client, heard };
  };
  const remind = async (): Promise<string> => {
    const api = new Api(house.httpUrl, house.admin.token);
    const { id } = await api.post(`/dispensers/${resident.deviceId}/commands`, {
      type: 'dose.remind',
      ttlSeconds: 3600,
    });
    await house.clock.settle();
    return id;
  };
  const commandState = async (id: string): Promise<string> => {
    await house.clock.settle();
    const api = new Api(house.httpUrl, house.admin.token);
    const { items } = await api.get(`/dispensers/${resident.deviceId}/commands`);
    return items.find((command: { id: string }) => command.id === id)!.state;
  };
  const answer = ({ client }: Ears, id: string) =>
    client.publishAsync(`dosevagt/v1/${resident.deviceId}/commands/ack`, JSON.stringify({ id, result: 'done' }), {
      qos: 1,
    });

  beforeAll(async () => {
    database = await makeDatabase('presence');
    house = await startHouse({ database });
    town = await makeTown(house);
    resident = await town.citizen({ connect: false });
  });
  afterAll(async () => {
    for (const client of open) client.end(true);
    await house?.stop();
    await database?.drop();
  });

  it('is online from its connection to its goodbye', async () => {
    expect(await page()).toMatchObject({ online: false, lastSeenAt: null });
    const { client } = await arrive();
    expect(await page()).toMatchObject({ online: true, lastSeenAt: '2026-03-10T06:00:00.000Z' });
    await house.clock.forward({ minutes: 5 });
    await client.endAsync();
    await eventually(async () => !(await page()).online);
    expect(await page()).toMatchObject({ onlineChangedAt: '2026-03-10T06:05:00.000Z' });
  });

  it('is offline when its last will says so, and online again when it is back', async () => {
    const will = {
      topic: `dosevagt/v1/${resident.deviceId}/status`,
      payload: Buffer.from('{"online":false}'),
      qos: 1 as const,
      retain: true,
    };
    const { client } = await arrive({ will });
    expect(await page()).toMatchObject({ online: true });
    client.stream.destroy();
    await eventually(async () => !(await page()).online);
    const back = await arrive({ will });
    await eventually(() => back.heard.some(({ type }) => type === 'time.sync'));
    expect(await page()).toMatchObject({ online: true });
    await back.client.publishAsync(`dosevagt/v1/${resident.deviceId}/status`, '{"online":false}', {
      qos: 1,
      retain: true,
    });
    await eventually(async () => !(await page()).online);
    await back.client.endAsync();
  });

  it('is online when it comes back before its old connection was given up', async () => {
    const will = {
      topic: `dosevagt/v1/${resident.deviceId}/status`,
      payload: Buffer.from('{"online":false}'),
      qos: 1 as const,
      retain: true,
    };
    const old = await arrive({ will });
    const gone = until(old.client, 'close');
    const { client, heard } = await arrive({ will });
    await gone;
    expect(await page()).toMatchObject({ online: true });
    await eventually(() => heard.some(({ type }) => type === 'time.sync'));
    await house.clock.forward({ minutes: 1 });
    await eventually(() => heard.filter(({ type }) => type === 'time.sync').length >= 2);
    await client.endAsync();
  });

  it('tells how it is by heartbeats, which are kept as its health and not in the journal', async () => {
    const { client } = await arrive();
    await house.clock.forward({ minutes: 10 });
    const beat = (data: object, qos: 0 | 1) =>
      client.publishAsync(`dosevagt/v1/${resident.deviceId}/heartbeat`, JSON.stringify(data), { qos });
    await beat(
      { batteryPct: 87, mains: true, rssiDbm: -61, dosesRemaining: 12, nextDueAt: '2026-03-10T08:00:00+01:00' },
      1,
    );
    expect(await page()).toMatchObject({
      batteryPct: 87,
      mains: true,
      rssiDbm: -61,
      dosesRemaining: 12,
      nextDueAt: '2026-03-10T07:00:00.000Z',
    });
    await beat({ mains: false }, 0);
    await beat({ batteryPct: 'full' }, 1);
    const event = { specversion: '1.0', id: newId(), type: 'device.heartbeat', time: house.clock.now().toISOString() };
    const asEvent = JSON.stringify({ ...event, data: { rssiDbm: -70 } });
    await client.publishAsync(`dosevagt/v1/${resident.deviceId}/events`, asEvent, { qos: 1 });
    expect(await page()).toMatchObject({
      batteryPct: 87,
      mains: false,
      rssiDbm: -70,
      lastSeenAt: house.clock.now().toISOString(),
    });
    expect((await town.api.get(`/telemetry?deviceId=${resident.deviceId}`)).items).toEqual([]);
    await client.endAsync();
  });

  it('hears what was asked of it meanwhile when it kept its session, also without subscribing anew', async () => {
    const first = await arrive({ clean: false });
    await first.client.endAsync();
    const id = await remind();
    expect(await commandState(id)).toBe('queued');
    const back = await arrive({ clean: false });
    await eventually(() => back.heard.some((command) => command.id === id));
    await answer(back, id);
    await house.clock.forward({ minutes: 1 });
    const now = house.clock.now().toISOString();
    await eventually(() => back.heard.some(({ type, data }) => type === 'time.sync' && data.now === now));
    expect(await commandState(id)).toBe('done');
    await back.client.endAsync();
  });

  it('hears it without a kept session as well, until it has answered', async () => {
    const id = await remind();
    const first = await arrive();
    await eventually(() => first.heard.some((command) => command.id === id));
    await first.client.endAsync();
    const second = await arrive();
    await eventually(() => second.heard.some((command) => command.id === id));
    await answer(second, id);
    expect(await commandState(id)).toBe('done');
    await second.client.endAsync();
    const third = await arrive();
    await eventually(() => third.heard.some(({ type }) => type === 'time.sync'));
    await house.clock.settle();
    expect(third.heard.some((command) => command.id === id)).toBe(false);
    await third.client.endAsync();
  });

  it('does not hear what has expired', async () => {
    const id = await remind();
    await house.clock.forward({ minutes: 61 });
    expect(await commandState(id)).toBe('expired');
    const { client, heard } = await arrive();
    await eventually(() => heard.some(({ type }) => type === 'time.sync'));
    await house.clock.settle();
    expect(heard.some((command) => command.id === id)).toBe(false);
    await client.endAsync();
  });

  it('hears it after the house was closed and opened again', async () => {
    const away = await arrive({ clean: false });
    await away.client.endAsync();
    const id = await remind();
    await house.stop();
    house = await startHouse({ database });
    const back = await arrive({ clean: false });
    await eventually(() => back.heard.some((command) => command.id === id));
    await answer(back, id);
    expect(await commandState(id)).toBe('done');
  });

  it('is not offline because the house closes', async () => {
    expect(await page()).toMatchObject({ online: true });
    await house.stop();
    house = await startHouse({ database });
    expect(await page()).toMatchObject({ online: true });
  });
});
