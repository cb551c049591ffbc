/** A packet on its way to a dispenser. */
export interface Outgoing {
  readonly cmd: 'publish' | 'pubrel';
  readonly brokerId?: string;
  readonly brokerCounter?: number;
  readonly payload?: Uint8Array;
  readonly qos?: number;
  messageId?: number | undefined;
}

/** About what one takes beyond its payload. */
const PACKET_BYTES = 512;

export const sizeOf = ({ payload }: Outgoing): number => PACKET_BYTES + (payload?.length ?? 0);

/** What is on its way to one dispenser whose session is kept, in order; what was sent has an id and stays until that is acknowledged. */
export class CommandQueue {
  private readonly waiting: Outgoing[] = [];
  private taken = 0;

  constructor(private readonly most: { readonly queued: number; readonly queuedBytes: number }) {}

  get length(): number {
    return this.waiting.length;
  }

  get bytes(): number {
    return this.taken;
  }

  get all(): Outgoing[] {
    return [...this.waiting];
  }

  /** Makes room for one more by letting go of the oldest that were not sent; false when all were. */
  makeRoom(bytes: number): boolean {
    while (this.isFull(bytes)) {
      const oldest = this.waiting.findIndex(({ messageId }) => messageId === undefined);
      if (oldest < 0) return false;
      this.take(oldest);
    }
    return true;
  }

  push(packet: Outgoing): void {
    this.waiting.push({ ...packet, messageId: undefined });
    this.taken += sizeOf(packet);
  }

  /** A packet is sent under its id, or came and its PUBREL is; one that was let go is sent all the same. */
  update(packet: Outgoing): void {
    const isIt = (one: Outgoing): boolean =>
      packet.cmd === 'publish' ? isSame(one, packet) : one.messageId === packet.messageId;
    const at = this.waiting.findIndex(isIt);
    if (at < 0) return;
    if (packet.cmd === 'pubrel') {
      this.taken += sizeOf(packet) - sizeOf(this.waiting[at]!);
      this.waiting[at] = packet;
      // Sent where no acknowledgement is wanted, it has come.
    } else if (packet.qos === 0) this.take(at);
    else this.waiting[at]!.messageId = packet.messageId;
  }

  acknowledge(messageId: number): Outgoing | undefined {
    const at = this.waiting.findIndex((one) => one.messageId === messageId);
    return at < 0 ? undefined : this.take(at);
  }

  letGoUnlessSent(packet: Outgoing): void {
    const at = this.waiting.findIndex((one) => isSame(one, packet) && one.messageId === undefined);
    if (at >= 0) this.take(at);
  }

  clear(): void {
    this.waiting.length = 0;
    this.taken = 0;
  }

  private isFull(bytes: number): boolean {
    return this.waiting.length >= this.most.queued || this.taken + bytes > this.most.queuedBytes;
  }

  private take(at: number): Outgoing {
    const [one] = this.waiting.splice(at, 1);
    this.taken -= sizeOf(one!);
    return one!;
  }
}

const isSame = (one: Outgoing, other: Outgoing): boolean =>
  one.brokerId === other.brokerId && one.brokerCounter === other.brokerCounter;
