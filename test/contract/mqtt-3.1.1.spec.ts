import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { newId } from '../../src/platform/database/id.js';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { type Hello, pack, readPublish, Wire } from '../support/mqtt-wire.js';

interface Login {
  readonly deviceId: string;
  readonly secret: string;
}

/** MQTT 3.1.1 (OASIS, 29 October 2014) at the embedded broker, statement by statement, over raw sockets. */
describe('the embedded broker keeps to MQTT 3.1.1:', () => {
  let house: House;
  let api: Api;
  let dispensers = 0;
  const open: Wire[] = [];

  beforeAll(async () => {
    house = await startHouse({ environment: { LOG_LEVEL: 'silent' } });
    api = new Api(house.httpUrl, house.admin.token);
  });
  afterAll(async () => {
    await Promise.all(open.map((line) => line.drop()));
    await house?.stop();
  });

  const newDispenser = async (): Promise<Login> => {
    const deviceId = `WIRE-${++dispensers}`;
    return { deviceId, secret: (await api.post('/dispensers', { deviceId })).secret };
  };
  const dial = async (): Promise<Wire> => {
    const line = await Wire.open(house.mqttPort);
    open.push(line);
    return line;
  };
  const helloOf = ({ deviceId, secret }: Login, more: Partial<Hello> = {}): Buffer =>
    pack.connect({ clientId: deviceId, username: deviceId, password: secret, ...more });
  const enter = async (login: Login, more: Partial<Hello> = {}, sessionPresent = 0): Promise<Wire> => {
    const line = await dial();
    line.send(helloOf(login, more));
    expect(await line.next()).toEqual({ type: 2, flags: 0, body: Buffer.from([sessionPresent, 0]) });
    return line;
  };
  const topicOf = ({ deviceId }: Login, leaf = 'events'): string => `dosevagt/v1/${deviceId}/${leaf}`;
  const eventOf = (id = newId()): string =>
    JSON.stringify({ specversion: '1.0', id, type: 'device.closed', time: house.clock.now().toISOString(), data: {} });
  const publish = (login: Login, id: number, more: object = {}): Buffer =>
    pack.publish({ topic: topicOf(login), payload: eventOf(), id, ...more });
  const journalOf = async ({ deviceId }: Login): Promise<string[]> => {
    const found = await house.query<{ payload: Buffer }>(
      'SELECT "payload" FROM journal JOIN device d ON d."number" = "deviceNumber" WHERE d."deviceId" = $1 ORDER BY journal."number"',
      [deviceId],
    );
    return found.map(({ payload }) => payload.toString());
  };
  /** The gateway closes the connection without a word. */
  const expectClosed = async (line: Wire): Promise<void> => expect(await line.untilClosed()).toEqual([]);
  const expectAck = async (line: Wire, id: number): Promise<void> =>
    expect(await line.next()).toEqual({ type: 4, flags: 0, body: pack.number(id) });
  const expectRefused = async (hello: Buffer, returnCode: number): Promise<void> => {
    const line = await dial();
    line.send(hello);
    expect(await line.untilClosed()).toEqual([{ type: 2, flags: 0, body: Buffer.from([0, returnCode]) }]);
  };
  /** Each of the packets by itself closes the connection of somebody who was let in. */
  const expectEachClosed = async (...packets: Buffer[]): Promise<void> => {
    for (const packet of packets) {
      const line = await enter(await newDispenser());
      line.send(packet);
      await expectClosed(line);
    }
  };
  const command = ({ deviceId }: Login, payload: string): Promise<void> =>
    house.app.get(Broker).publish(deviceId, Buffer.from(payload));
  /** Subscribes, and waits for the answer whatever comes before it. */
  const subscribe = async (line: Wire, ...filters: [string, number][]): Promise<number[]> => {
    line.send(pack.subscribe(77, ...filters));
    for (;;) {
      const came = await line.next();
      if (came?.type === 9) return [...came.body.subarray(2)];
    }
  };
  const statusOf = async (login: Login): Promise<string | undefined> => {
    const line = await enter(login);
    await subscribe(line, [topicOf(login, 'status'), 1]);
    const [kept] = (await line.all()).map(readPublish);
    line.send(pack.disconnect);
    await line.untilClosed();
    return kept?.payload;
  };

  describe('CONNECT', () => {
    it('[MQTT-3.1.0-1] comes first', async () => {
      for (const packet of [pack.publish({ topic: 'a', payload: '' }), pack.pingreq, pack.disconnect]) {
        const line = await dial();
        line.send(packet);
        await expectClosed(line);
      }
    });

    it('[MQTT-3.1.0-2] and once', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      line.send(helloOf(login));
      await expectClosed(line);
    });

    it('[MQTT-3.1.2-1] names the protocol', async () => {
      for (const protocol of ['mqtt', 'MQTTT', 'HTTP', '']) {
        const line = await dial();
        line.send(helloOf({ deviceId: 'WIRE', secret: '' }, { protocol }));
        await expectClosed(line);
      }
    });

    it('[MQTT-3.1.2-2] at another level is refused with return code 1', async () => {
      const login = await newDispenser();
      for (const level of [0, 3, 5, 6, 0x84, 0xff]) await expectRefused(helloOf(login, { level }), 1);
      await expectRefused(helloOf(login, { protocol: 'MQIsdp', level: 4 }), 1);
    });

    it('of MQTT 3.1 is taken as well', async () => {
      const line = await enter(await newDispenser(), { protocol: 'MQIsdp', level: 3 });
      expect(await line.all()).toEqual([]);
    });

    it('[MQTT-3.1.2-3] [MQTT-3.1.2-11] [MQTT-3.1.2-13] [MQTT-3.1.2-14] [MQTT-3.1.2-15] [MQTT-3.1.2-22] has flags that go together', async () => {
      const { deviceId, secret } = await newDispenser();
      const will = { topic: `dosevagt/v1/${deviceId}/status`, payload: '{}' };
      const wrong: Hello[] = [
        { clientId: deviceId, username: deviceId, password: secret, flags: 0b1100_0011 },
        { clientId: deviceId, username: deviceId, password: secret, flags: 0b1100_1010 },
        { clientId: deviceId, username: deviceId, password: secret, flags: 0b1110_0010 },
        { clientId: deviceId, username: deviceId, password: secret, will, flags: 0b1101_1110 },
        { clientId: deviceId, password: secret },
        // Fields that the flags do not announce.
        { clientId: deviceId, username: deviceId, password: secret, flags: 0b1000_0010 },
      ];
      for (const hello of wrong) {
        const line = await dial();
        line.send(pack.connect(hello));
        await expectClosed(line);
      }
    });

    it('[MQTT-3.1.3-8] [MQTT-3.1.3-9] without a client id, or with one that is no dispenser’s, is refused with return code 2', async () => {
      const login = await newDispenser();
      await expectRefused(pack.connect({ clientId: '', clean: false }), 2);
      await expectRefused(pack.connect({ clientId: '', clean: true }), 2);
      await expectRefused(helloOf(login, { clientId: '' }), 2);
      await expectRefused(helloOf({ ...login, deviceId: 'a/+/#' }), 2);
      await expectRefused(helloOf({ ...login, deviceId: 'x'.repeat(65) }), 2);
    });

    it('[MQTT-3.2.2-4] [MQTT-3.2.2-5] with wrong credentials is refused with 4 or 5, no session, and closed', async () => {
      const login = await newDispenser();
      await expectRefused(pack.connect({ clientId: login.deviceId }), 4);
      await expectRefused(helloOf(login, { username: 'SOMEBODY-ELSE' }), 4);
      await expectRefused(helloOf({ ...login, secret: 'guessed' }), 5);
      await expectRefused(helloOf({ deviceId: 'NOBODY', secret: 'guessed' }), 5);
    });

    it('[MQTT-3.1.4-5] that was refused takes what came behind it along', async () => {
      const login = await newDispenser();
      const line = await dial();
      line.send(helloOf({ ...login, secret: 'guessed' }), publish(login, 1), publish(login, 2));
      expect(await line.untilClosed()).toHaveLength(1);
      expect(await journalOf(login)).toEqual([]);
    });

    it('need not be answered before more is sent (section 3.1.4)', async () => {
      const login = await newDispenser();
      const line = await dial();
      const ids = Array.from({ length: 200 }, (_, i) => i + 1);
      line.send(helloOf(login), ...ids.map((id) => publish(login, id)));
      expect(await line.next()).toMatchObject({ type: 2 });
      for (const id of ids) await expectAck(line, id);
      expect(await journalOf(login)).toHaveLength(200);
    });

    it('[MQTT-3.1.4-2] of the same client id closes the connection before it, and is heard', async () => {
      const login = await newDispenser();
      const first = await enter(login, { clean: false });
      await subscribe(first, [topicOf(login, 'commands'), 1]);
      const second = await enter(login, { clean: false }, 1);
      await first.untilClosed();
      second.send(publish(login, 5));
      let came = await second.next();
      while (came?.type === 3) came = await second.next();
      expect(came).toEqual({ type: 4, flags: 0, body: pack.number(5) });
      expect(house.app.get(Broker).listening()).toContain(login.deviceId);
    });

    it('[MQTT-3.1.2-24] asks to be given up after one and a half times its keep-alive', async () => {
      const login = await newDispenser();
      const topic = topicOf(login, 'status');
      const line = await enter(login, { keepalive: 1, will: { topic, payload: '{"online":false}', retain: true } });
      await expectClosed(line);
      expect(await eventually(() => statusOf(login))).toBe('{"online":false}');
    });
  });

  describe('a packet', () => {
    it('[MQTT-2.2.2-1] [MQTT-2.2.2-2] has the flags of its type', async () => {
      const id = pack.number(1);
      const filter = [pack.text('dosevagt/v1/WIRE/x'), Buffer.from([1])];
      await expectEachClosed(
        pack.packet(0x41, id),
        pack.packet(0x52, id),
        pack.packet(0x60, id),
        pack.packet(0x74, id),
        pack.packet(0x80, id, ...filter),
        pack.packet(0xa0, id, filter[0]!),
        pack.packet(0xc8),
        pack.packet(0xe1),
      );
    });

    it('of a type that is reserved, or that only a server sends, closes the connection', async () => {
      const suback = pack.packet(0x90, Buffer.from([0, 1, 1]));
      const others = [0x00, 0xb0, 0xd0, 0xf0].map((first) =>
        pack.packet(first, first === 0xb0 ? pack.number(1) : Buffer.alloc(0)),
      );
      await expectEachClosed(pack.packet(0x20, Buffer.from([0, 0])), suback, ...others);
    });

    it('with a length of more than four bytes, or other than its fields, closes the connection', async () => {
      const topic = pack.text('dosevagt/v1/WIRE/events');
      await expectEachClosed(
        Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01]),
        pack.packet(0x32, topic),
        pack.packet(0x32, topic, Buffer.from([0])),
        pack.packet(0x30, Buffer.from([0xff, 0xff, 0x61])),
        pack.packet(0x40, Buffer.from([1])),
        pack.packet(0x40, Buffer.from([0, 1, 0])),
        pack.packet(0xc0, Buffer.from([0])),
        pack.packet(0xe0, Buffer.from([0])),
        pack.packet(0x82, pack.number(1), Buffer.from([0, 9, 0x61])),
      );
    });

    it('larger than is taken closes the connection when it is announced', async () => {
      await expectEachClosed(Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f]), Buffer.from([0x32, 0x80, 0x80, 0x80, 0x01]));
    });

    it('[MQTT-2.3.1-1] has an id that is not 0', async () => {
      await expectEachClosed(
        pack.publish({ topic: 'dosevagt/v1/WIRE/events', payload: '{}', id: 0 }),
        pack.publish({ topic: 'dosevagt/v1/WIRE/events', payload: '{}', id: 0, qos: 2 }),
        pack.subscribe(0, ['dosevagt/v1/WIRE/x', 1]),
        pack.unsubscribe(0, 'dosevagt/v1/WIRE/x'),
      );
    });

    it('[MQTT-1.5.3-1] [MQTT-1.5.3-2] says names in UTF-8 without a NUL', async () => {
      for (const bad of [Buffer.from([0xc3, 0x28]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('a\0b')]) {
        const topic = Buffer.concat([Buffer.from('dosevagt/v1/WIRE/'), bad]);
        await expectEachClosed(
          pack.publish({ topic, payload: '{}' }),
          pack.packet(0x82, pack.number(1), pack.text(topic), Buffer.from([1])),
          pack.packet(0xa2, pack.number(1), pack.text(topic)),
        );
      }
    });

    it('[MQTT-3.12.4-1] PINGREQ is answered', async () => {
      const line = await enter(await newDispenser());
      line.send(pack.pingreq);
      expect(await line.next()).toEqual({ type: 13, flags: 0, body: Buffer.alloc(0) });
    });

    it('[MQTT-3.14.4-2] DISCONNECT is the last', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      line.send(pack.disconnect);
      await expectClosed(line);
    });
  });

  describe('PUBLISH', () => {
    it('[MQTT-3.3.1-2] [MQTT-3.3.1-4] has no DUP at QoS 0, and no QoS 3', async () => {
      const topic = 'dosevagt/v1/WIRE/events';
      await expectEachClosed(
        pack.publish({ topic, payload: '{}', qos: 0, dup: true }),
        pack.publish({ topic, payload: '{}', qos: 3 }),
      );
    });

    it('[MQTT-3.3.2-2] [MQTT-4.7.3-1] names one topic', async () => {
      await expectEachClosed(
        ...['', '#', '+', 'dosevagt/v1/+/events', 'dosevagt/v1/WIRE/#'].map((topic) =>
          pack.publish({ topic, payload: '{}' }),
        ),
      );
    });

    it('[MQTT-3.3.5-2] where one may not closes the connection unanswered, and is not heard', async () => {
      const victim = await newDispenser();
      await expectEachClosed(publish(victim, 1), publish(victim, 1, { qos: 0 }), publish(victim, 1, { qos: 2 }));
      expect(await journalOf(victim)).toEqual([]);
    });

    it('[MQTT-3.3.4-1] at QoS 0 is not answered, and at QoS 1 once it is in the journal', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      line.send(publish(login, 0, { qos: 0 }), publish(login, 9));
      await expectAck(line, 9);
      expect(await journalOf(login)).toHaveLength(2);
      expect(await line.all()).toEqual([]);
    });

    it('[MQTT-4.3.2-2] again with DUP is acknowledged again, and is in the journal once', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      const payload = eventOf();
      line.send(publish(login, 3, { payload }), publish(login, 3, { payload, dup: true }));
      for (let time = 0; time < 2; time++) await expectAck(line, 3);
      expect(await journalOf(login)).toEqual([payload]);
    });

    it('[MQTT-4.6.0-2] is acknowledged in the order it came, whatever the topics', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      const leaves = ['events', 'heartbeat', 'status', 'commands/ack', 'events'];
      const ids = Array.from({ length: 300 }, (_, i) => 65_535 - i * 7);
      line.send(...ids.map((id, i) => publish(login, id, { topic: topicOf(login, leaves[i % leaves.length]) })));
      for (const id of ids) await expectAck(line, id);
    });

    it('[MQTT-4.3.3-2] at QoS 2 is answered by PUBREC and PUBCOMP, and is in the journal once', async () => {
      const login = await newDispenser();
      const line = await enter(login, { clean: false });
      const payload = eventOf();
      const answer = async (type: number): Promise<void> =>
        expect(await line.next()).toEqual({ type, flags: 0, body: pack.number(8) });
      line.send(publish(login, 8, { payload, qos: 2 }));
      await answer(5);
      expect(await journalOf(login)).toEqual([payload]);
      line.send(publish(login, 8, { payload, qos: 2, dup: true }));
      await answer(5);
      for (let time = 0; time < 2; time++) {
        line.send(pack.pubrel(8));
        await answer(7);
      }
      // The id is free again.
      line.send(publish(login, 8, { qos: 2 }));
      await answer(5);
      line.send(pack.pubrel(8));
      await answer(7);
      expect(await journalOf(login)).toHaveLength(2);
    });

    it('[MQTT-4.4.0-1] at QoS 2 may be finished over another connection', async () => {
      const login = await newDispenser();
      const payload = eventOf();
      const before = await enter(login, { clean: false });
      before.send(publish(login, 8, { payload, qos: 2 }));
      expect(await before.next()).toMatchObject({ type: 5 });
      await before.drop();
      const line = await enter(login, { clean: false });
      line.send(publish(login, 8, { payload, qos: 2, dup: true }));
      expect(await line.next()).toMatchObject({ type: 5 });
      line.send(pack.pubrel(8));
      expect(await line.next()).toMatchObject({ type: 7 });
      expect(await journalOf(login)).toEqual([payload]);
    });
  });

  describe('what is retained, and the last will', () => {
    const online = '{"online":true}';
    const offline = '{"online":false}';

    it('[MQTT-3.3.1-5] [MQTT-3.3.1-7] [MQTT-3.3.1-8] [MQTT-3.3.1-9] the last status is told to who subscribes later, retained, and to who listens, not', async () => {
      const login = await newDispenser();
      const topic = topicOf(login, 'status');
      const line = await enter(login);
      await subscribe(line, [topic, 1]);
      line.send(
        pack.publish({ topic, payload: offline, retain: true }),
        pack.publish({ topic, payload: online, id: 2, retain: true }),
      );
      line.send(pack.publish({ topic, payload: '{"online":"who knows"}', id: 3 }));
      for (let time = 0; time < 3; time++) expect(await line.nextPublish()).toMatchObject({ topic, retain: false });
      await subscribe(line, [topic, 0]);
      expect(await line.nextPublish()).toMatchObject({ topic, payload: online, retain: true, qos: 0 });
    });

    it('[MQTT-3.3.1-10] [MQTT-3.3.1-11] an empty one forgets it', async () => {
      const login = await newDispenser();
      const topic = topicOf(login, 'status');
      const line = await enter(login);
      line.send(
        pack.publish({ topic, payload: online, retain: true }),
        pack.publish({ topic, payload: '', id: 2, retain: true }),
      );
      await expectAck(line, 1);
      await expectAck(line, 2);
      await line.all();
      await subscribe(line, [topic, 1]);
      expect(await line.all()).toEqual([]);
    });

    it('[MQTT-3.1.2-8] [MQTT-3.1.2-17] the will is sent, and retained, when the connection ends without DISCONNECT', async () => {
      const ends: ((line: Wire) => Promise<unknown>)[] = [
        (line) => line.drop(),
        (line) => (line.send(pack.packet(0xf0)), line.untilClosed()),
      ];
      for (const end of ends) {
        const login = await newDispenser();
        const topic = topicOf(login, 'status');
        const line = await enter(login, { will: { topic, payload: offline, retain: true } });
        line.send(pack.publish({ topic, payload: online, retain: true }));
        await line.next();
        await end(line);
        await eventually(async () => (await statusOf(login)) === offline);
      }
    });

    it('[MQTT-3.1.2-10] [MQTT-3.14.4-3] and not after DISCONNECT', async () => {
      const login = await newDispenser();
      const topic = topicOf(login, 'status');
      const line = await enter(login, { will: { topic, payload: offline, retain: true } });
      line.send(pack.publish({ topic, payload: online, retain: true }));
      await line.next();
      line.send(pack.disconnect);
      await line.untilClosed();
      expect(await statusOf(login)).toBe(online);
    });

    it('[MQTT-3.1.2-16] without the flag it is sent and not retained', async () => {
      const login = await newDispenser();
      const line = await enter(login, { will: { topic: topicOf(login), payload: eventOf() } });
      await line.drop();
      await eventually(async () => (await journalOf(login)).length === 1);
      expect(await statusOf(login)).toBeUndefined();
    });

    it('a will in another’s name is nobody’s', async () => {
      const victim = await newDispenser();
      const login = await newDispenser();
      const line = await enter(login, { will: { topic: topicOf(victim), payload: eventOf() } });
      await line.drop();
      // What it would have said is said by now: the same dispenser's next connection took its place.
      const next = await enter(login);
      expect(await next.all()).toEqual([]);
      expect(await journalOf(victim)).toEqual([]);
    });
  });

  describe('SUBSCRIBE and UNSUBSCRIBE', () => {
    it('[MQTT-3.8.4-1] [MQTT-3.8.4-2] [MQTT-3.8.4-5] [MQTT-3.9.3-1] are answered under their id, with one code a filter, in order', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      line.send(
        pack.subscribe(
          4_711,
          [topicOf(login, 'status'), 2],
          ['#', 1],
          [topicOf(login, '+/#'), 0],
          [topicOf(login, 'x/+'), 0],
          ['dosevagt/v1/OTHER/commands', 1],
          [topicOf(login, '#'), 1],
        ),
      );
      const came = await line.next();
      expect(came).toEqual({ type: 9, flags: 0, body: Buffer.from([0x12, 0x67, 2, 0x80, 0, 0x80, 0x80, 1]) });
    });

    it('[MQTT-3.8.4-4] [MQTT-3.8.4-5] are answered with one code a filter where one is named twice, and the last one counts', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      const [own, foreign] = [topicOf(login, 'commands'), 'dosevagt/v1/OTHER/commands'];
      line.send(pack.subscribe(1, [own, 1], [foreign, 1], [own, 1], [foreign, 0], [own, 0]));
      expect(await line.next()).toMatchObject({ type: 9, body: Buffer.from([0, 1, 1, 0x80, 1, 0x80, 0]) });
      await command(login, 'once');
      await command(login, 'last');
      const heard: { payload: string; qos: number }[] = [];
      while (heard.at(-1)?.payload !== 'last') heard.push(await line.nextPublish());
      expect(heard.filter(({ payload }) => payload === 'once')).toMatchObject([{ qos: 0 }]);
    });

    it('[MQTT-3.8.3-3] [MQTT-3.8.3-4] [MQTT-3.10.3-2] [MQTT-4.7.1-2] [MQTT-4.7.1-3] name at least one proper filter', async () => {
      const bad = ['', 'a#', 'a/#/b', '+a', 'a+', 'a/+b/c', 'dosevagt/v1/WIRE/+a'];
      await expectEachClosed(
        pack.subscribe(1),
        pack.unsubscribe(1),
        ...bad.map((filter) => pack.subscribe(1, [filter, 1])),
        pack.unsubscribe(1, 'a#'),
        pack.subscribe(1, ['dosevagt/v1/WIRE/x', 3]),
        pack.subscribe(1, ['dosevagt/v1/WIRE/x', 0x41]),
      );
    });

    it('[MQTT-3.8.4-6] a command comes at the lower of both QoS', async () => {
      const login = await newDispenser();
      for (const qos of [0, 1, 2]) {
        const line = await enter(login);
        await subscribe(line, [topicOf(login, 'commands'), qos]);
        await command(login, 'do this');
        const come = async () => (await line.all()).filter(({ type }) => type === 3).map(readPublish);
        const heard = await eventually(async () => (await come()).find(({ payload }) => payload === 'do this'));
        expect(heard).toMatchObject({ qos: Math.min(qos, 1), dup: false, retain: false });
      }
    });

    it('[MQTT-3.8.4-3] a filter again takes the place of the one before it', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      await subscribe(line, [topicOf(login, '#'), 1]);
      await subscribe(line, [topicOf(login, '#'), 0]);
      await command(login, 'once');
      await command(login, 'last');
      const heard: { payload: string; qos: number }[] = [];
      while (heard.at(-1)?.payload !== 'last') heard.push(await line.nextPublish());
      expect(heard.filter(({ payload }) => payload === 'once')).toMatchObject([{ qos: 0 }]);
    });

    it('[MQTT-3.10.4-2] [MQTT-3.10.4-4] [MQTT-3.10.4-5] after UNSUBACK, which comes in any case, nothing more is told', async () => {
      const login = await newDispenser();
      const line = await enter(login);
      const topic = topicOf(login, 'status');
      await subscribe(line, [topic, 1]);
      line.send(pack.unsubscribe(258, topic, 'never/subscribed'));
      expect(await line.next()).toEqual({ type: 11, flags: 0, body: Buffer.from([1, 2]) });
      line.send(pack.publish({ topic, payload: '{"online":true}' }));
      await expectAck(line, 1);
      expect(await line.all()).toEqual([]);
    });
  });

  describe('a session', () => {
    it('[MQTT-3.1.2-4] [MQTT-3.1.2-5] [MQTT-3.2.2-2] that is kept is found again with its subscriptions, and with what came meanwhile', async () => {
      const login = await newDispenser();
      const before = await enter(login, { clean: false });
      await subscribe(before, [topicOf(login, 'commands'), 1]);
      before.send(pack.disconnect);
      await before.untilClosed();
      await command(login, 'said while you were away');
      const line = await enter(login, { clean: false }, 1);
      while ((await line.nextPublish()).payload !== 'said while you were away');
      await command(login, 'and now');
      while ((await line.nextPublish()).payload !== 'and now');
    });

    it('[MQTT-3.1.2-6] [MQTT-3.2.2-1] [MQTT-3.2.2-3] is forgotten by a clean one', async () => {
      const login = await newDispenser();
      const before = await enter(login, { clean: false });
      await subscribe(before, [topicOf(login, 'status'), 1], [topicOf(login, 'commands'), 1]);
      await before.drop();
      await command(login, 'lost');
      await (await enter(login)).drop();
      const line = await enter(login, { clean: false }, 0);
      line.send(pack.publish({ topic: topicOf(login, 'status'), payload: '{}' }));
      await expectAck(line, 1);
      expect(await line.all()).toEqual([]);
    });

    it('[MQTT-3.3.1-1] [MQTT-4.4.0-1] [MQTT-4.6.0-1] says again what was not acknowledged, under its id, as a duplicate, in order', async () => {
      const login = await newDispenser();
      const before = await enter(login, { clean: false });
      await subscribe(before, [topicOf(login, 'commands'), 1]);
      const told: { id: number | null; payload: string }[] = [];
      for (const payload of ['one', 'two', 'three']) await command(login, payload);
      while (told.at(-1)?.payload !== 'three') told.push(await before.nextPublish());
      const two = told.find(({ payload }) => payload === 'two')!;
      before.send(pack.puback(two.id!));
      await before.all();
      await before.drop();
      const line = await enter(login, { clean: false }, 1);
      for (const { id, payload } of told.filter((one) => one !== two))
        expect(await line.nextPublish()).toMatchObject({ id, payload, dup: true, qos: 1 });
    });

    it('holds nothing that a dispenser may not hear', async () => {
      const victim = await newDispenser();
      const login = await newDispenser();
      const before = await enter(login, { clean: false });
      const refused = [topicOf(victim, 'commands'), '#', 'dosevagt/#'].map((filter): [string, number] => [filter, 1]);
      expect(await subscribe(before, [topicOf(login, 'status'), 1], ...refused)).toEqual([1, 0x80, 0x80, 0x80]);
      await before.drop();
      await command(victim, 'for your ears only');
      const line = await enter(login, { clean: false }, 1);
      expect(await line.all()).toEqual([]);
    });
  });

  it('[MQTT-6.0.0-1] [MQTT-6.0.0-2] [MQTT-6.0.0-4] over WebSocket packets come in binary frames, cut anywhere', async () => {
    const login = await newDispenser();
    const speak = async (send: (socket: WebSocket) => void): Promise<number[]> => {
      const socket = new WebSocket(`${house.httpUrl.replace('http', 'ws')}/mqtt`, 'mqtt');
      const heard: number[] = [];
      await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
      expect(socket.protocol).toBe('mqtt');
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('message', (frame: Buffer) => {
        heard.push(...frame);
        if (heard.length >= 8) socket.close();
      });
      send(socket);
      await closed;
      return heard;
    };
    const all = Buffer.concat([helloOf(login), publish(login, 7)]);
    const cut = await speak((socket) =>
      [all.subarray(0, 5), all.subarray(5, 60), all.subarray(60)].forEach((part) => socket.send(part)),
    );
    expect(cut).toEqual([0x20, 2, 0, 0, 0x40, 2, 0, 7]);
    expect(await speak((socket) => socket.send('\x10 this is text'))).toEqual([]);
  });
});
