import type { Client } from 'aedes';
import { inside, type InsidePacket, type InsideParser } from './inside.js';
import { type Refusal, Refused } from '../../verdicts/refusal.rules.js';

/** How much one packet may ask for. */
export interface Ceilings {
  readonly packetBytes: number;
  readonly filters: number;
}

type Told = (reason: Refusal, detail: string, deviceId: string | null) => void;

/** How CONNECT begins at the levels that are spoken: MQTT 3.1.1, and 3.1, which is the same to a dispenser. */
const KNOWN_LEVELS = [Buffer.from('\0\x04MQTT\x04'), Buffer.from('\0\x06MQIsdp\x03')];
const UNACCEPTABLE_LEVEL = Buffer.from([0x20, 2, 0, 1]);
const FILTER = /^(?:(?:[^+#/]*|\+)\/)*(?:[^+#/]*|[+#])$/;
/** A NUL, or what is put in place of bytes that are no UTF-8. */
const NO_TEXT = /[\0\ufffd]/;

/** What a CONNECT may have to say, a will that is an event among it; and who wants more filters than that takes wants none of ours. */
const LONGEST_CONNECT = 32_768;
const LONGEST_LIST = 16_384;
/** Of packets that have an id and nothing else, or not even that. */
const LONGEST_BARE = 2;

/**
 * Closes a connection whose packets break MQTT 3.1.1 where aedes and its parser let them pass (section 4.8), and one whose packet
 * announces more bytes than are taken, before they are gathered. What is wrong is the error that it ends by.
 * @param told is called where it ends by an answer instead
 */
export function watchPackets(client: Client, ceilings: Ceilings, told: Told): void {
  const parser = inside(client)._parser;
  const parseLength = parser._parseLength.bind(parser);
  const parsePayload = parser._parsePayload.bind(parser);
  const emitError = parser._emitError.bind(parser);
  parser._emitError = (error) => emitError(error instanceof Refused ? error : brokenRule(error.message));
  parser._parseLength = () => {
    const known = parseLength();
    if (!known || parser.error || parser.packet.length <= longestOf(parser.packet.cmd, ceilings)) return known;
    parser._emitError(tooLong(parser.packet, ceilings));
    return false;
  };
  parser._parsePayload = () => {
    const level = parser.packet.cmd === 'connect' && otherLevelOf(parser);
    if (level) {
      // MQTT-3.1.2-2: refused with return code 1, and nothing is read after it.
      parser.error = new Error('unacceptable protocol level');
      inside(client).pause();
      told('protocol-level', level.is, level.clientId);
      client.conn.end(UNACCEPTABLE_LEVEL, () => client.conn.destroy());
      return false;
    }
    const done = parsePayload();
    const fault = done && !parser.error && faultOf(parser.packet, parser._pos, ceilings);
    if (fault) parser._emitError(fault);
    if (done && parser.packet.cmd === 'subscribe') keepEveryFilter(parser.packet);
    return done;
  };
}

const brokenRule = (rule: string): Refused => new Refused('malformed-packet', rule);

function longestOf(cmd: string, { packetBytes }: Ceilings): number {
  if (cmd === 'publish') return packetBytes;
  if (cmd === 'connect') return Math.min(packetBytes, LONGEST_CONNECT);
  if (cmd === 'subscribe' || cmd === 'unsubscribe') return Math.min(packetBytes, LONGEST_LIST);
  return LONGEST_BARE;
}

function tooLong({ cmd }: InsidePacket, ceilings: Ceilings): Refused {
  const longest = longestOf(cmd, ceilings);
  if (longest === LONGEST_BARE) return brokenRule('a packet longer or shorter than its fields');
  return new Refused('packet-too-large', `${cmd.toUpperCase()} of more than ${longest} bytes`);
}

/** MQTT-3.8.4-5: one return code a filter, in order. aedes would put fewer in their place where one is named twice. */
function keepEveryFilter(packet: InsidePacket): void {
  const { subscriptions } = packet;
  Object.defineProperty(packet, 'subscriptions', { get: () => subscriptions, set: () => undefined, enumerable: true });
}

/** Of a CONNECT at a level that is not spoken, which it is, and who says so where that can be read. */
function otherLevelOf({ packet, _list }: InsideParser): { is: string; clientId: string | null } | null {
  if (_list.length < packet.length) return null;
  const bytes = _list.slice(0, packet.length);
  for (const known of KNOWN_LEVELS) {
    const at = known.length - 1;
    if (bytes.length <= at || !bytes.subarray(0, at).equals(known.subarray(0, at)) || bytes[at] === known[at]) continue;
    const level = bytes[at]!;
    return { is: level === 5 ? 'MQTT 5' : `level ${level}`, clientId: clientIdOf(bytes, at, level) };
  }
  return null;
}

/** MQTT 5 says its properties, behind their length, before the client id. */
function clientIdOf(bytes: Buffer, levelAt: number, level: number): string | null {
  let at = levelAt + 4;
  if (level === 5) {
    const length = bytes[at] ?? 128;
    if (length > 127) return null;
    at += 1 + length;
  }
  if (at + 2 > bytes.length) return null;
  const end = at + 2 + bytes.readUInt16BE(at);
  return end > bytes.length ? null : bytes.toString('utf8', at + 2, end);
}

/** The rule that the packet breaks, or null. Topics and names that would be refused anyway are not looked at here. */
function faultOf(packet: InsidePacket, readUntil: number, { filters: most }: Ceilings): Refused | null {
  const { subscriptions, unsubscriptions } = packet;
  const count = subscriptions?.length ?? unsubscriptions?.length ?? 0;
  if (count > most) return new Refused('too-many-filters', `${packet.cmd.toUpperCase()} of more than ${most} filters`);
  const rule = ruleBrokenBy(packet, readUntil);
  return rule === null ? null : brokenRule(rule);
}

function ruleBrokenBy(packet: InsidePacket, readUntil: number): string | null {
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
