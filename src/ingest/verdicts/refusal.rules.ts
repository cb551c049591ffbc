/**
 * Why something of a dispenser's was not taken, or was taken otherwise than it was meant; docs/mqtt.md says what each means.
 * `refused` is what the broker did not do, `rejected` what was acknowledged and could not be read, `accepted` what was read but for a part.
 */
export const JUDGED_AS = {
  'malformed-device-id': 'refused',
  'malformed-credentials': 'refused',
  'wrong-secret': 'refused',
  'unknown-device': 'refused',
  'database-away': 'refused',
  revoked: 'refused',
  'protocol-level': 'refused',
  'malformed-packet': 'refused',
  'protocol-error': 'refused',
  'no-connect': 'refused',
  'not-read': 'refused',
  'packet-too-large': 'refused',
  'another-device': 'refused',
  'no-such-topic': 'refused',
  will: 'refused',
  subscribe: 'refused',
  'never-served': 'refused',
  'too-many-subscriptions': 'refused',
  'too-many-filters': 'refused',
  'too-many-in-flight': 'refused',
  'queue-full': 'refused',
  'session-forgotten': 'refused',
  'taken-over': 'refused',
  slowed: 'refused',
  'tls-handshake': 'refused',
  'websocket-handshake': 'refused',
  'websocket-subprotocol': 'refused',
  'too-many-connections': 'refused',
  'too-many-connections-of-one-address': 'refused',
  'payload-too-large': 'rejected',
  'unreadable-status': 'rejected',
  'unreadable-heartbeat': 'rejected',
  'unreadable-ack': 'rejected',
  'left-out': 'accepted',
} as const;

export type Refusal = keyof typeof JUDGED_AS;
export const REFUSALS = Object.keys(JUDGED_AS) as Refusal[];

/** An end of a connection that says why. */
export class Refused extends Error {
  constructor(
    readonly reason: Refusal,
    readonly detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}

const LONGEST_DETAIL = 200;

/** Told in a log and in a table: one line of plain characters, none of them a dispenser's own beyond names of topics. */
export const plain = (detail: string): string => detail.slice(0, LONGEST_DETAIL).replace(/[^\x20-\x7e]/g, '?');

/** Of what aedes says when it closes a connection, that which has a name of its own here. */
const SAID_BY_AEDES: readonly (readonly [RegExp, Refusal, string | null])[] = [
  [/^Invalid protocol$/, 'malformed-packet', 'MQTT-3.1.0-1, MQTT-3.1.0-2: CONNECT comes first, and once'],
  [/in PUBLISH$/, 'malformed-packet', null],
  [/^topic has too many levels$/, 'malformed-packet', null],
  [/^# is only allowed|^\+ is only allowed|^impossible to/, 'malformed-packet', null],
  [/^connect did not arrive in time$/, 'no-connect', null],
  [/^drain timeout$/, 'not-read', null],
];
const SILENCE = 'keep alive timeout';

/**
 * What an operator is told of a connection that ended by an error; null where that was told already, or where nobody refused
 * anything: a network that broke, a dispenser that fell silent.
 */
export function explain(
  error: Error & { code?: unknown; errorCode?: unknown },
): Pick<Refused, 'reason' | 'detail'> | null {
  if (error instanceof Refused) return error;
  if (error instanceof ToldAlready || error.code !== undefined || error.errorCode !== undefined) return null;
  if (error.message === SILENCE) return null;
  const said = SAID_BY_AEDES.find(([pattern]) => pattern.test(error.message));
  return { reason: said?.[1] ?? 'protocol-error', detail: said?.[2] ?? error.message };
}

/** An end of a connection of which an operator knows. */
export class ToldAlready extends Error {}
