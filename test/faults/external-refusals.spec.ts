import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Hear } from '../../src/ingest/external/broker-connection.js';
import { ExternalClient } from '../../src/ingest/external/external-client.js';
import { codeOf, lookAt, mistakeOf, tell, type Trouble } from '../../src/ingest/external/external-trouble.rules.js';
import { Places } from '../../src/platform/database/connections/places.js';
import { SHARED_FILTERS, STATUS_FILTER } from '../../src/ingest/topic.rules.js';
import { makeCertificates } from '../support/certificates.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { pack } from '../support/mqtt-wire.js';
import { eventPacket, type Manners, SmallBroker } from '../support/small-broker.js';

const CONNACK = [
  1, 2, 3, 4, 5, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8c, 0x90, 0x95, 0x97, 0x99, 0x9a,
  0x9b, 0x9c, 0x9d, 0x9f,
];
const SUBACK = [0x80, 0x83, 0x87, 0x8f, 0x91, 0x97, 0x9e, 0xa1, 0xa2];

const fault = aFault({
  name: 'External broker answers with any code, or not at all',
  done: 'A broker answered CONNECT and SUBSCRIBE with each code of MQTT 5 and 3.1.1, fell silent at each step, or said nonsense.',
  must: 'It is asked again until it grants everything; what it granted is heard, and each mistake is named.',
});

const EVENTS = 'dosevagt/v1/NABO-1/events';
const COMMANDS = 'dosevagt/v1/NABO-1/commands';
const FILTERS = [...SHARED_FILTERS, STATUS_FILTER];

