import { Readable } from 'node:stream';
import type { PublishPacket, Subscription } from 'aedes';
import { type Refusal, Refused } from './refusal.rules.js';
import { matches, statusTopic } from './topic.rules.js';

/** How much is kept of what dispensers leave with the broker. */
export interface Room {
  /** QoS 2 messages of a dispenser that wait for their PUBREL. */
  readonly inFlight: number;
  /** Commands on their way to a dispenser whose session is kept, and their bytes. */
  readonly queued: number;
  readonly queuedBytes: number;
  /** All that is kept of all dispensers. */
  readonly bytes: number;
}

/** A packet on its way to a dispenser. */
interface Outgoing {
  readonly cmd: 'publish' | 'pubrel';
  readonly brokerId?: string;
  readonly brokerCounter?: number;
  readonly payload?: Uint8Array;
  readonly qos?: number;
  messageId?: number | undefined;
}

interface Session {
  readonly filters: Map<string, number>;
  readonly queue: Outgoing[];
  queuedBytes: number;
  readonly inFlight: Set<number>;
}

type Who = { readonly id: string };
type Tell = (reason: Refusal, deviceId: string, detail: string) => void;

/** About what a thing takes beyond its payload. */
const FILTER_BYTES = 256;
const PACKET_BYTES = 512;
const ID_BYTES = 64;

/**
 * What aedes keeps of dispensers in memory: retained statuses, the subscriptions of kept sessions, commands not acknowledged yet, and
 * the ids of QoS 2 messages until PUBREL, without what they said, which is in the journal. Nothing here is the only copy: a command
 * waits in the database until it is answered, and an event that comes again is journalled once. So what finds no room is let go, the
 * session first that has been away longest. Each dispenser has only its own topics, so that nothing is ever searched for among others'.
 */
export class KeptSessions {
  private readonly statuses = new Map<string, PublishPacket>();
  private readonly sessions = new Map<string, Session>();
  /** Of these the dispenser is not connected, the longest first. */
  private readonly away = new Set<string>();
  private bytes = 0;

  constructor(
    private readonly room: Room,
    private readonly isHere: (deviceId: string) => boolean,
    private readonly tell: Tell,
  ) {}

  get keptBytes(): number {
    return this.bytes;
  }

  came(deviceId: string): void {
    this.away.delete(deviceId);
  }

  left(deviceId: string): void {
    if (!this.sessions.has(deviceId)) return;
    this.away.delete(deviceId);
    this.away.add(deviceId);
  }

  // What aedes asks of a persistence.

  async setup(): Promise<void> {}

  async storeRetained(packet: PublishPacket): Promise<void> {
    if (packet.payload.length === 0) this.statuses.delete(packet.topic);
    // What was read together with it is not kept for its sake.
    else this.statuses.set(packet.topic, { ...packet, payload: copyOf(packet.payload) });
  }

  createRetainedStreamCombi(filters: readonly string[]): Readable {
    return Readable.from(filters.flatMap((filter) => this.statusesMatching(filter)));
  }

  async addSubscriptions({ id }: Who, subscriptions: readonly Subscription[]): Promise<void> {
    const session = this.sessionOf(id);
    for (const { topic, qos } of subscriptions) {
      if (!session.filters.has(topic)) this.makeRoom(FILTER_BYTES, id);
      if (!session.filters.has(topic)) this.bytes += FILTER_BYTES;
      session.filters.set(topic, qos);
    }
  }

  async removeSubscriptions({ id }: Who, filters: readonly string[]): Promise<void> {
    const session = this.sessions.get(id);
    if (!session) return;
    for (const filter of filters) if (session.filters.delete(filter)) this.bytes -= FILTER_BYTES;
    this.letGoIfEmpty(id, session);
  }

  async subscriptionsByClient({ id }: Who): Promise<Subscription[]> {
    return [...(this.sessions.get(id)?.filters ?? [])].map(([topic, qos]) => ({ topic, qos }) as Subscription);
  }

