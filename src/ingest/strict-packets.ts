import type { Client } from 'aedes';

/** Of mqtt-packet's parser, what is looked over its shoulder for. */
interface Parser {
  error: Error | null;
  packet: Packet;
  _list: { readonly length: number; slice(from: number, to: number): Buffer };
  /** How far the fields of the packet were read. */
  _pos: number;
  _parseLength(): boolean;
  _parsePayload(): boolean;
  _emitError(error: Error): void;
  on(event: 'error', listener: () => void): void;
}

interface Packet {
  readonly cmd: string;
  readonly length: number;
  readonly qos: number;
  readonly dup: boolean;
  readonly messageId?: number;
  readonly username?: string;
  readonly password?: Buffer;
  readonly will?: { readonly qos: number; readonly topic: string };
  readonly subscriptions?: readonly { readonly topic: string }[];
  readonly unsubscriptions?: readonly string[];
}

type Told = (reason: 'packet-too-large' | 'malformed-packet') => void;

/** How CONNECT begins at the levels that are spoken: MQTT 3.1.1, and 3.1, which is the same to a dispenser. */
const KNOWN_LEVELS = [Buffer.from('\0\x04MQTT\x04'), Buffer.from('\0\x06MQIsdp\x03')];
const LONGEST_HEAD = 9;
const UNACCEPTABLE_LEVEL = Buffer.from([0x20, 2, 0, 1]);
const FILTER = /^(?:(?:[^+#/]*|\+)\/)*(?:[^+#/]*|[+#])$/;
/** A NUL, or what is put in place of bytes that are no UTF-8. */
const NO_TEXT = /[\0\ufffd]/;

/**
 * Closes a connection whose packets break MQTT 3.1.1 where aedes and its parser let them pass (section 4.8), and one whose packet
 * announces more bytes than are taken, before they are gathered.
 */
export function watchPackets(client: Client, maxBytes: number, told: Told): void {
  const parser = (client as unknown as { _parser: Parser })._parser;
  const parseLength = parser._parseLength.bind(parser);
  const parsePayload = parser._parsePayload.bind(parser);
  parser.on('error', () => told('malformed-packet'));
  parser._parseLength = () => {
    const known = parseLength();
    if (!known || parser.packet.length <= maxBytes) return known;
    told('packet-too-large');
    client.conn.destroy();
    return false;
  };
  parser._parsePayload = () => {
    if (parser.packet.cmd === 'connect' && isOfOtherLevel(parser)) {
      // MQTT-3.1.2-2: refused with return code 1, and nothing is read after it.
      parser.error = new Error('unacceptable protocol level');
      (client as unknown as { pause(): void }).pause();
      client.conn.end(UNACCEPTABLE_LEVEL, () => client.conn.destroy());
      return false;
    }
    const done = parsePayload();
    const fault = done && !parser.error && faultOf(parser.packet, parser._pos);
    if (fault) parser._emitError(new Error(fault));
    if (done && parser.packet.cmd === 'subscribe') keepEveryFilter(parser.packet);
    return done;
  };
}

/** MQTT-3.8.4-5: one return code a filter, in order. aedes would put fewer in their place where one is named twice. */
function keepEveryFilter(packet: Packet): void {
  const { subscriptions } = packet;
  Object.defineProperty(packet, 'subscriptions', { get: () => subscriptions, set: () => undefined, enumerable: true });
}

function isOfOtherLevel({ packet, _list }: Parser): boolean {
  if (_list.length < packet.length) return false;
  const head = _list.slice(0, Math.min(packet.length, LONGEST_HEAD));
  return KNOWN_LEVELS.some((known) => {
    const last = known.length - 1;
    return head.length > last && head.subarray(0, last).equals(known.subarray(0, last)) && head[last] !== known[last];
  });
}

/** The rule that the packet breaks, or null. Topics and names that would be refused anyway are not looked at here. */
function faultOf(packet: Packet, readUntil: number): string | null {
  const { cmd, qos, will } = packet;
  if (cmd === 'publish') {
    if (readUntil > packet.length) return 'fields longer than their packet';
    if (qos === 0) return packet.dup ? 'MQTT-3.3.1-2: DUP at QoS 0' : null;
    return packet.messageId === 0 ? 'MQTT-2.3.1-1: a packet id of 0' : null;
  }
  if (readUntil !== packet.length) return 'a packet longer or shorter than its fields';
  if (cmd === 'connect') {
    if (will?.qos === 3) return 'MQTT-3.1.2-14: a will at QoS 3';
    if (will && NO_TEXT.test(will.topic)) return 'MQTT-1.5.3: a will topic that is no text';
    return packet.password && packet.username === undefined ? 'MQTT-3.1.2-22: a password without a user name' : null;
  }
  const filters = packet.subscriptions?.map(({ topic }) => topic) ?? packet.unsubscriptions;
  if (!filters) return null;
  if (packet.messageId === 0) return 'MQTT-2.3.1-1: a packet id of 0';
  if (filters.length === 0) return 'MQTT-3.8.3-3, MQTT-3.10.3-2: no topic filter';
  const isBad = (filter: string): boolean => filter === '' || NO_TEXT.test(filter) || !FILTER.test(filter);
  return filters.some(isBad) ? 'MQTT-4.7: no topic filter' : null;
}