describe('a connection to an external broker', () => {
  let broker: SmallBroker;
  let troubles: Trouble[];
  const open: ExternalClient[] = [];
  const mistakes = new Set<string>();

  beforeEach(async () => {
    broker = await SmallBroker.open();
    troubles = [];
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((connection) => connection.close()));
    await broker.close();
    troubles.forEach((trouble) => mistakes.add(mistakeOf(trouble)));
  });
  afterAll(() => fault.record(null, { 'mistakes named': mistakes.size }));

  const call = (more: Partial<ConstructorParameters<typeof ExternalClient>[0]> = {}, hear?: Hear) => {
    const connection = new ExternalClient({
      url: broker.url,
      clientId: 'gateway-1',
      filters: FILTERS,
      sessionSeconds: 60,
      answerMs: 500,
      keepaliveSeconds: 15,
      retryMs: 20,
      dialling: new Places(2),
      hear: () => hear ?? ((_message, done) => done()),
      onTrouble: (_clientId, trouble) => troubles.push(trouble),
      onOffers: () => undefined,
      onChange: () => undefined,
      ...more,
    });
    open.push(connection);
    connection.open();
    return connection;
  };
  const isWhole = (connection: ExternalClient) => connection.missing.length === 0;
  const seen = () => troubles.map((trouble) => `${trouble.step} ${codeOf(trouble)}`);

  describe('is asked for again, for ever, and the mistake is named', () => {
    it.each(CONNACK)('CONNACK %i', async (code) => {
      broker.manners.connect = code;
      const connection = call();
      await eventually(() => broker.guests.length >= 3);
      expect(connection).toMatchObject({ isUp: false, missing: FILTERS, trouble: { step: 'connect', code } });
      expect(tell(connection.trouble!)).toMatch(/^the broker refuses the connection: 0x[0-9A-F]{2} \w/);
      expect(lookAt(connection.trouble!)).toMatch(/^\S+ .{10}/);
      broker.manners.connect = 0;
      await eventually(() => isWhole(connection));
      expect(new Set(seen())).toEqual(new Set([`connect ${codeOf({ step: 'connect', code })}`]));
      expect(connection.trouble).toBeNull();
    });

    it.each(SUBACK)('SUBACK %i for everything', async (code) => {
      broker.manners.subscribe = () => code;
      const connection = call();
      await eventually(() => broker.guests.length >= 3);
      expect(connection.missing).toEqual(FILTERS);
      broker.manners.subscribe = () => 1;
      await eventually(() => isWhole(connection));
      expect(new Set(seen())).toEqual(new Set([`subscribe ${codeOf({ step: 'subscribe', code })}`]));
    });

    it.each([...SUBACK, 0])('SUBACK %i for one of them, while the others are heard', async (code) => {
      const heard: string[] = [];
      broker.manners.subscribe = (filter) => (filter === STATUS_FILTER ? code : 2);
      const connection = call({}, ({ payload }, done) => {
        heard.push(payload.toString());
        done();
      });
      await eventually(() => troubles.length >= 3);
      expect(connection.missing).toEqual([STATUS_FILTER]);
      broker.guests[0]!.wire.send(eventPacket(EVENTS, 7, 'heard'));
      await eventually(() => broker.guests[0]!.acknowledged.includes(7));
      expect(heard).toEqual(['heard']);
      broker.manners.subscribe = () => 1;
      await eventually(() => isWhole(connection));
      const word = code === 0 ? 'lower-qos' : code;
      expect(new Set(seen())).toEqual(new Set([`subscribe ${codeOf({ step: 'subscribe', code: word })}`]));
      expect(broker.guests[0]!.subscribed.slice(0, 2)).toEqual([FILTERS, [STATUS_FILTER]]);
    });

    it('of one that judges at the door only the connection is made anew', async () => {
      const judged = new Map<unknown, number>();
      let is = 0x87;
      broker.manners.subscribe = (filter) => {
        const guest = broker.guests.at(-1);
        if (!judged.has(guest)) judged.set(guest, is);
        return filter === STATUS_FILTER ? judged.get(guest)! : 1;
      };
      const connection = call();
      await eventually(() => troubles.length >= 2);
      is = 1;
      await eventually(() => isWhole(connection));
      expect(broker.guests).toHaveLength(2);
    });

    it.each([
      ['says nothing to CONNECT', { connect: 'silence' }, 'connect no-connack'],
      ['hangs up', { connect: 'hang-up' }, 'connect closed'],
      ['is none', { connect: 'rubbish' }, 'connect not-mqtt'],
      ['says nothing to SUBSCRIBE', { subscribe: () => 'silence' }, 'subscribe no-suback'],
      ['ends over a subscription', { subscribe: () => ({ end: 0x9e }) }, 'disconnect 0x9E'],
      ['lets another in under the same name', { subscribe: () => ({ end: 0x8e }) }, 'disconnect 0x8E'],
      ['shuts down', { subscribe: () => ({ end: 0x8b }) }, 'disconnect 0x8B'],
      ['answers with codes that there are none', { subscribe: () => 0x55 }, 'disconnect not-mqtt'],
      ['says that it has no shared subscriptions', { offers: { sharedSubscriptionAvailable: 0 } }, 'subscribe 0x9E'],
      ['says that it has no wildcards', { offers: { wildcardSubscriptionAvailable: 0 } }, 'subscribe 0xA2'],
    ] as [name: string, manners: Partial<Manners>, mistake: string][])(
      'a broker that %s',
      async (_name, manners, mistake) => {
        const kind = { ...broker.manners };
        Object.assign(broker.manners, manners);
        const connection = call();
        await eventually(() => troubles.length >= 2);
        expect(isWhole(connection)).toBe(false);
        Object.assign(broker.manners, kind);
        await eventually(() => isWhole(connection));
        expect(new Set(seen())).toEqual(new Set([mistake]));
      },
    );

    it('a broker that hangs', async () => {
      const connection = call({ keepaliveSeconds: 1 });
      await eventually(() => isWhole(connection));
      broker.manners.pings = false;
      await eventually(() => troubles.length > 0);
      expect(seen()[0]).toBe('disconnect no-pingresp');
      broker.manners.pings = true;
      await eventually(() => isWhole(connection));
    });

    it('a broker at which another comes under the same name, and that does not say so', async () => {
      const connection = call();
      for (let times = 1; times <= 3; times++) {
        await eventually(() => broker.guests.length === times && isWhole(connection));
        await broker.guests.at(-1)!.wire.drop();
        await eventually(() => troubles.length === times);
      }
      expect(seen()).toEqual(['disconnect closed', 'disconnect closed', 'disconnect closed-again']);
      await eventually(() => isWhole(connection));
    });

    it('a broker that is not there', async () => {
      const connection = call({ url: 'mqtt://127.0.0.1:1' });
      await eventually(() => troubles.length >= 2);
      expect(connection.trouble).toEqual({ step: 'reach', code: 'ECONNREFUSED' });
    });
  });

  describe('over TLS', () => {
    const certificates = makeCertificates();
    const servers: Server[] = [];
    afterAll(async () => {
      certificates.remove();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    });
    const meet = (socket: Socket) => socket.on('error', () => undefined).once('data', () => socket.destroy());
    const serve = async (server: Server) => {
      servers.push(server.on('tlsClientError', () => undefined));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    const secure = () =>
      createTlsServer(
        { cert: readFileSync(certificates.certFile), key: readFileSync(certificates.keyFile) },
        (socket) => void meet(socket),
      );

    it('names a certificate of an issuer that is not known', async () => {
      const connection = call({ url: `mqtts://${await serve(secure())}` });
      await eventually(() => troubles.length >= 2);
      expect(connection.trouble).toMatchObject({ step: 'reach', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
      expect(lookAt(connection.trouble!)).toContain('NODE_EXTRA_CA_CERTS');
    });

    it.each([
      ['TLS where there is none', 'mqtts', () => createServer(meet)],
      ['no TLS where there is', 'mqtt', secure],
    ] as const)('names %s', async (_name, scheme, make) => {
      const connection = call({ url: `${scheme}://${await serve(make())}` });
      await eventually(() => troubles.length >= 2);
      expect(['reach ECONNRESET', 'connect closed']).toContain(mistakeOf(connection.trouble!));
      expect(lookAt(connection.trouble!)).toContain('for TLS (mqtts) or not (mqtt)');
    });
  });

  it('asks for no shared subscription where there are none, and hears the rest', async () => {
    broker.manners.offers = { sharedSubscriptionAvailable: 0 };
    const connection = call();
    await eventually(() => troubles.length >= 2);
    expect(connection.missing).toEqual(SHARED_FILTERS);
    expect(broker.guests[0]!.subscribed).toEqual([[STATUS_FILTER]]);
  });

  it('acknowledges nothing of the next connection with what it took on the one before', async () => {
    const done: (() => void)[] = [];
    const connection = call({}, (_message, taken) => done.push(taken));
    await eventually(() => isWhole(connection));
    broker.guest('gateway-1')!.wire.send(eventPacket(EVENTS, 1, 'one'));
    await eventually(() => done.length === 1);
    await broker.guest('gateway-1')!.wire.drop();
    await eventually(() => broker.guests.length === 2 && isWhole(connection));
    const again = broker.guest('gateway-1')!;
    again.wire.send(eventPacket(EVENTS, 1, 'another under the same packet id'));
    await eventually(() => done.length === 2);
    done[0]!();
    // Nothing is read while the second waits, and a command is given up without the connection.
    await expect(connection.publish(COMMANDS, Buffer.from('{}'), 5)).rejects.toThrow('did not acknowledge a command');
    expect(again.acknowledged).toEqual([]);
    done[1]!();
    await eventually(() => again.acknowledged.length === 1);
    await connection.publish(COMMANDS, Buffer.from('{}'), 5);
    expect(broker.guests).toHaveLength(2);
  });

  it('takes its time over a message, however long the broker’s other answers lie behind it', async () => {
    const done: (() => void)[] = [];
    broker.manners.subscribe = (filter, clientId) => {
      if (filter === FILTERS[0]) broker.guest(clientId)!.wire.send(eventPacket(EVENTS, 1, 'waited in the session'));
      return 1;
    };
    const connection = call({ answerMs: 500, keepaliveSeconds: 1 }, (_message, taken) => done.push(taken));
    await eventually(() => done.length === 1);
    await eventually(() => broker.guests[0]!.pings >= 5);
    expect(troubles).toEqual([]);
    done[0]!();
    await eventually(() => isWhole(connection));
    expect(broker.guests).toHaveLength(1);
  });

  it('sends no more commands at once than the broker takes', async () => {
    broker.manners.offers = { receiveMaximum: 2 };
    broker.manners.publish = 'silence';
    const connection = call({ answerMs: 5_000 });
    await eventually(() => isWhole(connection));
    const sent = Array.from({ length: 5 }, () => connection.publish(COMMANDS, Buffer.from('{}'), 5));
    const guest = broker.guests[0]!;
    let most = 0;
    for (let answered = 0; answered < 5; answered++) {
      await eventually(() => guest.commands.length > 0);
      most = Math.max(most, guest.commands.length);
      guest.wire.send(pack.packet(0x40, pack.number(guest.commands.shift()!), Buffer.from([0, 0])));
    }
    await Promise.all(sent);
    expect(most).toBeLessThanOrEqual(2);
  });

  it.each([
    ['no QoS 1', { offers: { maximumQoS: 0 } }, 0x9b],
    ['packets of so many bytes', { offers: { maximumPacketSize: 500 } }, 0x95],
    ['none of ours', { publish: 0x87 }, 0x87],
  ] as const)(
    'a command is refused where the broker takes %s, and the connection goes on',
    async (_name, manners, code) => {
      Object.assign(broker.manners, manners);
      const connection = call();
      await eventually(() => isWhole(connection));
      const refused = connection.publish(COMMANDS, Buffer.alloc(600), 5);
      await expect(refused).rejects.toMatchObject({ trouble: { step: 'publish', code } });
      expect([connection.isUp, broker.guests.length]).toEqual([true, 1]);
    },
  );

  it('a broker that acknowledges no command is called anew', async () => {
    broker.manners.publish = 'silence';
    const connection = call();
    await eventually(() => isWhole(connection));
    await expect(connection.publish(COMMANDS, Buffer.from('{}'), 5)).rejects.toThrow('did not acknowledge');
    await eventually(() => broker.guests.length === 2 && isWhole(connection));
    expect(seen()).toEqual(['publish no-puback']);
  });

  it.each([
    ['gateway:a:b:c', 'gateway', 'a:b:c'],
    ['gateway:100%', 'gateway', '100%'],
    ['gate%3Away:p%40ss%25', 'gate:way', 'p@ss%'],
    ['gateway', 'gateway', null],
  ])('signs in with %s', async (login, username, password) => {
    const connection = call({ url: `${broker.url.replace('//', `//${login}@`)}?clientId=another` });
    await eventually(() => isWhole(connection));
    expect(broker.guests[0]).toMatchObject({ clientId: 'gateway-1', username, password });
  });

  it('few dial at a time, and all come in once they are let', async () => {
    broker.manners.connect = 'silence';
    const dialling = new Places(2);
    const all = Array.from({ length: 9 }, (_, i) => call({ clientId: `gateway-${i}`, dialling, answerMs: 300 }));
    let most = 0;
    await eventually(() => {
      most = Math.max(most, broker.sockets);
      return troubles.length >= 3;
    });
    expect(most).toBe(2);
    broker.manners.connect = 0;
    await eventually(() => all.every(isWhole));
  });
});
