import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Broker } from '../../src/ingest/broker.js';
import { newId } from '../../src/platform/database/id.js';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { pack } from '../support/mqtt-wire.js';

/** A connection of which the test decides what is read at once. */
class Throat extends Duplex {
  heard = Buffer.alloc(0);
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.heard = Buffer.concat([this.heard, chunk]);
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

describe('a stream of packets', () => {
  let house: House;
  let login: { deviceId: string; secret: string };

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
});
