/** At which step an external broker was in the way; `take` is ours. */
export type Step = 'reach' | 'connect' | 'subscribe' | 'publish' | 'disconnect' | 'take';

/** Why a connection to the external broker does not do what it is for. */
export interface Trouble {
  readonly step: Step;
  /** A reason code of MQTT; or a network's or TLS' code, or a word of ours for what the broker did without one. */
  readonly code: number | string;
  /** The subscriptions it is about, where it is about those. */
  readonly filters?: readonly string[];
  /** What the broker said in its own words, and where it sends us. */
  readonly said?: string;
}

/** MQTT 5 section 2.4, and the return codes of MQTT 3.1.1 section 3.2.2.3. */
const NAMES: Readonly<Record<number, string>> = {
  0x00: 'normal disconnection',
  0x01: 'unacceptable protocol version (MQTT 3.1.1)',
  0x02: 'identifier rejected (MQTT 3.1.1)',
  0x03: 'server unavailable (MQTT 3.1.1)',
  0x04: 'bad user name or password (MQTT 3.1.1)',
  0x05: 'not authorized (MQTT 3.1.1)',
  0x80: 'unspecified error',
  0x81: 'malformed packet',
  0x82: 'protocol error',
  0x83: 'implementation specific error',
  0x84: 'unsupported protocol version',
  0x85: 'client identifier not valid',
  0x86: 'bad user name or password',
  0x87: 'not authorized',
  0x88: 'server unavailable',
  0x89: 'server busy',
  0x8a: 'banned',
  0x8b: 'server shutting down',
  0x8c: 'bad authentication method',
  0x8d: 'keep alive timeout',
  0x8e: 'session taken over',
  0x8f: 'topic filter invalid',
  0x90: 'topic name invalid',
  0x91: 'packet identifier in use',
  0x93: 'receive maximum exceeded',
  0x94: 'topic alias invalid',
  0x95: 'packet too large',
  0x96: 'message rate too high',
  0x97: 'quota exceeded',
  0x98: 'administrative action',
  0x99: 'payload format invalid',
  0x9a: 'retain not supported',
  0x9b: 'QoS not supported',
  0x9c: 'use another server',
  0x9d: 'server moved',
  0x9e: 'shared subscriptions not supported',
  0x9f: 'connection rate exceeded',
  0xa0: 'maximum connect time',
  0xa1: 'subscription identifiers not supported',
  0xa2: 'wildcard subscriptions not supported',
};

const WORDS: Readonly<Record<string, string>> = {
  'no-connack': 'did not answer CONNECT',
  'no-suback': 'did not answer SUBSCRIBE',
  'no-puback': 'did not acknowledge a command',
  'no-pingresp': 'did not answer a ping',
  'not-mqtt': 'said something that is not MQTT 5',
  closed: 'closed the connection and did not say why',
  'closed-again': 'lets us in and closes the connection soon after, again and again, and does not say why',
  'lower-qos': 'granted QoS 0 only',
  'not-taken': 'brought a message that could not be taken',
};

const RIGHTS =
  'what this user may read at the broker: events, heartbeat, commands/ack (through $share/dosevagt/) and status below dosevagt/v1/+/, ' +
  'and write: commands';
const ADDRESS = 'whether the broker runs, and the address and port in MQTT_BROKER_URL';
const NAME = 'the name in MQTT_BROKER_URL, and the DNS';
const ISSUER =
  'the certificate of the broker: who issued it is not known here (NODE_EXTRA_CA_CERTS names a file with more issuers)';
const TLS_OR_NOT =
  'whether the port in MQTT_BROKER_URL is one for TLS (mqtts) or not (mqtt), and whether the broker runs';
const LOG = 'the log of the broker';
const ROOM = 'the limits of the broker: it needs room for mqtt.brokerConnections and one more, each with a session';
const HANGS = 'whether the broker hangs, and the network between';
const VERSION = 'the broker: MQTT 5 is needed, and this one knows MQTT 3.1.1 only or has MQTT 5 switched off';
const ELSEWHERE = 'MQTT_BROKER_URL: the broker sends us to another address, and we go only where that says';
const SHARED = 'the broker: this one has no shared subscriptions, and they are needed';
const WILDCARDS = 'the broker: this one has no wildcard subscriptions, and they are needed';
const QOS =
  'the highest QoS of the broker (Mosquitto: max_qos): at QoS 0 it loses what was acknowledged to a dispenser';
const LOGIN =
  'user name and password in MQTT_BROKER_URL, whether the broker knows them, and whether it lets this MQTT_CLIENT_ID in';

