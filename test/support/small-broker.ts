import { createServer, type AddressInfo } from 'node:net';
import { type Came, pack, Wire } from './mqtt-wire.js';

/** MQTT 5 properties of CONNACK by their numbers (section 3.2.2.3). */
const PROPERTY = {
  sessionExpiryInterval: [17, 4],
  receiveMaximum: [33, 2],
  maximumQoS: [36, 1],
  retainAvailable: [37, 1],
  maximumPacketSize: [39, 4],
  wildcardSubscriptionAvailable: [40, 1],
  sharedSubscriptionAvailable: [42, 1],
} as const;
export type Properties = Partial<Record<keyof typeof PROPERTY, number>>;

/** What it does to whoever comes; a test changes it while the broker runs. */
export interface Manners {
  /** A reason code of CONNACK; or it says nothing, hangs up, or says what is not MQTT. */
  connect: number | 'silence' | 'hang-up' | 'rubbish';
  offers: Properties;
  /** For each filter a reason code of SUBACK; or it says nothing, or ends the connection with a reason. */
  subscribe: (filter: string, clientId: string) => number | 'silence' | { readonly end: number };
  pings: boolean;
  /** A reason code of PUBACK, or nothing. */
  publish: number | 'silence';
}

const KIND: Manners = { connect: 0, offers: {}, subscribe: () => 1, pings: true, publish: 0 };

/** Who is there: what was heard of it, and the wire to it. */
export interface Guest {
  readonly clientId: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly wire: Wire;
  readonly subscribed: string[][];
  /** Packet ids that it acknowledged. */
  readonly acknowledged: number[];
  pings: number;
  /** Commands that were not answered yet. */
  readonly commands: number[];
}

/** An MQTT 5 broker that does what no grown one can be brought to do, over a real socket. */
export class SmallBroker {
  readonly manners: Manners = { ...KIND };
  /** Everyone who ever said CONNECT, in order. */
  readonly guests: Guest[] = [];
  /** What it was given to carry, in order. */
  readonly commands: string[] = [];
  /** Sockets that are open now. */
  sockets = 0;
  private readonly server = createServer((socket) => {
    this.sockets++;
    socket.once('close', () => this.sockets--);
    void this.serve(Wire.taken(socket));
  });

  static async open(manners: Partial<Manners> = {}): Promise<SmallBroker> {
    const broker = new SmallBroker();
    Object.assign(broker.manners, manners);
    await new Promise<void>((resolve) => broker.server.listen(0, '127.0.0.1', resolve));
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The newest connection under a name. */
  guest(clientId: string): Guest | undefined {
    return this.guests.findLast((guest) => guest.clientId === clientId);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    await Promise.all(this.guests.map(({ wire }) => wire.drop()));
    await closed;
  }

  private async serve(wire: Wire): Promise<void> {
    const hello = await wire.next();
    if (!hello) return;
    const guest = meet(hello, wire);
    this.guests.push(guest);
    const { connect } = this.manners;
    if (connect === 'silence') return;
    if (connect === 'hang-up') return wire.drop();
    if (connect === 'rubbish') {
      wire.send(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
      return;
    }
    const offers = connect === 0 ? properties(this.manners.offers) : Buffer.from([0]);
    wire.send(pack.packet(0x20, Buffer.from([0, connect]), offers));
    if (connect !== 0) return wire.drop();
    for (let said = await wire.next(); said; said = await wire.next()) this.answer(guest, said);
  }

  private answer(guest: Guest, { type, body }: Came): void {
    if (type === 12) guest.pings++;
    if (type === 12 && this.manners.pings) guest.wire.send(Buffer.from([0xd0, 0]));
    if (type === 4) guest.acknowledged.push(body.readUInt16BE(0));
    if (type === 3) this.takeCommand(guest, body);
    if (type === 8) this.answerSubscribe(guest, body);
    if (type === 10) guest.wire.send(pack.packet(0xb0, body.subarray(0, 2), Buffer.from([0, 0, 0, 0])));
  }

  private answerSubscribe({ clientId, subscribed, wire }: Guest, body: Buffer): void {
    const filters = readFilters(body);
    subscribed.push(filters);
    const answers = filters.map((filter) => this.manners.subscribe(filter, clientId));
    const end = answers.find((answer) => typeof answer === 'object');
    if (end) return wire.send(pack.packet(0xe0, Buffer.from([end.end, 0])));
    if (answers.includes('silence')) return;
    wire.send(pack.packet(0x90, body.subarray(0, 2), Buffer.from([0, ...(answers as number[])])));
  }

  private takeCommand({ commands, wire }: Guest, body: Buffer): void {
    const id = body.readUInt16BE(2 + body.readUInt16BE(0));
    this.commands.push(body.toString('utf8', 4 + body.readUInt16BE(0)));
    if (this.manners.publish === 'silence') commands.push(id);
    else wire.send(pack.packet(0x40, pack.number(id), Buffer.from([this.manners.publish, 0])));
  }
}

/** An event as MQTT 5 brings it. */
export const eventPacket = (topic: string, id: number, payload: string, qos = 1): Buffer =>
  pack.packet(
    0x30 | (qos << 1),
    pack.text(topic),
    qos > 0 ? pack.number(id) : Buffer.alloc(0),
    Buffer.from([0]),
    Buffer.from(payload),
  );

function meet({ body }: Came, wire: Wire): Guest {
  const flags = body[7]!;
  let at = 10 + 1 + body[10]!;
  const text = (): string => {
    const end = at + 2 + body.readUInt16BE(at);
    const read = body.toString('utf8', at + 2, end);
    at = end;
    return read;
  };
  const clientId = text();
  const username = flags & 0x80 ? text() : null;
  const password = flags & 0x40 ? text() : null;
  return { clientId, username, password, wire, subscribed: [], acknowledged: [], pings: 0, commands: [] };
}

function readFilters(body: Buffer): string[] {
  const filters: string[] = [];
  for (let at = 3 + body[2]!; at < body.length;) {
    const end = at + 2 + body.readUInt16BE(at);
    filters.push(body.toString('utf8', at + 2, end));
    at = end + 1;
  }
  return filters;
}

function properties(offers: Properties): Buffer {
  const written = Object.entries(offers).flatMap(([name, value]) => {
    const [number, bytes] = PROPERTY[name as keyof typeof PROPERTY];
    const written = Buffer.alloc(1 + bytes, number);
    written.writeUIntBE(value, 1, bytes);
    return [written];
  });
  const all = Buffer.concat(written);
  return Buffer.concat([Buffer.from([all.length]), all]);
}
