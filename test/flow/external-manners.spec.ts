import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { describeWithMosquitto, startMosquitto, type TestMosquitto } from '../support/mosquitto.js';
import { makeTown, type Resident, type Town } from '../support/town.js';
import { Api } from '../support/api.js';

interface Heard {
  readonly type: string;
  readonly data: { now?: string };
  readonly keepSeconds: number | undefined;
}

describeWithMosquitto('behind a broker that keeps what was said', () => {
  let broker: TestMosquitto;
  let database: TestDatabase;
  let house: House;
  let town: Town;
  let api: Api;
  let [told, dropped, listener]: Resident[] = [];
  const open: MqttClient[] = [];

  const start = async () => {
    house = await startHouse({
      database,
      environment: {
        MQTT_BROKER_URL: broker.url,
        MQTT_CLIENT_ID: 'gateway',
        DEVICES_OFFLINE_MINUTES: '10',
        DEVICES_SILENT_MINUTES: '45',
      },
    });
    api = new Api(house.httpUrl, house.admin.token);
    await eventually(async () => {
      const { checks } = (await (await fetch(`${house.httpUrl}/readyz`)).json()) as {
        checks: { name: string; ok: boolean }[];
      };
      return checks.find(({ name }) => name === 'broker')?.ok;
    });
  };
  const dial = async ({ deviceId }: Resident, options: IClientOptions = {}) => {
    const client = mqtt.connect(broker.url, { clientId: deviceId, protocolVersion: 5, reconnectPeriod: 0, ...options });
    open.push(client);
    const heard: Heard[] = [];
    client.on('message', (_topic, payload, { properties }: IPublishPacket) =>
      heard.push({ ...(JSON.parse(payload.toString()) as Heard), keepSeconds: properties?.messageExpiryInterval }),
    );
    await new Promise<void>((resolve, reject) => client.once('connect', () => resolve()).once('error', reject));
    return { client, heard };
  };
  const say = (client: MqttClient, { deviceId }: Resident, online: boolean) =>
    client.publishAsync(`dosevagt/v1/${deviceId}/status`, JSON.stringify({ online }), { qos: 1, retain: true });
  const shown = async ({ deviceId }: Resident) => {
    await house.clock.settle();
    return api.get(`/dispensers/${deviceId}`);
  };
  const shownWhen = (resident: Resident, is: (view: { online: boolean; lastSeenAt: string | null }) => boolean) =>
    eventually(async () => {
      const view = await shown(resident);
      return is(view) && view;
    });
  const isOffline = async ({ citizenId }: Resident): Promise<boolean> =>
    (await api.get(`/alerts?citizenId=${citizenId}&type=connectivity.offline&state=open`)).items.length > 0;

  beforeAll(async () => {
    broker = await startMosquitto();
    database = await makeDatabase('manners');
    await start();
    town = await makeTown(house);
    [told, dropped, listener] = [
      await town.citizen({ connect: false }),
      await town.citizen({ connect: false }),
      await town.citizen({ connect: false }),
    ];
  });
  afterAll(async () => {
    await Promise.all(open.map((client) => client.endAsync(true)));
    await house?.stop();
    await broker?.close();
    await database?.drop();
  });

  it('a restart brings nobody back to life, and shows who was gone when it came', async () => {
    const one = await dial(told!);
    await say(one.client, told!, true);
    const will = {
      topic: `dosevagt/v1/${dropped!.deviceId}/status`,
      payload: Buffer.from('{"online":false}'),
      qos: 1,
      retain: true,
    } as const;
    const other = await dial(dropped!, { will });
    await say(other.client, dropped!, true);
    const before = (await shownWhen(told!, ({ online }) => online)).lastSeenAt;
    await shownWhen(dropped!, ({ online }) => online);
    // Whoever leaves with a goodbye leaves what was said last.
    await one.client.endAsync();
    await house.clock.forward({ minutes: 50 });
    expect([await isOffline(told!), await isOffline(dropped!)]).toEqual([true, true]);

    await house.stop();
    const watching = await dial(listener!);
    await watching.client.subscribeAsync(`dosevagt/v1/${dropped!.deviceId}/status`, { qos: 1 });
    other.client.stream.destroy();
    await eventually(() => watching.heard.some((status) => !(status as unknown as { online: boolean }).online));
    await watching.client.endAsync();
    await start();
    expect(await shownWhen(dropped!, ({ online }) => !online)).toMatchObject({ lastSeenAt: before });
    expect(await shown(told!)).toMatchObject({ lastSeenAt: before });
    expect([await isOffline(told!), await isOffline(dropped!)]).toEqual([true, true]);
  });

  it('who comes online while it listens is back, and is welcomed', async () => {
    const back = await dial(told!);
    await back.client.subscribeAsync(`dosevagt/v1/${told!.deviceId}/commands`, { qos: 1 });
    await say(back.client, told!, true);
    const time = await eventually(() => back.heard.find(({ type }) => type === 'time.sync'));
    expect(time.keepSeconds).toBeLessThanOrEqual(5);
    await shownWhen(told!, ({ online, lastSeenAt }) => online && lastSeenAt === house.clock.now().toISOString());
    await eventually(async () => !(await isOffline(told!)));
  });

  it('a dispenser that was away hears what still holds good, and the time only as it is then', async () => {
    const kept = { clean: false, properties: { sessionExpiryInterval: 600 } };
    const first = await dial(listener!, kept);
    await first.client.subscribeAsync(`dosevagt/v1/${listener!.deviceId}/commands`, { qos: 1 });
    await say(first.client, listener!, true);
    await eventually(() => first.heard.some(({ type }) => type === 'time.sync'));
    first.client.stream.destroy();
    await api.post(`/dispensers/${listener!.deviceId}/commands`, { type: 'dose.lock', ttlSeconds: 600 });
    await house.clock.forward({ minutes: 3 });
    await house.stop();
    await start();

    const again = await dial(listener!, kept);
    const lock = await eventually(() => again.heard.find(({ type }) => type === 'dose.lock'));
    expect(lock.keepSeconds).toBeLessThanOrEqual(600);
    expect(lock.keepSeconds).toBeGreaterThan(500);
    expect(again.heard.filter(({ type }) => type === 'time.sync')).toEqual([]);
    await say(again.client, listener!, true);
    const time = await eventually(() => again.heard.find(({ type }) => type === 'time.sync'));
    expect(time.data.now).toBe(house.clock.now().toISOString());
  });
});
