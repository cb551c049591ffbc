import { Socket } from 'node:net';
import type { Client } from 'aedes';
import { inside as insideOf, type InsideClient, type InsideParser } from './inside.js';

type Take = (client: Client, payload: Buffer, answer: (error?: Error) => void) => void;

interface Connection {
  readonly client: InsideClient;
  /** Of the packets that are safe and not yet acknowledged. */
  ids: number[];
  /** Whether any was taken. */
  hasSpoken: boolean;
}

const QOS_1 = 0x32;
const QOS_1_AGAIN = 0x3a;
const PUBACK = 0x4002_0000;
const NOTHING = Buffer.alloc(0);
/** Where mqtt-packet's parser stands. */
const AT_A_NEW_PACKET = 0;
const IN_A_PACKET = 2;

/**
 * Takes the PUBLISH packets at QoS 1, not retained, on the one topic that a client publishes most to out of its stream, before they
 * cost a parser, a packet and a broker. All else, and whatever is not as plain as that, goes on to aedes, in the order it came.
 */
export class FastPath {
  private unsent: Connection[] = [];
  private readonly lines = new WeakMap<Client, Connection>();

  constructor(
    private readonly take: Take,
    private readonly topicOf: (client: Client) => string,
    private readonly maxPacketBytes: number,
  ) {}

  layBefore(client: Client): void {
    const inside = insideOf(client);
    const { conn, _parser: parser } = inside;
    const connection: Connection = { client: inside, ids: [], hasSpoken: false };
    this.lines.set(client, connection);
    let head: Buffer | null = null;
    const parse = parser.parse.bind(parser);
    parser.parse = (bytes) => {
      const from = inside.connected ? untilNextPacket(parser, bytes.length) : bytes.length;
      if (from >= bytes.length) return parse(bytes);
      if (from > 0) parse(bytes.subarray(0, from));
      if (inside.closed) return 0;
      head ??= headOf(this.topicOf(client));
      const end = this.takeAll(connection, client, head, bytes, from);
      if (end > from && inside._keepaliveInterval > 0) inside._keepaliveTimer!.refresh();
      return end < bytes.length ? parse(bytes.subarray(end)) : 0;
    };
    // What would be read as soon as it has come need not wait in the stream for that. Of others than sockets more must be asked for.
    if (!(conn instanceof Socket)) return;
    const push = conn.push.bind(conn);
    conn.push = (chunk, encoding) => {
      if (!Buffer.isBuffer(chunk) || !wouldReadAtOnce(inside)) return push(chunk, encoding);
      parser.parse(chunk);
      return conn.destroyed || push(NOTHING);
    };
  }

  /** Whether something it published was taken this way. */
  hasSpoken(client: Client): boolean {
    return this.lines.get(client)?.hasSpoken ?? false;
  }

  /** Sends the PUBACKs of what is safe; before another packet is acknowledged, so that all are in the order they came (MQTT-4.6.0-2). */
  flush(): void {
    const connections = this.unsent;
    if (connections.length === 0) return;
    this.unsent = [];
    for (const connection of connections) acknowledge(connection);
  }

  /** Answers where what is left to aedes begins. */
  private takeAll(connection: Connection, client: Client, head: Buffer, bytes: Buffer, from: number): number {
    for (let at = from; ;) {
      if (at + 3 > bytes.length || connection.client.closed) return at;
      if (bytes[at] !== QOS_1 && bytes[at] !== QOS_1_AGAIN) return at;
      // A length of more than two bytes is rare enough.
      const isLong = bytes[at + 1]! > 127;
      if (isLong && bytes[at + 2]! > 127) return at;
      const length = isLong ? bytes[at + 1]! - 128 + bytes[at + 2]! * 128 : bytes[at + 1]!;
      const headAt = isLong ? at + 3 : at + 2;
      const idAt = headAt + head.length;
      const end = headAt + length;
      if (end > bytes.length || idAt + 2 > end || length > this.maxPacketBytes) return at;
      if (bytes.compare(head, 0, head.length, headAt, idAt) !== 0) return at;
      const id = bytes.readUInt16BE(idAt);
      if (id === 0) return at;
      connection.client._parsingBatch += 1;
      connection.hasSpoken = true;
      this.take(client, bytes.subarray(idAt + 2, end), (error) => this.answer(connection, id, error));
      at = end;
    }
  }

  /** What is answered in one breath leaves in one write. */
  private answer(connection: Connection, id: number, error: Error | undefined): void {
    if (error) return connection.client._nextBatch(error);
    if (connection.ids.push(id) > 1) return;
    if (this.unsent.push(connection) === 1) queueMicrotask(() => this.flush());
  }
}

/** How a PUBLISH to the topic goes on behind its length. */
function headOf(topic: string): Buffer {
  const bytes = Buffer.from(`\0\0${topic}`);
  bytes.writeUInt16BE(bytes.length - 2);
  return bytes;
}

/** Whether nothing waits before what comes now. */
function wouldReadAtOnce({ connected, closed, _paused, _parsingBatch, conn }: InsideClient): boolean {
  return connected && !closed && !_paused && _parsingBatch === 0 && conn.readableLength === 0;
}

/** How many bytes of those that came belong to the packet that the parser has begun; all, when that is not known. */
function untilNextPacket({ _stateCounter, packet, _list }: InsideParser, came: number): number {
  if (_stateCounter === IN_A_PACKET) return packet.length - _list.length;
  return _stateCounter === AT_A_NEW_PACKET ? 0 : came;
}

function acknowledge(connection: Connection): void {
  const { client, ids } = connection;
  const count = ids.length;
  const bytes = Buffer.allocUnsafe(count * 4);
  for (let n = 0; n < count; n++) bytes.writeUInt32BE(PUBACK + ids[n]!, n * 4);
  ids.length = 0;
  if (client.closed) return;
  const done = (error?: Error | null): void => {
    if (error) return client._nextBatch(error);
    client._parsingBatch -= count - 1;
    client._nextBatch();
  };
  // Who does not read what we say is not read from.
  if (client.conn.write(bytes)) done();
  else client.waitForDrain(done);
}
