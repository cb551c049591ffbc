import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EventWriter, ORDINARY_DAY } from './event.js';
import { LatencySamples } from './latency.js';
import type { LoadPlan } from './load.js';
import { LoadClient } from './load-client.js';

const CONNACK = Buffer.from([0x20, 2, 0, 0]);
let broker: Server | undefined;

afterEach(() => new Promise<void>((resolve) => (broker ? broker.close(() => resolve()) : resolve())));

describe('a load client', () => {
  it('sends whole events, each with an id, a number and a dose of its own', async () => {
    const { client, heard } = await connected((packets) => packets.map(pubackFor));
    await published(client, 300);
    const events = heard.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>);
    expect(new Set(events.map((event) => event.id)).size).toBe(300);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, n) => 10_000_000 + n));
    expect(events[1]?.data).toEqual({ dueAt: '2026-11-22T10:00:00Z' });
    expect(events.filter((event) => event.type === 'dose.missed')).toHaveLength(6);
    expect(heard[0]?.topic).toBe('dosevagt/v1/BENCH-000001/events');
    expect(events.find((event) => event.type === 'dose.dispensed')).toBeDefined();
    expect(heard.find(({ payload }) => payload.includes('dose.dispensed'))?.payload).toHaveLength(222);
    expect(client).toMatchObject({ acknowledged: 300, outOfOrder: 0, inFlight: 0 });
  });

  it('repeats an event byte for byte under another packet id', async () => {
    const { client, heard } = await connected((packets) => packets.map(pubackFor), { repeatEvery: 4 });
    await published(client, 10);
    expect(heard[4]?.payload).toBe(heard[3]?.payload);
    expect(heard[4]?.packetId).not.toBe(heard[3]?.packetId);
    expect(client.events).toBe(8);
  });

  it('notices a PUBACK out of order', async () => {
    const { client } = await connected((packets) => packets.toReversed().map(pubackFor));
    await published(client, 2);
    expect(client.outOfOrder).toBe(2);
  });

  it('counts latency from the intended sending while the broker holds back', async () => {
    const { client } = await connected((packets) => packets.map(pubackFor));
    const all = answered(client);
    client.publishMeantFor(performance.now() - 5_000);
    await all;
    client.close();
    expect(client.latency.summary()?.p50).toBeGreaterThanOrEqual(5_000);
  });
});

interface HeardPacket {
  topic: string;
  packetId: number;
  payload: string;
}

type Answer = (packets: HeardPacket[]) => Buffer[];

async function connected(answer: Answer, plan: Partial<LoadPlan> = {}) {
  const heard: HeardPacket[] = [];
  broker = createServer((socket) => {
    let held = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk]);
      const packets: HeardPacket[] = [];
      for (let packet = takePacket(held); packet; packet = takePacket(held)) {
        held = held.subarray(packet.length);
        if (packet.type === 0x10) socket.write(CONNACK);
        if (packet.type === 0x32) packets.push(readPublish(packet.body));
      }
      heard.push(...packets);
      if (packets.length > 0) socket.write(Buffer.concat(answer(packets)));
    });
  });
  await new Promise<void>((resolve) => broker?.listen(0, '127.0.0.1', resolve));
  const whole: LoadPlan = {
    port: (broker.address() as AddressInfo).port,
    devices: [],
    run: 'abcdef01',
    mix: ORDINARY_DAY,
    doses: { firstDueAt: '2026-11-22T07:00:00Z', count: 400 },
    pace: { kind: 'closed', window: 1 },
    maxEvents: 1,
    maxSeconds: 1,
    repeatEvery: 0,
    ...plan,
  };
  const login = { deviceId: 'BENCH-000001', secret: 'secret' };
  const client = new LoadClient(whole, login, 0, new EventWriter(whole.doses), new LatencySamples(1_000));
  await client.connect();
  return { client, heard };
}

async function published(client: LoadClient, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 100) {
    const all = answered(client);
    client.publish(Math.min(100, count - sent));
    await all;
  }
  client.close();
}

function answered(client: LoadClient): Promise<void> {
  return new Promise((resolve) => {
    client.onAnswered = () => {
      if (client.inFlight === 0) resolve();
    };
  });
}

function pubackFor({ packetId }: HeardPacket): Buffer {
  return Buffer.from([0x40, 2, packetId >> 8, packetId & 255]);
}

function takePacket(bytes: Buffer): { type: number; body: Buffer; length: number } | null {
  let length = 0;
  for (let at = 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    length |= (byte & 127) << (7 * (at - 1));
    if (byte & 128) continue;
    if (bytes.length < at + 1 + length) return null;
    return { type: bytes[0] ?? 0, body: bytes.subarray(at + 1, at + 1 + length), length: at + 1 + length };
  }
  return null;
}

function readPublish(body: Buffer): HeardPacket {
  const topicEnd = 2 + body.readUInt16BE(0);
  return {
    topic: body.toString('utf8', 2, topicEnd),
    packetId: body.readUInt16BE(topicEnd),
    payload: body.toString('utf8', topicEnd + 2),
  };
}
