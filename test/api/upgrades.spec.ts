import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { pack } from '../support/mqtt-wire.js';

const KEY = 'Sec-WebSocket-Key: YSBrZXkgb2YgbWluZSEhIQ==\r\nSec-WebSocket-Version: 13\r\n';

/** Requests that want to become something else. */
describe('an upgrade', () => {
  let house: House;
  let login: { clientId: string; username: string; password: string };

  beforeAll(async () => {
    house = await startHouse({ environment: { LOG_LEVEL: 'silent' } });
    const deviceId = 'UP-0001';
    const { secret } = await new Api(house.httpUrl, house.partner.token).post('/dispensers', { deviceId });
    login = { clientId: deviceId, username: deviceId, password: secret };
  });
  afterAll(() => house?.stop());

  const open = (): Socket => connect(Number(new URL(house.httpUrl).port), '127.0.0.1').on('error', () => undefined);
  const head = (line: string, upgrade: string, more = '') =>
    `${line} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\n${more}`;
  /** What is heard until the gateway closes, or until it says what is waited for. */
  const ask = async (text: string | Buffer, until?: RegExp): Promise<string> => {
    const socket = open();
    let heard = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (heard += chunk));
    socket.write(text);
    await eventually(() => socket.closed || until?.test(heard));
    socket.destroy();
    return heard;
  };
  const counted = async (reason: string): Promise<number> => {
    const text = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(new RegExp(`mqtt_refused_total\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  };

  it.each(['h2c', 'TLS/1.0', 'websocket', 'websocket, h2c', 'x'.repeat(500)])(
    'to %s elsewhere is answered as if it were not asked for',
    async (protocol) => {
      const more = `Authorization: Bearer ${house.partner.token}\r\n\r\n`;
      const answer = await ask(head('GET /api/v1/teams', protocol, more));
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answer).toContain('{"items":[');
    },
  );

  it('takes nothing from a body that comes with it', async () => {
    const form = `grant_type=client_credentials&client_id=${house.partner.clientId}&client_secret=${house.partner.clientSecret}`;
    const more = `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\n\r\n${form}`;
    expect(await ask(head('POST /oauth/token', 'h2c', more))).toContain('"access_token"');
  });

  it('closes the connection behind its answer, so that what was sent along with it is sent again', async () => {
    const answer = await ask(`${head('GET /livez', 'h2c')}\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  it.each(['//', '*', '/nope', '/mqtt/', 'http://', 'http://[', '/%zz', 'x', '///mqtt', '/mqtt%00', '//host/mqtt'])(
    'whose target is %s finds nothing there',
    async (target) => {
      expect(await ask(head(`GET ${target}`, 'websocket', `${KEY}\r\n`))).toMatch(/^HTTP\/1\.1 40[04] /);
    },
  );

  it('by CONNECT is closed, since there is no tunnel', async () => {
    expect(await ask(head('CONNECT x:1', 'websocket', `${KEY}\r\n`))).toBe('');
  });

  it.each([
    ['no key', ''],
    ['no key of 16 bytes', 'Sec-WebSocket-Key: abc\r\nSec-WebSocket-Version: 13\r\n'],
    ['another version', 'Sec-WebSocket-Key: YSBrZXkgb2YgbWluZSEhIQ==\r\nSec-WebSocket-Version: 7\r\n'],
  ])('to MQTT with %s is refused with a problem, and counted', async (_what, more) => {
    const before = await counted('websocket-handshake');
    const answer = await ask(head('GET /mqtt', 'websocket', `${more}\r\n`));
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toMatch(/\r\ncontent-type: application\/problem\+json\r\n/);
    expect(await counted('websocket-handshake')).toBe(before + 1);
  });

  it('to MQTT that offers other subprotocols only is refused by name, and counted', async () => {
    const before = await counted('websocket-subprotocol');
    const answer = await ask(head('GET /mqtt', 'websocket', `${KEY}Sec-WebSocket-Protocol: chat, amqp\r\n\r\n`));
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('Offer the subprotocol mqtt or mqttv3.1.');
    expect(await counted('websocket-subprotocol')).toBe(before + 1);
  });

  it.each([
    [['mqtt'], 'mqtt'],
    [['mqttv3.1'], 'mqttv3.1'],
    [['mqttv3.1', 'mqtt'], 'mqtt'],
    [[], ''],
  ])('to MQTT that offers %j speaks %j', async (offered, spoken) => {
    const socket = new WebSocket(`${house.httpUrl.replace('http', 'ws')}/mqtt`, offered);
    await once(socket, 'open');
    expect(socket.protocol).toBe(spoken);
    socket.send(pack.connect(login));
    const heard: number[] = [];
    socket.on('message', (frame: Buffer) => heard.push(...frame));
    await eventually(() => heard.length >= 4);
    expect(heard).toEqual([0x20, 2, 0, 0]);
    socket.terminate();
  });

  it('to MQTT may bring its first packet along', async () => {
    const packet = pack.connect(login);
    // A binary frame, masked with zeros.
    const frame = Buffer.concat([Buffer.from([0x82, 0x80 | packet.length, 0, 0, 0, 0]), packet]);
    const request = Buffer.from(head('GET /mqtt', 'websocket', `${KEY}Sec-WebSocket-Protocol: mqtt\r\n\r\n`));
    const heard = await ask(Buffer.concat([request, frame]), /\r\n\r\n\x82[^]\x20/);
    expect(heard).toMatch(/^HTTP\/1\.1 101 /);
  });

  it('is survived when it is reset, whatever for and whenever', async () => {
    const requests = [
      head('GET //', 'websocket', `${KEY}\r\n`),
      head('GET /ws', 'websocket', `${KEY}\r\n`),
      head('GET /mqtt', 'websocket', '\r\n'),
      head('GET /mqtt', 'websocket', `${KEY}\r\n`),
      head('GET /mqtt', 'websocket', `${KEY}Sec-WebSocket-Protocol: chat\r\n\r\n`),
      head('GET /api/v1/teams', 'h2c', '\r\n'),
      head('CONNECT x:1', 'h2c', '\r\n'),
    ];
    const endings: ((socket: Socket, request: string) => Promise<unknown>)[] = [
      async (socket, request) => socket.write(request, () => socket.resetAndDestroy()),
      async (socket, request) => socket.write(request.slice(0, -2), () => socket.resetAndDestroy()),
      async (socket, request) => {
        socket.write(request);
        await Promise.race([once(socket, 'data'), once(socket, 'close')]);
        socket.resetAndDestroy();
      },
      async (socket, request) => socket.end(`${request}and more`).once('data', () => socket.resetAndDestroy()),
    ];
    for (const request of requests)
      for (const end of endings) {
        const socket = open();
        const closed = once(socket, 'close');
        await once(socket, 'connect');
        await end(socket, request);
        await closed;
      }
    expect(await (await fetch(`${house.httpUrl}/livez`)).json()).toMatchObject({ status: 'ok' });
  });
});
