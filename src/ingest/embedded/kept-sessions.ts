/* eslint-disable @typescript-eslint/require-await -- aedes asks for a promise of each; what throws here is to be its rejection */
import { Readable } from 'node:stream';
import type { PublishPacket, Subscription } from 'aedes';
import { CommandQueue, type Outgoing, sizeOf } from './command-queue.js';
import { type Refusal, Refused } from '../verdicts/refusal.rules.js';
import { matches, statusTopic } from '../topic.rules.js';

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

interface Session {
  readonly filters: Map<string, number>;
  readonly queue: CommandQueue;
  readonly inFlight: Set<number>;
  /** As they were counted last. */
  bytes: number;
}

type Who = { readonly id: string };
type Message = { readonly messageId: number };
type Tell = (reason: Refusal, deviceId: string, detail: string) => void;

/** About what they take. */
const FILTER_BYTES = 256;
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

  /** Dispensers of which anything is kept. */
  get deviceIds(): string[] {
    return [...this.sessions.keys(), ...[...this.statuses.keys()].map((topic) => ownerOf(topic)!)];
  }

  /** Lets go of all that is kept of a dispenser. */
  forget(deviceId: string): void {
    this.statuses.delete(statusTopic(deviceId));
    this.bytes -= this.sessions.get(deviceId)?.bytes ?? 0;
    this.sessions.delete(deviceId);
    this.away.delete(deviceId);
  }

  /** Lets go of what is on its way to a dispenser: it was for somebody whom it does not serve any more. */
  dropCommands(deviceId: string): void {
    this.change(deviceId, ({ queue }) => queue.clear());
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
    this.makeRoom(FILTER_BYTES * subscriptions.length, id);
    for (const { topic, qos } of subscriptions) session.filters.set(topic, qos);
    this.count(id, session);
  }

  async removeSubscriptions({ id }: Who, filters: readonly string[]): Promise<void> {
    this.change(id, (session) => filters.forEach((filter) => session.filters.delete(filter)));
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
    this.change(id, ({ filters }) => filters.clear());
  }

  async outgoingEnqueueCombi(subscriptions: readonly { clientId: string }[], packet: Outgoing): Promise<void> {
    for (const { clientId } of subscriptions) this.enqueue(clientId, packet);
  }

  async outgoingUpdate({ id }: Who, packet: Outgoing): Promise<void> {
    this.change(id, ({ queue }) => queue.update(packet));
  }

  async outgoingClearMessageId({ id }: Who, packet: Outgoing): Promise<Outgoing | undefined> {
    const { messageId } = packet;
    if (messageId !== undefined) return this.change(id, ({ queue }) => queue.acknowledge(messageId));
    // Another filter of the dispenser's was first: what that sends under an id stays until it is acknowledged, all else is done.
    setImmediate(() => this.change(id, ({ queue }) => queue.letGoUnlessSent(packet)));
    return undefined;
  }

  outgoingStream({ id }: Who): Readable {
    return Readable.from(this.sessions.get(id)?.queue.all ?? []);
  }

  async incomingStorePacket({ id }: Who, { messageId }: Message): Promise<void> {
    const session = this.sessionOf(id);
    const { inFlight } = session;
    const hasRoom = inFlight.has(messageId) || (inFlight.size < this.room.inFlight && this.makeRoom(ID_BYTES, id));
    if (hasRoom) inFlight.add(messageId);
    this.count(id, session);
    if (!hasRoom)
      throw new Refused('too-many-in-flight', `more than ${this.room.inFlight} QoS 2 messages wait for their PUBREL`);
  }

  async incomingGetPacket({ id }: Who, { messageId }: Message): Promise<Message> {
    if (!this.sessions.get(id)?.inFlight.has(messageId)) throw new Error('no such packet');
    return { messageId };
  }

  async incomingDelPacket({ id }: Who, { messageId }: Message): Promise<void> {
    if (!this.change(id, ({ inFlight }) => inFlight.delete(messageId))) throw new Error('no such packet');
  }

  async cleanIncoming({ id }: Who): Promise<void> {
    this.change(id, ({ inFlight }) => inFlight.clear());
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

  private enqueue(deviceId: string, packet: Outgoing): void {
    this.change(deviceId, ({ queue }) => {
      const bytes = sizeOf(packet);
      if (queue.makeRoom(bytes) && this.makeRoom(bytes, deviceId)) queue.push(packet);
      else this.tell('queue-full', deviceId, 'commands that it does not acknowledge are not kept any more');
    });
  }

  private sessionOf(deviceId: string): Session {
    let session = this.sessions.get(deviceId);
    if (!session) {
      session = { filters: new Map(), queue: new CommandQueue(this.room), inFlight: new Set(), bytes: 0 };
      this.sessions.set(deviceId, session);
      if (!this.isHere(deviceId)) this.away.add(deviceId);
    }
    return session;
  }

  /** Changes a session, if there is one. */
  private change<T>(deviceId: string, act: (session: Session) => T): T | undefined {
    const session = this.sessions.get(deviceId);
    if (!session) return undefined;
    const result = act(session);
    this.count(deviceId, session);
    return result;
  }

  /** One with nothing in it is none. */
  private count(deviceId: string, session: Session): void {
    const { filters, queue, inFlight } = session;
    const bytes = FILTER_BYTES * filters.size + queue.bytes + ID_BYTES * inFlight.size;
    this.bytes += bytes - session.bytes;
    session.bytes = bytes;
    if (bytes > 0) return;
    this.sessions.delete(deviceId);
    this.away.delete(deviceId);
  }

  /** Makes room by forgetting those that have been away longest; false when it is not enough. */
  private makeRoom(bytes: number, deviceId: string): boolean {
    for (const longest of this.away) {
      if (this.bytes + bytes <= this.room.bytes) break;
      if (longest === deviceId) continue;
      this.bytes -= this.sessions.get(longest)!.bytes;
      this.sessions.delete(longest);
      this.away.delete(longest);
      this.tell('session-forgotten', longest, 'others needed the memory');
    }
    return this.bytes + bytes <= this.room.bytes;
  }
}

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
