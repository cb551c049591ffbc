import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What came over the wire: the packet's type, its flags, and all behind its length. */
export interface Came {
  readonly type: number;
  readonly flags: number;
  readonly body: Buffer;
}

export interface Hello {
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string | Buffer;
  readonly clean?: boolean;
  readonly keepalive?: number;
  readonly will?: { topic: string; payload: string; qos?: number; retain?: boolean };
  readonly protocol?: string;
  readonly level?: number;
  /** In place of the flags that follow from the rest. */
  readonly flags?: number;
}

interface Publish {
  readonly topic: string | Buffer;
  readonly payload: string | Buffer;
  readonly qos?: number;
  readonly id?: number;
  readonly dup?: boolean;
  readonly retain?: boolean;
}

/** MQTT 3.1.1, packet by packet, also as no library would write it. */
export const pack = {
  packet(first: number, ...parts: Buffer[]): Buffer {
    const body = Buffer.concat(parts);
    const length: number[] = [];
    let rest = body.length;
    do {
      length.push((rest & 127) | (rest > 127 ? 128 : 0));
      rest >>= 7;
    } while (rest > 0);
    return Buffer.concat([Buffer.from([first, ...length]), body]);
  },
  text(value: string | Buffer): Buffer {
    const bytes = Buffer.from(value as string);
    return Buffer.concat([pack.number(bytes.length), bytes]);
  },
  number: (value: number): Buffer => Buffer.from([value >> 8, value & 255]),
  connect(hello: Hello): Buffer {
    const { clientId, username, password, clean = true, keepalive = 0, will, protocol = 'MQTT', level = 4 } = hello;
    const willFlags = will ? 0x04 | ((will.qos ?? 1) << 3) | (will.retain ? 0x20 : 0) : 0;
    const names = (username === undefined ? 0 : 0x80) | (password === undefined ? 0 : 0x40);
    const flags = hello.flags ?? (clean ? 2 : 0) | willFlags | names;
    return pack.packet(
      0x10,
      pack.text(protocol),
      Buffer.from([level, flags]),
      pack.number(keepalive),
      pack.text(clientId),
      ...(will ? [pack.text(will.topic), pack.text(will.payload)] : []),
      ...(username === undefined ? [] : [pack.text(username)]),
      ...(password === undefined ? [] : [pack.text(password)]),
    );
  },
  publish({ topic, payload, qos = 1, id = 1, dup = false, retain = false }: Publish): Buffer {
    const first = 0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0);
    return pack.packet(first, pack.text(topic), qos > 0 ? pack.number(id) : Buffer.alloc(0), Buffer.from(payload));
  },
  puback: (id: number): Buffer => pack.packet(0x40, pack.number(id)),
  pubrel: (id: number): Buffer => pack.packet(0x62, pack.number(id)),
  subscribe: (id: number, ...filters: [filter: string, qos: number][]): Buffer =>
    pack.packet(0x82, pack.number(id), ...filters.flatMap(([filter, qos]) => [pack.text(filter), Buffer.from([qos])])),
  unsubscribe: (id: number, ...filters: string[]): Buffer =>
    pack.packet(0xa2, pack.number(id), ...filters.map((filter) => pack.text(filter))),
  pingreq: Buffer.from([0xc0, 0]),
  disconnect: Buffer.from([0xe0, 0]),
};

/** A PUBLISH that came, taken apart. */
export function readPublish({ flags, body }: Came) {
  const qos = (flags >> 1) & 3;
  const end = 2 + body.readUInt16BE(0);
  return {
    topic: body.toString('utf8', 2, end),
    id: qos > 0 ? body.readUInt16BE(end) : null,
    payload: body.toString('utf8', qos > 0 ? end + 2 : end),
    qos,
    dup: (flags & 8) > 0,
    retain: (flags & 1) > 0,
  };
}

/** A socket that speaks MQTT as it is told, and hands out what comes packet by packet. */
export class Wire {
  private held = Buffer.alloc(0);
  private readonly waiting: Came[] = [];
  private isOver = false;
  private wake: () => void = () => undefined;
  private readonly gone: Promise<unknown>;

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    // Not by `once` of node:events, which would fail with the socket's error.
    this.gone = new Promise<void>((resolve) => socket.once('close', resolve)).then(() => {
      this.isOver = true;
      this.wake();
    });
  }

  static async open(port: number): Promise<Wire> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Wire(socket);
  }

  /** The other end of one: what a client of ours says. */
  static taken(socket: Socket): Wire {
    return new Wire(socket);
  }

  send(...packets: Buffer[]): void {
    this.socket.write(Buffer.concat(packets));
  }

  /** The next packet; null once the gateway has closed the connection and all that came before is handed out. */
  async next(): Promise<Came | null> {
    while (this.waiting.length === 0) {
      if (this.isOver) return null;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return this.waiting.shift()!;
  }

  /** The next PUBLISH; what else comes before it is passed over. */
  async nextPublish() {
    for (;;) {
      const came = await this.next();
      if (!came) throw new Error('the connection was closed');
      if (came.type === 3) return readPublish(came);
    }
  }

  /** All that came until now, up to the answer to a ping; what was sent with others is not waited for. */
  async all(): Promise<Came[]> {
    this.send(pack.pingreq);
    const came: Came[] = [];
    for (let one = await this.next(); one && one.type !== 13; one = await this.next()) came.push(one);
    return came;
  }

  /** All that still comes until the gateway closes the connection; waits as long as the test does. */
  async untilClosed(): Promise<Came[]> {
    const came: Came[] = [];
    for (let one = await this.next(); one; one = await this.next()) came.push(one);
    return came;
  }

  /** Ends without a goodbye. */
  async drop(): Promise<void> {
    this.socket.destroy();
    await this.gone;
  }

  private read(chunk: Buffer): void {
    this.held = Buffer.concat([this.held, chunk]);
    for (;;) {
      let length = 0;
      let at = 1;
      for (; at < this.held.length; at++) {
        length += (this.held[at]! & 127) * 128 ** (at - 1);
        if (this.held[at]! < 128) break;
      }
      const begin = at + 1;
      if (at >= this.held.length || this.held.length < begin + length) return;
      const first = this.held[0]!;
      this.waiting.push({ type: first >> 4, flags: first & 15, body: this.held.subarray(begin, begin + length) });
      this.held = this.held.subarray(begin + length);
      this.wake();
    }
  }
}
