import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Settings } from '../../src/platform/config/settings.schema.js';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { Api } from '../support/api.js';
import { makeCertificates } from '../support/certificates.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { pack } from '../support/mqtt-wire.js';

const UNAVAILABLE = [0x20, 2, 0, 3];

/** What there may be at once, how long it may take to come, and how large it may be. */
describe('a ceiling', () => {
  let house: House;
  let sockets: Socket[] = [];

  const startWith = async (
    { http, mqtt }: { http?: Partial<Settings['http']>; mqtt?: Partial<Settings['mqtt']> },
    environment: NodeJS.ProcessEnv = {},
  ): Promise<void> => {
    house = await startHouse({
      environment: { LOG_LEVEL: 'silent', ...environment },
      settings: (settings) => ({
        ...settings,
        http: { ...settings.http, ...http },
        mqtt: { ...settings.mqtt, ...mqtt },
      }),
    });
  };
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    sockets = [];
    await house.stop();
  });

  const httpPort = () => Number(new URL(house.httpUrl).port);
  const open = async (port: number): Promise<{ socket: Socket; heard: () => Buffer }> => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    let heard = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => (heard = Buffer.concat([heard, chunk])));
    await once(socket, 'connect');
    return { socket, heard: () => heard };
  };
  const counted = async (what: string, reason: string): Promise<number> => {
    const text = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(new RegExp(`${what}_refused_total\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  };

  it.each([
    ['too-many-connections', { connections: 6 }],
    ['too-many-connections-of-one-address', { connectionsPerAddress: 6 }],
  ])('%s over HTTP is a 503, until somebody leaves', async (reason, http) => {
    await startWith({ http });
    const all = await Promise.all(Array.from({ length: 8 }, () => open(httpPort())));
    const refused = all.filter(({ heard }) => heard().length > 0);
    await eventually(() => refused.push(...all.filter((one) => one.socket.closed && !refused.includes(one))) >= 2);
    for (const { heard } of refused) {
      expect(heard().toString()).toMatch(/^HTTP\/1\.1 503 [^]*application\/problem\+json[^]*retry-after: 5/);
    }
    for (const { socket } of all) socket.destroy();
    await eventually(async () => (await counted('http', reason).catch(() => 0)) >= 2);
  });

  it.each([
    ['too-many-connections', { connections: 3 }],
    ['too-many-connections-of-one-address', { connectionsPerAddress: 3 }],
  ])('%s over MQTT is CONNACK 3, until somebody leaves', async (reason, mqtt) => {
    await startWith({ mqtt });
    const [first] = await Promise.all(Array.from({ length: 3 }, () => open(house.mqttPort)));
    await eventually(async () => {
      const fourth = await open(house.mqttPort);
      await Promise.race([once(fourth.socket, 'end'), eventually(() => fourth.heard().length === 4)]);
      return [...fourth.heard()].join() === UNAVAILABLE.join();
    });
    expect(await counted('mqtt', reason)).toBeGreaterThanOrEqual(1);
    first!.socket.destroy();
    await eventually(async () => {
      const { socket, heard } = await open(house.mqttPort);
      socket.write(pack.connect({ clientId: 'nobody', username: 'nobody', password: 'x' }));
      await once(socket, 'close');
      return [...heard()].join() === '32,2,0,5';
    });
  });

  it('of dispensers counts those over WebSocket, and these no longer over HTTP', async () => {
    await startWith({ http: { connectionsPerAddress: 8 }, mqtt: { connectionsPerAddress: 12 } });
    const upgrade = `GET /mqtt HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: YSBrZXkgb2YgbWluZSEhIQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`;
    for (let n = 0; n < 12; n++) {
      const { socket, heard } = await open(httpPort());
      socket.write(upgrade);
      await eventually(() => heard().toString().startsWith('HTTP/1.1 101 '));
    }
    const { socket, heard } = await open(httpPort());
    socket.write(upgrade);
    await once(socket, 'close');
    expect(heard().toString()).toMatch(/^HTTP\/1\.1 503 /);
  });

  it('of time cuts who never finishes: headers, a body, CONNECT, TLS', async () => {
    const certificates = makeCertificates();
    await startWith(
      { http: { requestSeconds: 1 }, mqtt: { handshakeSeconds: 1 } },
      {
        MQTT_TLS_PORT: '0',
        MQTT_TLS_CERT_FILE: certificates.certFile,
        MQTT_TLS_KEY_FILE: certificates.keyFile,
      },
    );
    const headers = await open(httpPort());
    headers.socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n');
    const body = await open(httpPort());
    body.socket.write(
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    const silent = await open(house.mqttPort);
    const half = await open(house.mqttPort);
    half.socket.write(pack.connect({ clientId: 'x' }).subarray(0, 5));
    const tls = await open(house.app.get(Broker).tlsPort);
    const all = { headers, body, silent, half, tls };
    const open_ = () => Object.entries(all).flatMap(([name, { socket }]) => (socket.closed ? [] : [name]));
    await eventually(() => open_().length === 0).catch(() => expect(open_()).toEqual([]));
    for (const { heard } of [headers, body])
      expect(heard().toString()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n[^]*application\/problem\+json/);
    expect(await counted('http', 'slow-request')).toBe(2);
    expect(await counted('mqtt', 'no-connect')).toBe(2);
    expect(await counted('mqtt', 'tls-handshake')).toBe(1);
    certificates.remove();
  });

  it('of size refuses headers, bodies, commands and depth by name, and counts them', async () => {
    await startWith({});
    const long = await open(httpPort());
    long.socket.write(`GET /livez HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    await once(long.socket, 'close');
    expect(long.heard().toString()).toMatch(/^HTTP\/1\.1 431 [^]*application\/problem\+json/);
    expect(await counted('http', 'headers-too-large')).toBe(1);

    const api = new Api(house.httpUrl, house.admin.token);
    await api.post('/dispensers', { deviceId: 'LARGE-0001' });
    const command = (letters: number) => ({
      type: 'message.show',
      data: { messageId: '1', text: 'x'.repeat(letters) },
    });
    const commands = '/dispensers/LARGE-0001/commands';
    expect(await api.ask('POST', commands, command(17_000))).toMatchObject({ status: 413, body: { status: 413 } });
    expect((await api.ask('POST', commands, command(100))).status).toBe(201);
    expect(await counted('http', 'body-too-large')).toBe(1);
    let deep: unknown = 1;
    for (let n = 0; n < 33; n++) deep = [deep];
    expect((await api.ask('POST', commands, deep)).status).toBe(422);
    expect(await counted('http', 'body-too-deep')).toBe(1);
  });
});
