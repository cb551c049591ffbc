import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { type Hello, pack, readPublish, Wire } from '../support/mqtt-wire.js';

interface Login {
  readonly deviceId: string;
  readonly secret: string;
}

const MOST_IN_FLIGHT = 20;

/** A dispenser that knows its secret and asks for more than a dispenser needs. */
describe('the embedded broker gives each dispenser its measure:', () => {
  let house: House;
  let api: Api;
  let dispensers = 0;
  const open: Wire[] = [];

  beforeAll(async () => {
    house = await startHouse({
      environment: { LOG_LEVEL: 'silent', MQTT_IN_FLIGHT: String(MOST_IN_FLIGHT), MQTT_SUBSCRIPTIONS: '3' },
    });
    api = new Api(house.httpUrl, house.admin.token);
  });
  afterAll(async () => {
    await Promise.all(open.map((line) => line.drop()));
    await house?.stop();
  });

  const newDispenser = async (): Promise<Login> => {
    const deviceId = `MEASURE-${++dispensers}`;
    return { deviceId, secret: (await api.post('/dispensers', { deviceId })).secret };
  };
  const enter = async ({ deviceId, secret }: Login, more: Partial<Hello> = {}): Promise<Wire> => {
    const line = await Wire.open(house.mqttPort);
    open.push(line);
    line.send(pack.connect({ clientId: deviceId, username: deviceId, password: secret, ...more }));
    expect(await line.next()).toMatchObject({ type: 2, body: { 1: 0 } });
    return line;
  };
  const topicOf = ({ deviceId }: Login, leaf: string): string => `dosevagt/v1/${deviceId}/${leaf}`;
  const metric = async (name: string): Promise<number> => {
    const metrics = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(new RegExp(`^dosevagt_${name} (\\d+)`, 'm').exec(metrics)?.[1] ?? 0);
  };
  const refused = (reason: string): Promise<number> => metric(`mqtt_refused_total\\{reason="${reason}"\\}`);
  const listening = (): string[] => house.app.get(Broker).listening();
  /** Subscribes, and answers the codes of the SUBACK; what else comes before it is passed over. */
  const subscribe = async (line: Wire, ...filters: [string, number][]): Promise<number[]> => {
    line.send(pack.subscribe(77, ...filters));
    for (;;) {
      const came = await line.next();
      if (came?.type === 9) return [...came.body.subarray(2)];
    }
  };
  const typesHeard = async (line: Wire): Promise<string[]> =>
    (await line.all())
      .filter(({ type }) => type === 3)
      .map((came) => (JSON.parse(readPublish(came).payload) as { type: string }).type);

  describe('subscriptions', () => {
    it.each(['commands', '#', '+', 'commands/#', '+/#'])('%s of its own hears the commands that wait', async (leaf) => {
      const login = await newDispenser();
      await api.post(`/dispensers/${login.deviceId}/commands`, { type: 'dose.remind', ttlSeconds: 3600 });
      await house.clock.settle();
      const line = await enter(login);
      expect(await subscribe(line, [topicOf(login, leaf), 1])).toEqual([1]);
      const heard: string[] = [];
      await eventually(async () => {
        heard.push(...(await typesHeard(line)));
        return heard.includes('time.sync') && heard.includes('dose.remind');
      });
      expect(listening()).toContain(login.deviceId);
    });

    it('that can never be served are refused, and hear nothing', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      const before = await refused('never-served');
      const leaves = ['command', 'commands/+', 'commands/ack', 'events', '+/+', 'x'.repeat(5_000)];
      for (const leaf of leaves) expect(await subscribe(line, [topicOf(login, leaf), 1])).toEqual([0x80]);
      expect(await refused('never-served')).toBe(before + leaves.length);
      expect(listening()).not.toContain(login.deviceId);
    });

    it('end with UNSUBSCRIBE, and not before the last that hears commands', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      await subscribe(line, [topicOf(login, 'commands'), 1], [topicOf(login, '#'), 1], [topicOf(login, 'status'), 1]);
      const unsubscribe = async (leaf: string): Promise<void> => {
        line.send(pack.unsubscribe(5, topicOf(login, leaf)));
        await line.all();
      };
      await unsubscribe('#');
      expect(listening()).toContain(login.deviceId);
      await unsubscribe('commands');
      expect(listening()).not.toContain(login.deviceId);
    });

    it('are no more than so many, and one that is held may be asked for again', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      const filters = ['commands', 'status', '+', '#', 'commands'].map((leaf): [string, number] => [
        topicOf(login, leaf),
        1,
      ]);
      expect(await subscribe(line, ...filters)).toEqual([1, 1, 1, 0x80, 1]);
      line.send(pack.unsubscribe(5, topicOf(login, 'status')));
      await line.all();
      expect(await subscribe(line, [topicOf(login, '#'), 1])).toEqual([1]);
      expect(await refused('too-many-subscriptions')).toBe(1);
    });

    it('of a kept session are kept once each, and only what was granted', async () => {
      const login = await newDispenser();
      const before = await metric('mqtt_kept_bytes');
      const line = await enter(login, { clean: false });
      const filters = Array.from({ length: 64 }, (_, i): [string, number] => [topicOf(login, `x${i}`), 1]);
      filters[63] = [topicOf(login, 'commands'), 1];
      expect(await subscribe(line, ...filters)).toEqual([...Array<number>(63).fill(0x80), 1]);
      expect((await metric('mqtt_kept_bytes')) - before).toBeLessThan(1_000);
    });

    it('of one packet are at most 64: more close the connection, whether they come or go', async () => {
      const login = await newDispenser();
      const filters = Array.from({ length: 65 }, (_, i) => topicOf(login, `${i}`));
      for (const packet of [
        pack.subscribe(1, ...filters.map((filter): [string, number] => [filter, 1])),
        pack.unsubscribe(1, ...filters),
      ]) {
        const line = await enter(login);
        line.send(packet);
        expect(await line.untilClosed()).toEqual([]);
      }
      expect(await refused('too-many-filters')).toBe(2);
    });

    it('of a packet that announces more than can be wanted are not waited for', async () => {
      const login = await newDispenser();
      const before = await refused('packet-too-large');
      for (const first of [0x82, 0xa2]) {
        const line = await enter(login);
        line.send(Buffer.from([first, 0x81, 0x80, 0x01]));
        expect(await line.untilClosed()).toEqual([]);
      }
      expect(await refused('packet-too-large')).toBe(before + 2);
    });

    it('that overlap bring a command to a kept session once, and it is not told again once it came', async () => {
      for (const [one, other] of [
        [1, 1],
        [0, 1],
        [1, 0],
      ] as const) {
        const login = await newDispenser();
        const line = await enter(login, { clean: false });
        await subscribe(line, [topicOf(login, '#'), one], [topicOf(login, 'commands'), other]);
        await house.app.get(Broker).publish(login.deviceId, Buffer.from('once'));
        await house.app.get(Broker).publish(login.deviceId, Buffer.from('last'));
        const heard = [];
        while (heard.at(-1)?.payload !== 'last') heard.push(await line.nextPublish());
        expect(heard.filter(({ payload }) => payload === 'once')).toHaveLength(1);
        for (const { id } of heard) if (id !== null) line.send(pack.puback(id));
        await line.all();
        line.send(pack.disconnect);
        await line.untilClosed();
        const again = await (await enter(login, { clean: false })).all();
        expect(again.map(readPublish).filter(({ payload }) => payload === 'once' || payload === 'last')).toEqual([]);
      }
    });
  });

  describe('payloads', () => {
    const long = `{"online":true,"x":"${'y'.repeat(200_000)}"}`;

    it('of a status that is too long are acknowledged, not taken, not retained and not kept until PUBREL', async () => {
      const login = await newDispenser();
      const [before, kept] = [await refused('payload-too-large'), await metric('mqtt_kept_bytes')];
      const line = await enter(login, { clean: false });
      const topic = topicOf(login, 'status');
      for (let id = 1; id <= 10; id++) {
        line.send(pack.publish({ topic, payload: long, qos: 2, id, retain: true }));
        expect(await line.next()).toEqual({ type: 5, flags: 0, body: pack.number(id) });
      }
      line.send(pack.publish({ topic, payload: long, id: 11, retain: true }));
      expect(await line.next()).toEqual({ type: 4, flags: 0, body: pack.number(11) });
      expect((await metric('mqtt_kept_bytes')) - kept).toBeLessThan(2_000);
      expect(await refused('payload-too-large')).toBe(before + 11);
      await subscribe(line, [topic, 1]);
      expect(await line.all()).toEqual([]);
    });

    it('of a heartbeat or an answer that is too long are acknowledged and not taken', async () => {
      const login = await newDispenser();
      const before = await refused('payload-too-large');
      const line = await enter(login);
      const payload = `{"batteryPct":3,"x":"${'y'.repeat(5_000)}"}`;
      for (const [i, leaf] of ['heartbeat', 'commands/ack'].entries()) {
        line.send(pack.publish({ topic: topicOf(login, leaf), payload, id: i + 1 }));
        expect(await line.next()).toEqual({ type: 4, flags: 0, body: pack.number(i + 1) });
      }
      expect(await refused('payload-too-large')).toBe(before + 2);
      await house.clock.settle();
      const { batteryPct, lastSeenAt } = await api.get(`/dispensers/${login.deviceId}`);
      expect([batteryPct, lastSeenAt]).toEqual([null, house.clock.now().toISOString()]);
    });

    it('of a last will that would be refused are not kept; the dispenser comes in', async () => {
      const login = await newDispenser();
      const wills = [
        { topic: topicOf(login, 'status'), payload: 'x'.repeat(1_025) },
        { topic: topicOf(login, 'commands'), payload: '{}' },
        { topic: 'dosevagt/v1/SOMEBODY/status', payload: '{"online":false}' },
      ];
      for (const will of wills) {
        const line = await enter(login, { will });
        line.send(pack.disconnect);
        await line.untilClosed();
      }
      expect(await refused('will')).toBe(wills.length);
    });
  });

  it('a welcome comes with the first subscription, and then once a second however often it is asked for', async () => {
    const login = await newDispenser();
    const line = await enter(login);
    const again = Array.from({ length: 500 }, (_, i) => pack.subscribe(i + 1, [topicOf(login, 'commands'), 1]));
    line.send(...again);
    const heard: string[] = [];
    await eventually(async () => {
      heard.push(...(await typesHeard(line)));
      return heard.length >= 2;
    });
    expect(heard.length).toBeLessThan(10);
    // With what was asked for meanwhile it is over.
    line.send(pack.unsubscribe(5, topicOf(login, 'commands')), pack.disconnect);
    await line.untilClosed();
  });

  it('nobody waits for one that does not read, and it hears what it missed when it does', async () => {
    const [deaf, other] = [await newDispenser(), await newDispenser()];
    const socket = connect(house.mqttPort, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(pack.connect({ clientId: deaf.deviceId, username: deaf.deviceId, password: deaf.secret }));
    socket.write(pack.subscribe(1, [topicOf(deaf, '#'), 0]));
    await eventually(() => listening().includes(deaf.deviceId));
    // Its own statuses come back to it, until there is no room for more.
    const isStalled = (): boolean =>
      house.app
        .get(Broker)
        .admitted()
        .some(({ client }) => client.id === deaf.deviceId && client.conn.writableNeedDrain);
    const status = pack.publish({ topic: topicOf(deaf, 'status'), payload: `{"x":"${'y'.repeat(1_000)}"}`, qos: 0 });
    const chunk = Buffer.concat(Array<Buffer>(2_000).fill(status));
    // More than the system holds between the two.
    for (let megabytes = 0; megabytes < 24; megabytes += 2) if (!socket.write(chunk)) await once(socket, 'drain');
    await eventually(async () => isStalled() && (await refused('not-read')) > 0);

    const line = await enter(other);
    await subscribe(line, [topicOf(other, 'commands'), 1]);
    const before = await typesHeard(line);
    for (let n = 0; n < 3; n++) {
      await house.app.get(Broker).publish(deaf.deviceId, Buffer.from(`{"type":"missed"}`));
      await house.app.get(Broker).publish(other.deviceId, Buffer.from(`{"type":"heard"}`));
    }
    while ((await line.nextPublish()).payload !== '{"type":"heard"}') continue;
    expect(before).not.toContain('heard');
    expect(isStalled()).toBe(true);

    // One welcome waited there since it subscribed; another tells that it is heard again.
    const heard = { 'time.sync': 0, '"missed"': 0 };
    let carry = '';
    socket.on('data', (bytes) => {
      const text = carry + bytes.toString('latin1');
      for (const word of ['time.sync', '"missed"'] as const) heard[word] += text.split(word).length - 1;
      carry = text.slice(-7);
    });
    await eventually(() => heard['time.sync'] === 2);
    expect(heard['"missed"']).toBe(0);
    socket.destroy();
  });

  it('QoS 2 messages that wait for their PUBREL are so many, over all connections of a kept session', async () => {
    const login = await newDispenser();
    const publish = (id: number): Buffer =>
      pack.publish({ topic: topicOf(login, 'heartbeat'), payload: '{}', qos: 2, id });
    let line = await enter(login, { clean: false });
    for (let id = 1; id <= MOST_IN_FLIGHT; id++) {
      if (id % 5 === 0) {
        await line.drop();
        line = await enter(login, { clean: false });
      }
      line.send(publish(id));
      expect(await line.next()).toMatchObject({ type: 5 });
    }
    line.send(publish(MOST_IN_FLIGHT + 1));
    expect(await line.untilClosed()).toEqual([]);
    expect(await refused('too-many-in-flight')).toBe(1);
    line = await enter(login, { clean: false });
    line.send(pack.pubrel(1));
    expect(await line.next()).toMatchObject({ type: 7 });
    line.send(publish(MOST_IN_FLIGHT + 1));
    expect(await line.next()).toMatchObject({ type: 5 });
  });
});
