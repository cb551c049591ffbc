import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { pack } from './mqtt-wire.js';
import { bytes, pick, type Random } from './rubbish.js';

/** How a client begins, in parts, and how it leaves. */
export interface Opening {
  readonly edge: 'http' | 'mqtt';
  readonly parts: readonly Buffer[];
  readonly leave: 'reset' | 'close' | 'half-close' | 'wait';
  /** After which part it leaves. */
  readonly after: number;
}

export interface Login {
  readonly deviceId: string;
  readonly secret: string;
}

const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'CONNECT', 'PRI', 'get', ''];
const TARGETS = [
  '/',
  '//',
  '*',
  '/mqtt',
  '/mqtt?x',
  '/ws',
  '/livez',
  '/api/v1/teams',
  '/api/v1/events/stream',
  '/%',
  '/%zz',
  '/\\',
  '///',
  '/mqtt/../x',
];
const MORE_TARGETS = [
  'http://',
  'http://[',
  'http://x/mqtt',
  'ws://x/mqtt',
  'x',
  ':',
  '?',
  '#',
  '/#',
  '/\u00ff',
  `/${'a'.repeat(9_000)}`,
  'http://[::1',
  '//x:99999',
];
const VERSIONS = ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', ''];
const UPGRADES = ['websocket', 'WebSocket', 'h2c', 'TLS/1.0', 'websocket, h2c', 'mqtt', '', '\u0001', 'x'.repeat(300)];
const HEADERS = [
  'Connection: Upgrade',
  'Connection: keep-alive, Upgrade',
  'Connection: close',
  'Sec-WebSocket-Key: YSBrZXkgb2YgbWluZSEhIQ==',
  'Sec-WebSocket-Key: short',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Version: 99',
  'Sec-WebSocket-Protocol: mqtt',
  'Sec-WebSocket-Protocol: chat,,',
  'Sec-WebSocket-Extensions: permessage-deflate; x=',
  'HTTP2-Settings: AAMAAABkAAQAAP__',
  'Expect: 100-continue',
  'Expect: something',
  'Content-Length: 5',
  'Content-Length: 5\r\nContent-Length: 6',
  'Content-Length: -1',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Content-Type: application/json',
  'Last-Event-ID: x',
  'Cookie: dosevagt_session=%',
  'Authorization: Bearer x.y.z',
  `X: ${'x'.repeat(20_000)}`,
  ': nameless',
];
const BEHIND = [
  '',
  '',
  'hello',
  '{"a":[[[[',
  '5\r\nhello\r\n0\r\n\r\n',
  'ffffffffff\r\n',
  'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n',
];

/** An opening that a browser, a dispenser or a bad day may bring: nearly right, cut anywhere, and left at any moment. */
export function anOpening(random: Random, login: Login): Opening {
  const edge = random() < 0.65 ? 'http' : 'mqtt';
  const whole = mutated(random, edge === 'http' ? request(random) : packets(random, login));
  const cuts = Array.from({ length: Math.floor(random() * 4) }, () => Math.floor(random() * whole.length)).sort(
    (a, b) => a - b,
  );
  const parts = [0, ...cuts].map((from, i) => whole.subarray(from, cuts[i] ?? whole.length));
  return {
    edge,
    parts,
    leave: pick(random, ['reset', 'reset', 'close', 'half-close', 'wait']),
    after: Math.floor(random() * (parts.length + 1)),
  };
}

const WEBSOCKET = 'Sec-WebSocket-Key: YSBrZXkgb2YgbWluZSEhIQ==\r\nSec-WebSocket-Version: 13';
/** A binary frame with a PINGREQ, masked with zeros. */
const FRAME = Buffer.from([0x82, 0x82, 0, 0, 0, 0, 0xc0, 0]);

/** One that is right, for a dispenser: what comes of it, comes of how it is changed and left. */
function webSocket(random: Random): Buffer {
  const head = `GET /mqtt HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${WEBSOCKET}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), pick(random, [Buffer.alloc(0), FRAME, bytes(random, 50)])]);
}

function request(random: Random): Buffer {
  if (random() < 0.1) return webSocket(random);
  const line = `${pick(random, METHODS)} ${pick(random, random() < 0.6 ? TARGETS : MORE_TARGETS)} ${pick(random, VERSIONS)}`;
  const headers = random() < 0.9 ? ['Host: x'] : [];
  if (random() < 0.7) headers.push('Connection: Upgrade', `Upgrade: ${pick(random, UPGRADES)}`);
  while (random() < 0.6) headers.push(pick(random, HEADERS));
  const head = Buffer.from(`${[line, ...headers].join('\r\n')}\r\n\r\n`, 'latin1');
  return Buffer.concat([head, random() < 0.2 ? bytes(random, 200) : Buffer.from(pick(random, BEHIND))]);
}

function packets(random: Random, { deviceId, secret }: Login): Buffer {
  const hello = pack.connect({
    clientId: pick(random, [deviceId, 'NOBODY-1', '', 'x'.repeat(70), '../..']),
    username: pick(random, [deviceId, 'NOBODY-1', '']),
    password: pick(random, [secret, 'wrong', '']),
    level: pick(random, [4, 4, 4, 3, 5, 0, 255]),
    ...(random() < 0.2 && { flags: Math.floor(random() * 256) }),
  });
  const further = [
    pack.pingreq,
    pack.disconnect,
    pack.puback(7),
    pack.pubrel(7),
    pack.subscribe(1, [`dosevagt/v1/${deviceId}/commands`, 1]),
    pack.subscribe(0, ['#', 3]),
    pack.publish({ topic: `dosevagt/v1/${deviceId}/heartbeat`, payload: '{}', qos: 0 }),
    pack.publish({ topic: 'elsewhere', payload: 'x' }),
    Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f]),
  ];
  const all = random() < 0.85 ? [hello] : [];
  while (random() < 0.5) all.push(pick(random, further));
  if (random() < 0.05) all.push(Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc]));
  return Buffer.concat(all);
}

/** One in three has some of its bytes changed, doubled or left out. */
function mutated(random: Random, whole: Buffer): Buffer {
  if (random() < 0.67 || whole.length === 0) return whole;
  const at = Math.floor(random() * whole.length);
  const [before, behind] = [whole.subarray(0, at), whole.subarray(at)];
  if (random() < 0.4) return Buffer.concat([before, bytes(random, 4), behind.subarray(1)]);
  return random() < 0.5 ? Buffer.concat([before, behind.subarray(3)]) : Buffer.concat([before, behind, behind]);
}

/** Plays it against a port; answers what was heard, as latin1. Nobody is waited for longer than a moment. */
export function play({ parts, leave, after }: Opening, port: number, waitMs: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.on('error', () => undefined).on('close', () => resolve(heard));
    socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
    socket.once('connect', () => {
      const run = async (): Promise<void> => {
        for (const [i, part] of parts.entries()) {
          if (i === after) break;
          // A part of its own on the wire, or the kernel would join them.
          await new Promise<void>((sent) => socket.write(part, () => sent()));
        }
        if (leave === 'reset') return void socket.resetAndDestroy();
        if (leave === 'close') return void socket.destroy();
        if (leave === 'half-close') socket.end();
        await pause(waitMs);
        socket.destroy();
      };
      run().catch(() => socket.destroy());
    });
  });
}