const ANYWHERE: Readonly<Record<number | string, string>> = {
  0x84: VERSION,
  0x88: LOG,
  0x89: LOG,
  0x8a: 'whom the broker has banned, and why',
  0x8b: 'nothing, if it was meant: the broker goes down',
  0x8d: 'the network, and whether this node is overloaded',
  0x8e: 'MQTT_CLIENT_ID: another client came under this name, and every gateway needs one of its own',
  0x95: 'the longest packet the broker takes',
  0x96: ROOM,
  0x97: ROOM,
  0x98: 'who administers the broker: somebody ended the connection there',
  0x9b: QOS,
  0x9c: ELSEWHERE,
  0x9d: ELSEWHERE,
  0x9e: SHARED,
  0x9f: ROOM,
  0xa1: 'the broker: it reads a plain subscription as one with an identifier',
  0xa2: WILDCARDS,
  'lower-qos': QOS,
  'not-taken': 'the log of this gateway, and whether its database answers; the broker keeps the message',
  'not-mqtt': 'whether MQTT 5 is spoken at the address and port in MQTT_BROKER_URL, with TLS (mqtts) or without (mqtt)',
  'no-connack':
    'whether MQTT is spoken at the address in MQTT_BROKER_URL (with TLS: mqtts), and whether the broker hangs',
};

const AT: Readonly<Record<Step, Readonly<Record<number | string, string>>>> = {
  connect: {
    0x01: VERSION,
    0x02: 'MQTT_CLIENT_ID: the broker does not take this name',
    0x03: LOG,
    0x04: LOGIN,
    0x05: LOGIN,
    0x85: 'MQTT_CLIENT_ID: the broker does not take this name',
    0x86: LOGIN,
    0x87: LOGIN,
    0x8c: LOGIN,
    closed:
      'the log of the broker, its limit of connections, whether it speaks MQTT 5, and whether its port is for TLS (mqtts) or not (mqtt)',
  },
  subscribe: {
    0x80: `${RIGHTS}; and ${LOG}`,
    0x87: RIGHTS,
    0x8f: RIGHTS,
    0x97: 'how many subscriptions the broker allows a client, and all together',
  },
  publish: { 0x87: RIGHTS, 0x90: RIGHTS, 0x97: 'how much the broker keeps, and for whom' },
  disconnect: {
    0x87: RIGHTS,
    closed: ADDRESS,
    'closed-again': `MQTT_CLIENT_ID: whether another client comes under this name, since every gateway needs one of its own; and ${LOG}`,
  },
  reach: {
    ENOTFOUND: NAME,
    EAI_AGAIN: NAME,
    EAI_FAIL: NAME,
    ECONNRESET: TLS_OR_NOT,
    EPROTO: TLS_OR_NOT,
    CERT_HAS_EXPIRED: 'the certificate of the broker: it has expired',
    CERT_NOT_YET_VALID: 'the certificate of the broker, and the clock of this machine',
    ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of the broker: it is for another name than MQTT_BROKER_URL says',
    DEPTH_ZERO_SELF_SIGNED_CERT: ISSUER,
    SELF_SIGNED_CERT_IN_CHAIN: ISSUER,
    UNABLE_TO_GET_ISSUER_CERT: ISSUER,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ISSUER,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: ISSUER,
  },
  take: {},
};

const OTHERWISE: Readonly<Record<Step, string>> = {
  reach: ADDRESS,
  connect: LOG,
  subscribe: LOG,
  publish: HANGS,
  disconnect: HANGS,
  take: LOG,
};

const DOES: Readonly<Record<Step, string>> = {
  reach: 'cannot be reached',
  connect: 'refuses the connection',
  subscribe: 'refuses a subscription',
  publish: 'refuses a command',
  disconnect: 'ended the connection',
  take: 'was left',
};

const OFTEN = 3;

/** Not every broker says that another client came under our name (Mosquitto 2.0 does not); that it happens again and again tells it. */
export const afterSoMany = (trouble: Trouble, times: number): Trouble =>
  trouble.step === 'disconnect' && trouble.code === 'closed' && times >= OFTEN
    ? { ...trouble, code: 'closed-again' }
    : trouble;

/** As it is written in MQTT, in a log and in a metric. */
export const codeOf = ({ code }: Trouble): string =>
  typeof code === 'number' ? `0x${code.toString(16).padStart(2, '0').toUpperCase()}` : code;

/** What the broker did. */
export function tell(trouble: Trouble): string {
  const { step, code, said } = trouble;
  const name = typeof code === 'number' ? NAMES[code] : undefined;
  const word = typeof code === 'string' ? WORDS[code] : undefined;
  const did = word ?? `${DOES[step]}: ${codeOf(trouble)}${name ? ` ${name}` : ''}`;
  return `the broker ${did}${said ? ` (${said})` : ''}`;
}

/** What an operator should look at. */
export const lookAt = ({ step, code }: Trouble): string =>
  AT[step][code] ?? ANYWHERE[code] ?? (String(code).startsWith('ERR_SSL_') ? TLS_OR_NOT : OTHERWISE[step]);

/** One mistake, however many connections meet it. */
export const mistakeOf = (trouble: Trouble): string => `${trouble.step} ${codeOf(trouble)}`;
