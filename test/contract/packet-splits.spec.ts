import { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { IngestService } from '../../src/ingest/ingest.service.js';
import { Config } from '../../src/platform/config/config.js';
import { newId } from '../../src/platform/database/id.js';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { pack } from '../support/mqtt-wire.js';

/** A connection of which the test decides what is read at once. */
class Throat extends Socket {
  heard = Buffer.alloc(0);
  override _read(): void {}
  override _writev = undefined as never;
  /** Leaves all that comes to aedes and its parser. */
  bypassFastPath(): void {
    delete (this as Partial<Socket>).push;
    delete (this as unknown as { client: { _parser: { parse?: unknown } } }).client._parser.parse;
  }
  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: () => void): void {
    this.heard = Buffer.concat([this.heard, Buffer.from(chunk as string, encoding)]);
    done();
  }
}

const CONNACK = Buffer.from([0x20, 2, 0, 0]);

/** Around the sizes at which the length of a packet takes another byte, and whatever else. */
const size = fc.oneof(fc.nat(400), fc.integer({ min: 15_900, max: 16_384 }), fc.nat(16_384));
const message = fc.record({ qos: fc.constantFrom(0, 1), size });
const sizesOfChunks = fc.oneof(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 40 }),
  fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 10 }),
);

type Login = { deviceId: string; secret: string };

/** What a dispenser may say, and what is no more than a mistake of its library. */
const KINDS = [
  'event',
  'event',
  'event again',
  'event at QoS 0',
  'event at QoS 2',
  'event retained',
  'event too long',
  'status',
  'heartbeat',
  'answer',
  'subscribe',
  'ping',
] as const;
/** What ends a connection. */
const ENDS = [
  'disconnect',
  'packet too long',
  'malformed',
  'id of 0',
  'event of another',
  'unknown topic',
  'DUP at QoS 0',
  'fields too long',
] as const;
type Kind = (typeof KINDS)[number] | (typeof ENDS)[number];

/** What came of it, less what may come sooner or later. */
interface Outcome {
  acks: Buffer[];
  others: string[];
  journal: string[];
}

