import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { Endings } from '../../src/access/sessions/endings.service.js';
import { DevicesService, type HealthNews } from '../../src/devices/devices.service.js';
import { Presence } from '../../src/ingest/presence/presence.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/database/id.js';
import { Api } from '../support/api.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { describeWithHaproxy, startHaproxy } from '../support/haproxy.js';
import { type House, startHouse } from '../support/house.js';
import { openProxy, type Proxy } from '../support/proxy.js';
import { makeTown, type Resident, type Town } from '../support/town.js';
import { until } from '../support/until.js';

interface Connected {
  readonly client: MqttClient;
  readonly heard: { id: string; type: string }[];
  readonly sessionPresent: boolean;
}

describe('a dispenser that several nodes with brokers of their own share', () => {
  let database: TestDatabase;
  let east: House;
  let west: House;
  let wayEast: Proxy;
  let town: Town;
  const open: MqttClient[] = [];

  const connect = async (
    mqttUrl: string,
    { deviceId, secret }: Resident,
    { listens = true, ...more }: IClientOptions & { listens?: boolean } = {},
  ): Promise<Connected> => {
    const client = mqtt.connect(mqttUrl, {
      clientId: deviceId,
      username: deviceId,
      password: secret,
      protocolVersion: 4,
      reconnectPeriod: 0,
      ...more,
    });
    open.push(client.on('error', () => undefined));
    const heard: Connected['heard'] = [];
    client.on('message', (_topic, payload) => heard.push(JSON.parse(payload.toString()) as Connected['heard'][number]));
    const { sessionPresent } = await until(client, 'connect');
    if (listens && !sessionPresent) await client.subscribeAsync(`dosevagt/v1/${deviceId}/commands`, { qos: 1 });
    return { client, heard, sessionPresent };
  };
  const api = (house: House): Api => new Api(house.httpUrl, house.admin.token);
  const page = (house: House, { deviceId }: Resident) => api(house).get(`/dispensers/${deviceId}`);
  const isOnline = async (resident: Resident) => (await page(east, resident)).online;
  const ask = async (house: House, { deviceId }: Resident): Promise<string> => {
    const { id } = await api(house).post(`/dispensers/${deviceId}/commands`, { type: 'dose.remind', ttlSeconds: 3600 });
    return id;
  };
  const stateOf = async (house: House, { deviceId }: Resident, id: string): Promise<string> =>
    (await api(house).get(`/dispensers/${deviceId}/commands/${id}`)).state;
  const hears = ({ heard }: Connected, id: string) => eventually(() => heard.some((command) => command.id === id));
  const written = async (...houses: House[]) => {
    for (const house of houses) await house.app.get(Presence).settled();
  };
  const verdicts = async ({ deviceId }: Resident) =>
    (await api(west).get(`/dispensers/${deviceId}/verdicts`)).items.map(({ reason, detail }) => `${reason}: ${detail}`);

  beforeAll(async () => {
    database = await makeDatabase('nodes');
    const environment = { MQTT_DESERTED_SECONDS: '10', TRUST_PROXY: '127.0.0.1' };
    east = await startHouse({ database, environment });
    west = await startHouse({ database, environment });
    wayEast = await openProxy(east.mqttPort);
    town = await makeTown(east);
  });
  afterAll(async () => {
    for (const client of open) client.end(true);
    await wayEast?.close();
    await Promise.all([east?.stop(), west?.stop()]);
    await database?.drop();
  });

  it('hears a command wherever it listens and whichever node was asked, and is sent none while it listens nowhere', async () => {
    const resident = await town.citizen({ connect: false });
    const early = await ask(east, resident);
    await east.clock.settle();
    expect(await stateOf(west, resident, early)).toBe('queued');
    const there = await connect(west.mqttUrl, resident);
    await hears(there, early);
    const asked = await ask(east, resident);
    await hears(there, asked);
    await eventually(async () => (await stateOf(east, resident, asked)) === 'sent');
    const ack = JSON.stringify({ id: asked, result: 'done' });
    await there.client.publishAsync(`dosevagt/v1/${resident.deviceId}/commands/ack`, ack, { qos: 1 });
    expect(await stateOf(east, resident, asked)).toBe('done');
  });

  it.each([
    ['by this version, over the connection it had before', '"connection" - 1'],
    ['by a node of the version before, to nobody', 'NULL::bigint'],
  ])('hears again what was sent while it moved: %s', async (_how, over) => {
    const resident = await town.citizen({ connect: false });
    const there = await connect(west.mqttUrl, resident);
    const asked = await ask(west, resident);
    await hears(there, asked);
    await written(west);
    there.heard.length = 0;
    await east.query(
      `UPDATE command SET "state" = 'sent', "sentOver" = (SELECT ${over} FROM device_health WHERE "deviceId" = $1) WHERE "id" = $2`,
      [resident.deviceId, asked],
    );
    await hears(there, asked);
  });

  it('hears only its latest schedule again', async () => {
    const resident = await town.citizen({ connect: false });
    const there = await connect(west.mqttUrl, resident);
    const revisions: string[] = [];
    for (const time of ['08:00', '09:00']) {
      const slots = [{ time, criticality: 'standard' }];
      await api(west).put(`/citizens/${resident.citizenId}/schedule`, { slots });
      const { items } = await api(west).get(`/dispensers/${resident.deviceId}/commands?limit=1`);
      revisions.push(items[0]!.id);
    }
    const reminder = await ask(west, resident);
    await hears(there, reminder);
    await written(west);
    there.heard.length = 0;
    await east.query(`UPDATE command SET "state" = 'sent', "sentOver" = NULL WHERE "deviceId" = $1`, [
      resident.deviceId,
    ]);
    await hears(there, reminder);
    const heard = there.heard.map(({ id }) => id);
    expect(revisions.map((id) => heard.includes(id))).toEqual([false, true]);
  });

  it('stays online when a node notices late that it has left, and hears what was on its way there', async () => {
    const resident = await town.citizen({ connect: false });
    const will = {
      topic: `dosevagt/v1/${resident.deviceId}/status`,
      payload: Buffer.from('{"online":false}'),
      qos: 1 as const,
      retain: true,
    };
    const before = await connect(wayEast.urlOf(east.mqttUrl), resident, { clean: false, will });
    await written(east);
    wayEast.fallSilent();
    const lost = await ask(west, resident);
    await eventually(async () => (await stateOf(west, resident, lost)) === 'sent');
    const now = await connect(west.mqttUrl, resident, { clean: false, will });
    await hears(now, lost);
    await written(west);
    await eventually(async () => (await verdicts(resident)).includes('taken-over: by a connection to another node'));
    await written(east);
    expect(await isOnline(resident)).toBe(true);
    const asked = await ask(east, resident);
    await hears(now, asked);
    wayEast.mend();
    await eventually(() => !before.client.connected);
    await now.client.endAsync();
    await eventually(async () => !(await isOnline(resident)));
    // Nothing is left of the session there, nor of the will.
    const again = await connect(east.mqttUrl, resident, { clean: false, listens: false });
    expect(again.sessionPresent).toBe(false);
    await again.client.subscribeAsync(`dosevagt/v1/${resident.deviceId}/+`, { qos: 1 });
    await hears(again, asked);
    expect(again.heard.some((said) => 'online' in said)).toBe(false);
  });

  it('has its session begun anew where it was before it was elsewhere, however soon it is back', async () => {
    const resident = await town.citizen({ connect: false });
    const first = await connect(east.mqttUrl, resident, { clean: false });
    await first.client.endAsync();
    const second = await connect(west.mqttUrl, resident, { clean: false });
    await second.client.endAsync();
    await written(west);
    const third = await connect(east.mqttUrl, resident, { clean: false });
    expect(third.sessionPresent).toBe(false);
    await third.client.endAsync();
    await written(east);
    expect((await connect(east.mqttUrl, resident, { clean: false })).sessionPresent).toBe(true);
  });

  it('is away when its node is gone and it came to no other', async () => {
    const [lost, here] = [await town.citizen({ connect: false }), await town.citizen({ connect: false })];
    await connect(west.mqttUrl, here);
    await connect(west.mqttUrl, lost);
    await written(west);
    const gone = newId();
    await east.query(
      `UPDATE device_health SET "nodeId" = $1, "connection" = nextval('dispenser_connection') WHERE "deviceId" = $2`,
      [gone, lost.deviceId],
    );
    await eventually(async () => !(await isOnline(lost)), 60_000);
    // One that is connected is so, whoever called it gone.
    await east.query(`UPDATE device_health SET "online" = false WHERE "deviceId" = $1`, [here.deviceId]);
    await eventually(() => isOnline(here));
  });

  it('is known to visit by all of them', async () => {
    const resident = await town.citizen({ connect: false });
    for (const house of [east, west, east, west, east]) {
      const { client } = await connect(house.mqttUrl, resident, { listens: false });
      await client.publishAsync(`dosevagt/v1/${resident.deviceId}/heartbeat`, '{"batteryPct":90}', { qos: 1 });
      await client.endAsync();
      await eventually(async () => {
        await written(house);
        return !(await isOnline(resident));
      });
    }
    expect(await page(west, resident)).toMatchObject({ presence: 'visit', isPresenceSeen: true });
  });

  it('is one dispenser to whoever asks either node', async () => {
    const resident = await town.citizen({ connect: false });
    const [here, there] = [new Api(east.httpUrl, west.admin.token), new Api(west.httpUrl, east.admin.token)];
    const path = `/citizens/${resident.citizenId}`;
    const seen = await here.ask('GET', path);
    const etag = seen.headers.get('etag')!;
    expect((await there.ask('GET', path)).headers.get('etag')).toBe(etag);
    const change = (by: Api) => by.ask('PATCH', path, { displayName: 'Invented Otherwise' }, { 'if-match': etag });
    expect((await change(there)).status).toBe(200);
    expect((await change(here)).status).toBe(412);
    const feeds = await Promise.all(
      [here, there].map((by) =>
        eventually(async () => {
          const { items } = await by.get('/events?limit=500');
          return items.length > 0 && JSON.stringify(items);
        }),
      ),
    );
    expect(feeds[0]).toBe(feeds[1]);
  });

  describe('where people sign in too', () => {
    const signedIn = async () => {
      const { token } = await new Api(east.httpUrl, null).post('/session', {
        username: east.admin.username,
        password: east.admin.password,
      });
      return token;
    };
    const statusAt = async (house: House, token: string) =>
      (await new Api(house.httpUrl, token).ask('GET', '/session')).status;

    it.each([
      ['signed out', (token: string) => new Api(west.httpUrl, token).ask('DELETE', '/session')],
      [
        'ended from elsewhere',
        async (token: string) => {
          const { sessionId } = await new Api(west.httpUrl, token).get('/session');
          return api(west).ask('DELETE', `/sessions/${sessionId}`);
        },
      ],
    ])(
      'a session that is %s at one is refused by the other, and whoever follows it there is told',
      async (_way, end) => {
        const [token, other] = [await signedIn(), await signedIn()];
        const { sessionId } = await new Api(east.httpUrl, token).get('/session');
        const told: string[] = [];
        const unfollow = [
          east.app.get(Endings).follow(sessionId!, () => told.push('east')),
          west.app.get(Endings).follow(sessionId!, () => told.push('west')),
          east.app
            .get(Endings)
            .follow((await new Api(east.httpUrl, other).get('/session')).sessionId!, () => told.push('other')),
        ];
        expect((await end(token)).status).toBe(204);
        expect([await statusAt(east, token), await statusAt(west, token)]).toEqual([401, 401]);
        await eventually(() => told.includes('east') && told.includes('west'));
        expect(told).not.toContain('other');
        expect(await statusAt(west, other)).toBe(200);
        unfollow.forEach((stop) => stop());
      },
    );

    it('wrong tries at one slow down the other', async () => {
      const attempt = (house: House) =>
        new Api(house.httpUrl, null).ask('POST', '/session', { username: 'made-up', password: 'wrong' });
      let answer = await attempt(east);
      for (let n = 0; n < 10 && answer.status === 401; n++) answer = await attempt(n % 2 ? east : west);
      await east.query(`UPDATE wrong_sign_in SET "wrong" = 50 WHERE "key" LIKE 'account %'`);
      expect([(await attempt(east)).status, (await attempt(west)).status]).toEqual([429, 429]);
    });
  });

  describeWithHaproxy('behind the balancer as it is documented', () => {
    it('who asks is known by her own address, whatever she says of it', async () => {
      const balancer = await startHaproxy([east, west]);
      try {
        const sent = request(`${balancer.httpUrl}/api/v1/session`, {
          method: 'POST',
          localAddress: '127.0.0.9',
          headers: {
            'content-type': 'application/json',
            'x-forwarded-for': '203.0.113.7',
            'x-forwarded-proto': 'https',
            'x-forwarded-host': 'elsewhere.example',
          },
        }).end(JSON.stringify({ username: east.admin.username, password: east.admin.password }));
        const [response] = (await once(sent, 'response')) as [IncomingMessage];
        const { token } = (await json(response)) as { token: string };
        expect(response.headers['set-cookie']?.filter((cookie) => cookie.includes('Secure'))).toEqual([]);
        const { items } = await new Api(west.httpUrl, token).get('/sessions');
        expect(items.find((one: { current: boolean }) => one.current)).toMatchObject({ address: '127.0.0.9' });
      } finally {
        await balancer.close();
      }
    });
  });

  describe('whose news come from one connection or another', () => {
    const [at, later] = [new Date('2026-03-10T08:00:00Z'), new Date('2026-03-10T08:05:00Z')];
    const nodes = { east: newId(), west: newId() };
    const said = (connection: number | null, online: boolean, node: string | null, when = later): HealthNews => ({
      deviceId: 'TABLE',
      online,
      nodeId: node,
      connection,
      goodbyeAt: null,
      visit: online ? null : 'broken',
      lastSeenAt: when,
      at: when,
      batteryPct: null,
      mains: null,
      rssiDbm: null,
      dosesRemaining: null,
      nextDueAt: null,
      firmware: null,
    });
    const save = (news: HealthNews) =>
      west.app.get(Database).transact((tx) => west.app.get(DevicesService).health.save(tx, [news]));

    it.each<[string, HealthNews, object]>([
      ['its end is told', said(7, false, nodes.west), { online: false, connection: 7, lastSeenAt: later, visits: 1 }],
      [
        'the end of an older one is told',
        said(6, false, nodes.east),
        { online: true, connection: 7, lastSeenAt: at, visits: 3 },
      ],
      [
        'an older one speaks',
        said(6, true, nodes.east),
        { online: true, connection: 7, nodeId: nodes.west, lastSeenAt: later, visits: 3 },
      ],
      [
        'a newer one speaks',
        said(8, true, nodes.east),
        { online: true, connection: 8, nodeId: nodes.east, lastSeenAt: later, visits: 3 },
      ],
      [
        'a newer one came and left',
        said(8, false, nodes.east),
        { online: false, connection: 8, nodeId: nodes.east, visits: 1 },
      ],
      [
        'a broker of others says that it is gone',
        said(null, false, null),
        { online: false, connection: null, nodeId: null },
      ],
    ])('%s', async (_story, news, expected) => {
      await east.query(
        `INSERT INTO device ("deviceId", "dialect", "createdAt") VALUES ('TABLE', 'cloudevents', $1) ON CONFLICT DO NOTHING`,
        [at],
      );
      await east.query(`DELETE FROM device_health WHERE "deviceId" = 'TABLE'`);
      await save(said(7, true, nodes.west, at));
      await east.query(`UPDATE device_health SET "visits" = 3 WHERE "deviceId" = 'TABLE'`);
      await save(news);
      const [row] = await east.query<{ connection: string | number | null }>(
        `SELECT "online", "connection"::int, "nodeId", "lastSeenAt", "visits" FROM device_health WHERE "deviceId" = 'TABLE'`,
      );
      expect(row).toMatchObject(expected);
    });
  });
});
