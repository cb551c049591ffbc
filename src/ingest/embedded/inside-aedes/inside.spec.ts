import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Aedes, type Client } from 'aedes';
import { generate } from 'mqtt-packet';
import { inside, insideBroker } from './inside.js';

const AEDES = dirname(fileURLToPath(import.meta.resolve('aedes')));
const FOLDERS = { aedes: AEDES, 'mqtt-packet': dirname(createRequire(join(AEDES, 'aedes.js')).resolve('mqtt-packet')) };

/**
 * What we lean on is not promised. When this fails, aedes was raised: read what changed in the file it names against this folder, run
 * contract/aedes-tests, and then write down the new digest.
 */
describe('what is leaned on of aedes', () => {
  it.each([
    ['aedes', 'aedes.js', '5b4b483b749c0eb5'],
    ['aedes', 'lib/client.js', '7a9961477a92db79'],
    ['aedes', 'lib/handlers/index.js', '53a336906db65da7'],
    ['aedes', 'lib/handlers/connect.js', 'c522097e13a72a63'],
    ['aedes', 'lib/handlers/publish.js', '7cd015f9cc71c88e'],
    ['aedes', 'lib/handlers/subscribe.js', 'e30405a3a906bbf5'],
    ['mqtt-packet', 'parser.js', 'bde1d714e10bf2f3'],
  ] as const)('stands as it was read: %s %s', (folder, file, digest) => {
    const text = readFileSync(join(FOLDERS[folder], file));
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(digest);
  });

  describe('is there', () => {
    let broker: Aedes;
    let client: Client;

    beforeAll(async () => {
      broker = await Aedes.createBroker();
      const connection = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
      client = broker.handle(connection);
      const connected = new Promise((stands) => client.once('connected', stands));
      connection.push(generate({ cmd: 'connect', clientId: 'd-1', keepalive: 60, clean: true }));
      await connected;
    });
    afterAll(() => new Promise<void>((closed) => broker.close(closed)));

    it.each([
      ['conn', 'object'],
      ['connected', 'boolean'],
      ['closed', 'boolean'],
      ['subscriptions', 'object'],
      ['_disconnected', 'boolean'],
      ['_keepaliveInterval', 'number'],
      ['_keepaliveTimer', 'object'],
      ['_parsingBatch', 'number'],
      ['_nextBatch', 'function'],
      ['pause', 'function'],
      ['resume', 'function'],
      ['waitForDrain', 'function'],
      ['deliver0', 'function'],
      ['deliverQoS', 'function'],
    ] as const)('in a client: %s, %s', (name, type) => {
      expect(typeof inside(client)[name]).toBe(type);
      expect(inside(client)[name]).not.toBeNull();
    });

    it('in a client that is told to pause, and to read on', () => {
      const reader = inside(client);
      reader.pause();
      expect(reader._paused).toBe(true);
      reader.resume();
      expect(reader._paused).toBe(false);
    });

    it.each([
      ['packet', 'object'],
      ['_list', 'object'],
      ['_stateCounter', 'number'],
      ['_pos', 'number'],
      ['parse', 'function'],
      ['_parseLength', 'function'],
      ['_parsePayload', 'function'],
      ['_emitError', 'function'],
    ] as const)('in its parser: %s, %s', (name, type) => {
      expect(typeof inside(client)._parser[name]).toBe(type);
    });

    it('one listener for packets', () => expect(inside(client)._parser.listeners('packet')).toHaveLength(1));

    it('the broker knows its clients by name, and counts them', () => {
      const { clients, connectedClients } = insideBroker(broker);
      expect([clients['d-1'] === client, connectedClients]).toEqual([true, 1]);
    });

    it.each(['registerClient', 'unregisterClient'] as const)('a broker %s', (name) =>
      expect(typeof insideBroker(Aedes.prototype)[name]).toBe('function'),
    );
  });
});