describe('a stream of packets', () => {
  let house: House;
  let login: Login;

  beforeAll(async () => {
    house = await startHouse();
    login = await new Api(house.httpUrl, house.admin.token).post('/dispensers', { deviceId: 'CUT-0001' });
  });
  afterAll(async () => {
    await house?.stop();
  });

  /** A readable event of about that many bytes. */
  const eventOf = (id: string, bytes: number): string => {
    const event = { specversion: '1.0', id, type: 'device.closed', time: house.clock.now().toISOString() };
    const bare = JSON.stringify({ ...event, data: { pad: '' } }).length;
    return JSON.stringify({ ...event, data: { pad: 'x'.repeat(Math.max(bytes - bare, 0)) } });
  };
  const journalled = async (ids: readonly string[]): Promise<string[]> => {
    const found = await house.query<{ payload: Buffer }>(
      'SELECT "payload" FROM journal WHERE "eventId" = ANY ($1) ORDER BY "number"',
      [ids],
    );
    return found.map(({ payload }) => payload.toString());
  };

  it('comes to the same PUBACKs and the same lines of the journal wherever it is cut', async () => {
    const messages = fc.array(message, { maxLength: 8 });
    const property = fc.asyncProperty(messages, sizesOfChunks, fc.boolean(), async (messages, sizes, isPatient) => {
      // The last is acknowledged, so that it is known when all that came before it is in the journal.
      const said = [...messages, { qos: 1, size: 0 }].map((one) => ({ ...one, eventId: newId() }));
      const payloads = said.map(({ eventId, size }) => eventOf(eventId, size));
      const { deviceId, secret } = login;
      const topic = `dosevagt/v1/${deviceId}/events`;
      const stream = Buffer.concat([
        pack.connect({ clientId: deviceId, username: deviceId, password: secret }),
        ...said.map(({ qos }, i) => pack.publish({ topic, payload: payloads[i]!, qos, id: i + 1 })),
      ]);
      const acks = said.flatMap(({ qos }, i) => (qos === 1 ? [pack.puback(i + 1)] : []));
      const expected = Buffer.concat([CONNACK, ...acks]);

      const throat = new Throat();
      house.app.get(Broker).take(throat);
      for (let at = 0, n = 0; at < stream.length; n++) {
        // Byte by byte to begin with; all of a long stream would take long.
        const bytes = n > 300 ? 4_096 : sizes[n % sizes.length]!;
        throat.push(stream.subarray(at, (at += bytes)));
        // What is not read at once is read together with what follows.
        if (isPatient) while (throat.readableLength > 0) await turn();
      }
      await eventually(() => throat.heard.length >= expected.length);
      expect(throat.heard).toEqual(expected);
      expect(await journalled(said.map(({ eventId }) => eventId))).toEqual(payloads);
      throat.push(pack.disconnect);
      await eventually(() => throat.destroyed);
    });
    await fc.assert(property, { numRuns: 80 });
  });

  const packetOf = (kind: Kind, { deviceId }: Login, id: number, eventId: string): Buffer => {
    const payload = eventOf(eventId, 200);
    const publish = (leaf: string, more: object = {}): Buffer =>
      pack.publish({ topic: `dosevagt/v1/${deviceId}/${leaf}`, payload, id, ...more });
    switch (kind) {
      case 'event':
        return publish('events');
      case 'event again':
        return publish('events', { dup: true });
      case 'event at QoS 0':
        return publish('events', { qos: 0 });
      case 'event at QoS 2':
        return publish('events', { qos: 2 });
      case 'event retained':
        return publish('events', { retain: true });
      case 'event too long':
        return publish('events', { payload: eventOf(eventId, house.app.get(Config).ingest.maxEventBytes + 1) });
      case 'status':
        return publish('status', { payload: '{"online":true}', retain: id % 2 === 0 });
      case 'heartbeat':
        return publish('heartbeat', { qos: id % 2 });
      case 'answer':
        return publish('commands/ack');
      case 'subscribe':
        return pack.subscribe(id, [`dosevagt/v1/${deviceId}/nothing`, 1]);
      case 'ping':
        return pack.pingreq;
      case 'disconnect':
        return pack.disconnect;
      case 'packet too long':
        return publish('events', { payload: 'x'.repeat(house.app.get(Config).ingest.maxPacketBytes) });
      case 'malformed':
        return Buffer.from([0xf0, 0]);
      case 'id of 0':
        return publish('events', { id: 0 });
      case 'event of another':
        return pack.publish({ topic: 'dosevagt/v1/CUT-0009/events', payload, id });
      case 'unknown topic':
        return publish('event');
      case 'DUP at QoS 0':
        return publish('events', { qos: 0, dup: true });
      case 'fields too long':
        return pack.packet(0x32, pack.number(9_999), Buffer.from('dosevagt'));
    }
  };
  const lastLine = new Map<string, number>();
  /** What the journal has of the dispenser since it was asked last; in a batch it has an order of its own. */
  const linesOf = async ({ deviceId }: Login): Promise<string[]> => {
    const found = await house.query<{ number: number; payload: Buffer }>(
      `SELECT journal."number", "payload" FROM journal JOIN device d ON d."number" = "deviceNumber"
       WHERE d."deviceId" = $1 AND journal."number" > $2 ORDER BY journal."number"`,
      [deviceId, lastLine.get(deviceId) ?? 0],
    );
    if (found.length > 0) lastLine.set(deviceId, found.at(-1)!.number);
    return found.map(({ payload }) => payload.toString()).sort();
  };
  /** Says it all in the chunks given, and waits until nothing more can come of it. */
  const say = async (
    login: Login,
    chunks: readonly Buffer[],
    answers: number,
    isPatient: boolean,
    isFast: boolean,
    isEnded: boolean,
  ) => {
    const throat = new Throat();
    house.app.get(Broker).take(throat);
    if (!isFast) throat.bypassFastPath();
    const { deviceId, secret } = login;
    throat.push(pack.connect({ clientId: deviceId, username: deviceId, password: secret }));
    if (isPatient || isEnded) await eventually(() => throat.heard.length >= CONNACK.length);
    for (const chunk of chunks) {
      if (throat.destroyed) break;
      throat.push(chunk);
      if (isPatient) while (throat.readableLength > 0 && !throat.destroyed) await turn();
    }
    await eventually(() => throat.destroyed || read(throat.heard).length > answers);
    await house.app.get(IngestService).idle();
    await turn();
    const heard = read(throat.heard).slice(1);
    if (!throat.destroyed) throat.push(pack.disconnect);
    await eventually(() => throat.destroyed);
    return heard;
  };

  it('comes to the same, whatever is in it, as packet by packet without the fast path', async () => {
    let dispensers = 0;
    const newLogin = async (): Promise<Login> =>
      new Api(house.httpUrl, house.admin.token).post('/dispensers', { deviceId: `CUT-${1_000 + ++dispensers}` });
    const logins = [await newLogin(), await newLogin()];
    const kinds = fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 12 });
    const end = fc.option(fc.constantFrom(...ENDS), { freq: 2 });
    const property = fc.asyncProperty(kinds, end, sizesOfChunks, fc.boolean(), async (kinds, end, sizes, isPatient) => {
      // The last is acknowledged, so that it is known when all before it was heard. What comes behind the end of a connection is
      // nobody's, and behind a DISCONNECT nothing may come (section 3.14.4).
      const all: Kind[] = [...kinds, ...(end ? [end] : []), ...(end === 'disconnect' ? [] : ['event' as const])];
      const said = all.map((kind, i) => ({ kind, id: i + 1, eventId: newId() }));
      const answers = kinds.filter((kind) => kind !== 'event at QoS 0' && kind !== 'heartbeat').length + 1;
      const heartbeats = said.filter(({ kind, id }) => kind === 'heartbeat' && id % 2 === 1).length;
      const outcomes: Outcome[] = [];
      for (const [n, login] of logins.entries()) {
        const packets = said.map(({ kind, id, eventId }) => packetOf(kind, login, id, eventId));
        const isFast = n === 0;
        const chunks = isFast ? cut(Buffer.concat(packets), sizes) : packets;
        const heard = await say(login, chunks, answers + heartbeats, isPatient || !isFast, isFast, end !== null);
        const isAck = (packet: Buffer): boolean => packet[0] === 0x40;
        outcomes.push({
          acks: heard.filter(isAck),
          others: heard.filter((packet) => !isAck(packet)).map((packet) => packet.toString('hex')),
          journal: await linesOf(login),
        });
      }
      const [fast, slow] = outcomes as [Outcome, Outcome];
      expect(fast.journal).toEqual(slow.journal);
      if (end === null) {
        expect(fast.acks).toEqual(slow.acks);
        expect(fast.others.sort()).toEqual(slow.others.sort());
      } else {
        // How many are acknowledged before the connection ends is a matter of time, and not in which order.
        const sooner = Math.min(fast.acks.length, slow.acks.length);
        expect(fast.acks.slice(0, sooner)).toEqual(slow.acks.slice(0, sooner));
      }
    });
    await fc.assert(property, { numRuns: 100, endOnFailure: true });
  });
});

/** The packets of a stream, all of which have a length of one byte. */
function read(stream: Buffer): Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 0; at < stream.length; at += 2 + stream[at + 1]!)
    packets.push(stream.subarray(at, at + 2 + stream[at + 1]!));
  return packets;
}

function cut(stream: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, n = 0; at < stream.length; n++)
    chunks.push(stream.subarray(at, (at += n > 300 ? 4_096 : sizes[n % sizes.length]!)));
  return chunks;
}