  /** Who is to find it when it comes back: only the dispenser whose topic it is, and once, however many of its filters match. */
  async subscriptionsByTopic(topic: string): Promise<{ clientId: string; topic: string; qos: number }[]> {
    const clientId = ownerOf(topic);
    const filters = clientId === null ? undefined : this.sessions.get(clientId)?.filters;
    const found = [...(filters ?? [])].filter(([filter, qos]) => qos > 0 && matches(filter, topic));
    const qos = Math.max(...found.map(([, qos]) => qos));
    return found.slice(0, 1).map(([filter]) => ({ clientId: clientId!, topic: filter, qos }));
  }

  async cleanSubscriptions({ id }: Who): Promise<void> {
    const session = this.sessions.get(id);
    if (!session) return;
    this.bytes -= FILTER_BYTES * session.filters.size;
    session.filters.clear();
    this.letGoIfEmpty(id, session);
  }

  async outgoingEnqueueCombi(subscriptions: readonly { clientId: string }[], packet: Outgoing): Promise<void> {
    for (const { clientId } of subscriptions) this.enqueue(clientId, packet);
  }

  /** Says under which id a packet is on its way, or that it came and its PUBREL is. What found no room is sent all the same. */
  async outgoingUpdate({ id }: Who, packet: Outgoing): Promise<void> {
    const session = this.sessions.get(id);
    const isIt = (one: Outgoing): boolean =>
      packet.cmd === 'publish'
        ? one.brokerId === packet.brokerId && one.brokerCounter === packet.brokerCounter
        : one.messageId === packet.messageId;
    const at = session?.queue.findIndex(isIt) ?? -1;
    if (at < 0) return;
    if (packet.cmd === 'pubrel') this.replace(session!, at, packet);
    // Sent where no acknowledgement is wanted, it has come.
    else if (packet.qos === 0) this.take(id, session!, at);
    else session!.queue[at]!.messageId = packet.messageId;
  }

  async outgoingClearMessageId({ id }: Who, packet: Outgoing): Promise<Outgoing | undefined> {
    const session = this.sessions.get(id);
    if (!session) return undefined;
    if (packet.messageId === undefined) {
      this.clearUnlessSent(id, session, packet);
      return undefined;
    }
    const at = session.queue.findIndex(({ messageId }) => messageId === packet.messageId);
    return at < 0 ? undefined : this.take(id, session, at);
  }

  outgoingStream({ id }: Who): Readable {
    return Readable.from([...(this.sessions.get(id)?.queue ?? [])]);
  }

  async incomingStorePacket({ id }: Who, { messageId }: { messageId: number }): Promise<void> {
    const session = this.sessionOf(id);
    if (session.inFlight.has(messageId)) return;
    if (session.inFlight.size >= this.room.inFlight || !this.makeRoom(ID_BYTES, id))
      throw new Refused('too-many-in-flight', `${session.inFlight.size} QoS 2 messages wait for their PUBREL`);
    session.inFlight.add(messageId);
    this.bytes += ID_BYTES;
  }

  async incomingGetPacket({ id }: Who, { messageId }: { messageId: number }): Promise<{ messageId: number }> {
    if (!this.sessions.get(id)?.inFlight.has(messageId)) throw new Error('no such packet');
    return { messageId };
  }

  async incomingDelPacket({ id }: Who, { messageId }: { messageId: number }): Promise<void> {
    const session = this.sessions.get(id);
    if (!session?.inFlight.delete(messageId)) throw new Error('no such packet');
    this.bytes -= ID_BYTES;
    this.letGoIfEmpty(id, session);
  }

  async cleanIncoming({ id }: Who): Promise<void> {
    const session = this.sessions.get(id);
    if (!session) return;
    this.bytes -= ID_BYTES * session.inFlight.size;
    session.inFlight.clear();
    this.letGoIfEmpty(id, session);
  }

  /** A will lives as long as its connection, and is nowhere else. */
  async putWill(): Promise<void> {}
  async delWill(): Promise<void> {}
  streamWill(): Readable {
    return Readable.from([]);
  }

