import { ECDH } from 'node:crypto';
import { z } from 'zod';
import { at, exampleId, named, withExample } from '../../platform/http/fields.js';
import { PUSH_OFF } from './push-keys.service.js';
import type { PushSubscription } from './push-subscription.rules.js';

const LONGEST_ENDPOINT = 1_024;
const ENDPOINT = 'https://push.example.net/w/invented';
const P256DH = 'BOnmoTkXhYhVoLK2s0yhtUDtkWYWGcI9n91CYtUsXk-xADRcLn2e0kQzXYKv9zq499SThwkuod3KKB3gHUBAn8I';
const AUTH = 'aW52ZW50ZWQtc2VjcmV0IQ';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
const base64url = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/, 'must be base64url');

/** As `PushSubscription.toJSON()` of a browser gives it. */
export const subscribeBody = withExample(
  z.strictObject({
    endpoint: z.string().max(LONGEST_ENDPOINT),
    expirationTime: z.number().nullable().optional(),
    keys: z.strictObject({
      p256dh: base64url.max(100).refine(isPoint, 'must be a public key: an uncompressed point of P-256'),
      auth: base64url.max(32).refine((text) => bytes(text).length === 16, 'must be 16 bytes'),
    }),
  }),
  { endpoint: ENDPOINT, expirationTime: null, keys: { p256dh: P256DH, auth: AUTH } },
);
export type Subscribe = z.infer<typeof subscribeBody>;

export const subscriptionSchema = named(
  'PushSubscription',
  z.object({
    id: z.uuid(),
    endpoint: z.string(),
    userAgent: z.string().nullable(),
    createdAt: at,
    takenAt: at.nullable().meta({ description: 'when its push service took a message last' }),
    error: z.string().nullable().meta({ description: 'what that answered last, as a code, where it was no yes' }),
    current: z.boolean().meta({ description: 'whether it was made in the session that asks' }),
  }),
  {
    id: exampleId('push'),
    endpoint: ENDPOINT,
    userAgent: 'Invented Browser 1.0',
    createdAt: '2026-03-10T07:00:00Z',
    takenAt: '2026-03-10T08:05:00Z',
    error: null,
    current: true,
  },
);

export const ownPushSchema = named(
  'OwnPush',
  z.object({
    publicKey: z.string().nullable().meta({ description: 'what a browser subscribes by; null: nothing is pushed' }),
    off: z.enum(PUSH_OFF).nullable().meta({ description: 'why nothing is pushed' }),
    subscriptions: z.array(subscriptionSchema),
  }),
  { publicKey: P256DH, off: null, subscriptions: [] },
);

export const triedSchema = named(
  'PushTried',
  z.object({
    id: z.uuid().meta({ description: 'what the device knows the message by' }),
    outcome: z.enum(['taken', 'gone', 'refused', 'waits']).meta({
      description:
        'taken: its push service has it; gone: nobody is there, the subscription is over; waits: later, maybe',
    }),
    error: z.string().nullable(),
  }),
  { id: exampleId('message'), outcome: 'taken', error: null },
);

export const showSubscription = (held: PushSubscription, sessionId: string | undefined) => ({
  id: held.id,
  endpoint: held.endpoint,
  userAgent: held.userAgent,
  createdAt: held.createdAt,
  takenAt: held.takenAt,
  error: held.error,
  current: held.sessionId === sessionId,
});

function isPoint(text: string): boolean {
  if (bytes(text).length !== 65) return false;
  try {
    ECDH.convertKey(text, 'prime256v1', 'base64url');
    return true;
  } catch {
    return false;
  }
}
