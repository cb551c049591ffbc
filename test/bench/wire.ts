/** A ready-made MQTT 3.1.1 CONNECT with a clean session. */
export function connectPacket(clientId: string, secret: string, keepaliveSeconds = 300): Buffer {
  const head = Buffer.from([
    0,
    4,
    0x4d,
    0x51,
    0x54,
    0x54,
    4,
    0b1100_0010,
    keepaliveSeconds >> 8,
    keepaliveSeconds & 255,
  ]);
  return packet(0x10, Buffer.concat([head, text(clientId), text(clientId), text(secret)]));
}

export interface PublishTemplate {
  bytes: Buffer;
  /** Where the packet id stands. */
  packetIdAt: number;
  /** Where the payload begins. */
  payloadAt: number;
}

/** A PUBLISH at QoS 1 with packet id 0, to be copied and filled in. */
export function publishTemplate(topic: string, payload: string): PublishTemplate {
  const name = text(topic);
  const body = Buffer.concat([name, Buffer.from([0, 0]), Buffer.from(payload)]);
  const bytes = packet(0x32, body);
  const bodyAt = bytes.length - body.length;
  return { bytes, packetIdAt: bodyAt + name.length, payloadAt: bodyAt + name.length + 2 };
}

/** A SUBSCRIBE to one filter at QoS 1. */
export function subscribePacket(packetId: number, filter: string): Buffer {
  const id = Buffer.from([packetId >> 8, packetId & 255]);
  return packet(0x82, Buffer.concat([id, text(filter), Buffer.from([1])]));
}

export const DISCONNECT = Buffer.from([0xe0, 0]);

/**
 * Reads what a broker may answer to a client that only publishes: CONNACK and PUBACK.
 * Packets may be cut anywhere; anything else is reported as a protocol error.
 */
export class AnswerReader {
  private readonly held = Buffer.alloc(4);
  private heldLength = 0;

  constructor(
    private readonly onConnack: (code: number) => void,
    private readonly onPuback: (packetId: number) => void,
    private readonly onOther: (type: number) => void,
  ) {}

  read(chunk: Uint8Array, length: number): void {
    let at = 0;
    while (at < length) {
      this.held[this.heldLength++] = chunk[at++] ?? 0;
      if (this.heldLength < 4) continue;
      this.heldLength = 0;
      const type = this.held[0] ?? 0;
      if (type === 0x40) this.onPuback(this.held.readUInt16BE(2));
      else if (type === 0x20) this.onConnack(this.held[3] ?? 255);
      else this.onOther(type >> 4);
    }
  }
}

function packet(type: number, body: Buffer): Buffer {
  const length: number[] = [];
  let rest = body.length;
  do {
    length.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>= 7;
  } while (rest > 0);
  return Buffer.concat([Buffer.from([type, ...length]), body]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}