  private statusesMatching(filter: string): PublishPacket[] {
    const owner = ownerOf(filter);
    const kept = owner === null ? undefined : this.statuses.get(statusTopic(owner));
    return kept && matches(filter, kept.topic) ? [kept] : [];
  }

  private enqueue(deviceId: string, said: Outgoing): void {
    const session = this.sessionOf(deviceId);
    const packet = { ...said, messageId: undefined };
    const bytes = sizeOf(packet);
    const isFull = (): boolean =>
      session.queue.length >= this.room.queued || session.queuedBytes + bytes > this.room.queuedBytes;
    while (isFull()) {
      const oldest = session.queue.findIndex(({ messageId }) => messageId === undefined);
      if (oldest < 0) break;
      this.take(deviceId, session, oldest);
    }
    if (isFull() || !this.makeRoom(bytes, deviceId)) {
      this.tell('queue-full', deviceId, `${session.queue.length} commands wait for their PUBACK`);
      this.letGoIfEmpty(deviceId, session);
      return;
    }
    session.queue.push(packet);
    session.queuedBytes += bytes;
    this.bytes += bytes;
  }

  /** Another filter of the dispenser's was first: what it sends under an id stays until that is acknowledged, all else is done. */
  private clearUnlessSent(deviceId: string, session: Session, { brokerCounter }: Outgoing): void {
    setImmediate(() => {
      if (this.sessions.get(deviceId) !== session) return;
      const at = session.queue.findIndex((one) => one.brokerCounter === brokerCounter && one.messageId === undefined);
      if (at >= 0) this.take(deviceId, session, at);
    });
  }

  private take(deviceId: string, session: Session, at: number): Outgoing {
    const [taken] = session.queue.splice(at, 1);
    session.queuedBytes -= sizeOf(taken!);
    this.bytes -= sizeOf(taken!);
    this.letGoIfEmpty(deviceId, session);
    return taken!;
  }

  private replace(session: Session, at: number, packet: Outgoing): void {
    const more = sizeOf(packet) - sizeOf(session.queue[at]!);
    session.queue[at] = packet;
    session.queuedBytes += more;
    this.bytes += more;
  }

  private sessionOf(deviceId: string): Session {
    let session = this.sessions.get(deviceId);
    if (!session) {
      session = { filters: new Map(), queue: [], queuedBytes: 0, inFlight: new Set() };
      this.sessions.set(deviceId, session);
      if (!this.isHere(deviceId)) this.away.add(deviceId);
    }
    return session;
  }

  /** Makes room by forgetting those that have been away longest; false when it is not enough. */
  private makeRoom(bytes: number, deviceId: string): boolean {
    for (const longest of this.away) {
      if (this.bytes + bytes <= this.room.bytes) break;
      if (longest === deviceId) continue;
      this.forget(longest);
      this.tell('session-forgotten', longest, 'others needed the memory');
    }
    return this.bytes + bytes <= this.room.bytes;
  }

  private forget(deviceId: string): void {
    const { filters, queuedBytes, inFlight } = this.sessions.get(deviceId)!;
    this.bytes -= FILTER_BYTES * filters.size + queuedBytes + ID_BYTES * inFlight.size;
    this.sessions.delete(deviceId);
    this.away.delete(deviceId);
  }

  private letGoIfEmpty(deviceId: string, { filters, queue, inFlight }: Session): void {
    if (filters.size > 0 || queue.length > 0 || inFlight.size > 0) return;
    this.sessions.delete(deviceId);
    this.away.delete(deviceId);
  }
}

const sizeOf = ({ payload }: Outgoing): number => PACKET_BYTES + (payload?.length ?? 0);

function copyOf(payload: string | Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(Buffer.byteLength(payload));
  copy.set(Buffer.from(payload as Uint8Array));
  return copy;
}

/** Whose topic it is; null for what is the broker's own. */
function ownerOf(topic: string): string | null {
  const [root, version, deviceId, ...leaf] = topic.split('/');
  return root === 'dosevagt' && version === 'v1' && leaf.length > 0 ? deviceId! : null;
}
