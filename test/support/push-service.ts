import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { listenOn } from './listen.js';

/** What a push service took for a browser, opened with the browser's keys. */
export interface Taken {
  readonly browser: PushBrowser;
  readonly message: Readonly<Record<string, unknown>> & { readonly id: string; readonly news: string };
  readonly ttl: number;
  readonly urgency: string;
  readonly topic: string | null;
  /** Who sent it, as the token says that its key signed. */
  readonly sender: { readonly publicKey: string; readonly sub: string };
}

/** What a push service answers. */
export interface PushSaid {
  readonly status: number;
  readonly retryAfter?: string;
  readonly afterMs?: number;
}

/** A browser that subscribed: what it gives the house, and what it keeps. */
export interface PushBrowser {
  readonly subscription: {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  };
  /** How the push service answers for it from now on, and how long it thinks; `null` never. */
  answerWith(answer: PushSaid | null): void;
}

/**
 * A push service as the makers of browsers run one: RFC 8030 over HTTP(S). It refuses what is not as it must be (400), and opens what it takes
 * as the browser would: RFC 8291 and 8188, the sender's token by RFC 8292.
 */
export interface PushService {
  readonly url: string;
  readonly taken: readonly Taken[];
  /** Requests, taken or not, and why the last one that was no message was none. */
  readonly asked: number;
  readonly flaws: readonly string[];
  browser(): PushBrowser;
  close(): Promise<void>;
}

interface Held {
  readonly browser: PushBrowser;
  readonly ecdh: ECDH;
  readonly auth: Buffer;
  answer: PushSaid | null;
}

export async function openPushService(tls?: { readonly cert: string; readonly key: string }): Promise<PushService> {
  const held = new Map<string, Held>();
  const taken: Taken[] = [];
  const flaws: string[] = [];
  let asked = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked++;
    const body = Buffer.concat(await request.toArray());
    const to = held.get(request.url!);
    if (!to) return void response.writeHead(404).end();
    if (to.answer === null) return;
    const { status, retryAfter, afterMs = 0 } = to.answer;
    try {
      const message = openMessage(request, body, to, url);
      if (status < 300) taken.push(message);
    } catch (error) {
      flaws.push((error as Error).message);
      return void response.writeHead(400).end();
    }
    await pause(afterMs);
    response
      .writeHead(status, { ...(retryAfter !== undefined && { 'retry-after': retryAfter }), location: '/m/1' })
      .end();
  };
  const hear = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response);
  const server = tls ? createServer(tls, hear) : createPlainServer(hear);
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${await listenOn(server)}`;
  return {
    url,
    taken,
    flaws,
    get asked() {
      return asked;
    },
    browser() {
      const path = `/push/${randomBytes(12).toString('base64url')}`;
      const ecdh = createECDH('prime256v1');
      const auth = randomBytes(16);
      const keys = { p256dh: ecdh.generateKeys('base64url'), auth: auth.toString('base64url') };
      const browser: PushBrowser = {
        subscription: { endpoint: `${url}${path}`, keys },
        answerWith: (said) => void (held.get(path)!.answer = said),
      };
      held.set(path, { browser, ecdh, auth, answer: { status: 201 } });
      return browser;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function openMessage({ headers, method }: IncomingMessage, body: Buffer, to: Held, url: string): Taken {
  if (method !== 'POST') throw new Error(`asked by ${method}`);
  const ttl = Number(headers.ttl);
  if (!/^\d+$/.test(headers.ttl as string)) throw new Error('no TTL (RFC 8030, section 5.2)');
  if (headers['content-encoding'] !== 'aes128gcm') throw new Error('not aes128gcm (RFC 8291, section 4)');
  const topic = (headers.topic as string | undefined) ?? null;
  if (topic !== null && !/^[A-Za-z0-9_-]{1,32}$/.test(topic)) throw new Error('no topic (RFC 8030, section 5.4)');
  if (body.length > 4_096) throw new Error('too long (RFC 8030, section 7.2)');
  return {
    browser: to.browser,
    message: JSON.parse(decrypt(body, to)) as Taken['message'],
    ttl,
    urgency: headers.urgency as string,
    topic,
    sender: readToken(headers.authorization ?? '', url),
  };
}

/** RFC 8292: `vapid t=<token>, k=<key>`; ES256, for this origin, for a day at most. */
function readToken(authorization: string, origin: string): Taken['sender'] {
  const [, token = '', publicKey = ''] = /^vapid t=([^,\s]+),\s*k=(\S+)$/.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: part(point, 1), y: part(point, 33) };
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
  const isSigned = verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'));
  if (!isSigned) throw new Error('its token is not signed by its key');
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  const seconds = Number(exp) - Date.now() / 1_000;
  if (aud !== origin || seconds <= 0 || seconds > 86_400)
    throw new Error(`a token for ${String(aud)}, for ${seconds} s`);
  return { publicKey, sub: String(sub) };
}

const part = (point: Buffer, from: number): string => point.subarray(from, from + 32).toString('base64url');

/** RFC 8188, section 2, with the keys of RFC 8291, section 3.4: one record, padded after a 2. */
function decrypt(body: Buffer, { ecdh, auth }: Held): string {
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + body[20]!);
  const sealed = body.subarray(21 + body[20]!);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), senderKey]);
  const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(senderKey), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
  const opens = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([opens.update(sealed.subarray(0, -16)), opens.final()]);
  const end = plain.lastIndexOf(2);
  return plain.subarray(0, end).toString('utf8');
}
