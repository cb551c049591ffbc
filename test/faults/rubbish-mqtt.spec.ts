import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { vocabulary } from '../../src/devices/telemetry.rules.js';
import { newId } from '../../src/platform/database/id.js';
import { randomFor } from '../../src/simulator/random.rules.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { pack } from '../support/mqtt-wire.js';
import { startHouse } from '../support/house.js';
import { bytes, pick, WEIRD } from '../support/rubbish.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';
import { makeTown } from '../support/town.js';

interface Login {
  readonly deviceId: string;
  readonly secret: string;
}

/** The clock stands at 07:00 in Copenhagen; each citizen has a dose at 08:00. */
const dueAt = '2026-03-10T07:00:00.000Z';
const now = new Date('2026-03-10T06:00:00Z');

const fault = aFault({
  name: 'Rubbish over MQTT',
  done: 'A dispenser with a valid secret published what is nearly an event, what is none, and bytes.',
  must: 'All of it is acknowledged and kept with its reason, and an honest dispenser is heard.',
});

describe('rubbish over MQTT', () => {
  const seed = seedOf('rubbish over MQTT');
  let database: TestDatabase;
  let service: Service;
  let honest: Login & { citizenId: string };
  let rascal: Login;
  let dispenser: Dispenser;

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('rubbish');
    const house = await startHouse({ database });
    try {
      const town = await makeTown(house);
      const slots = [{ time: '08:00', windowMinutes: 60 }];
      honest = await town.citizen({ slots, connect: false });
      rascal = await town.citizen({ slots, connect: false });
    } finally {
      await house.stop();
    }
    service = await makeService({ DATABASE_URL: database.url });
    await service.start();
    dispenser = await connectAs(honest);
  });
  afterAll(async () => {
    await dispenser?.leave({ abruptly: true });
    await service?.kill();
    await database?.drop();
  });

  const connectAs = ({ deviceId, secret }: Login): Promise<Dispenser> =>
    Dispenser.connect(`mqtt://127.0.0.1:${service.mqttPort}`, deviceId, secret, () => now);
  /**
   * Writes the bytes, the second part once the first was answered, and waits until the gateway has done with them: it answers the
   * ping that follows, or it closes. What it cannot know to be the end is ended by us.
   */
  const throwAt = async (...parts: Buffer[]): Promise<Buffer> => {
    const socket: Socket = connect(service.mqttPort, '127.0.0.1').on('error', () => undefined);
    let heard = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => (heard = Buffer.concat([heard, chunk])));
    const isOver = (): boolean => socket.readableEnded || socket.destroyed;
    const [first, ...rest] = parts;
    socket.write(first!);
    if (rest.length > 0) {
      await eventually(() => isOver() || heard.length >= 4);
      for (const part of [...rest, PINGREQ]) socket.write(part);
      await eventually(() => isOver() || heard.includes(PINGRESP) || endsInsideAPacket(rest.at(-1)!));
    }
    socket.end();
    await eventually(isOver);
    socket.destroy();
    return heard;
  };
  const expectAlive = async (): Promise<void> => {
    await dispenser.say('dose.due', { data: { dueAt } });
    expect(service.isRunning).toBe(true);
    expect(await service.readiness()).toMatchObject({ status: 200 });
  };

  it('lives through random bytes', async () => {
    const random = randomFor(seed, 'bytes');
    await Promise.all(Array.from({ length: 150 }, () => throwAt(bytes(random, 400))));
    await expectAlive();
  });

  it('lives through packets that are not what they say they are', async () => {
    const hello = connectPacket(rascal);
    const publish = publishPacket(`dosevagt/v1/${rascal.deviceId}/events`, Buffer.from('{}'));
    const wrong: Record<string, Buffer[]> = {
      'a length without end': [Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0x7f])],
      'a length of a quarter of a gigabyte': [hello, Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(2_000)],
      'no CONNECT': [publish],
      'two CONNECTs': [hello, hello],
      'another protocol': [packet(0x10, Buffer.concat([text('MQIsdp'), Buffer.from([9, 2, 0, 60]), text('x')]))],
      'MQTT 5': [packet(0x10, Buffer.concat([text('MQTT'), Buffer.from([5, 2, 0, 60, 0]), text(rascal.deviceId)]))],
      'a reserved type': [hello, Buffer.from([0xf0, 0]), Buffer.from([0x00, 0])],
      'QoS 3': [hello, Buffer.concat([Buffer.from([0x36]), publish.subarray(1)])],
      'QoS 2': [hello, Buffer.concat([Buffer.from([0x34]), publish.subarray(1)])],
      'SUBSCRIBE without its flags': [
        hello,
        packet(0x80, Buffer.concat([Buffer.from([0, 1]), text('#'), Buffer.from([1])])),
      ],
      'SUBSCRIBE to nothing': [hello, packet(0x82, Buffer.from([0, 1]))],
      'a topic that is no UTF-8': [hello, publishPacket(Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('{}'))],
      'a topic with a NUL': [hello, publishPacket(`dosevagt/v1/${rascal.deviceId}\0/events`, Buffer.from('{}'))],
      'a topic with wildcards': [hello, publishPacket('dosevagt/v1/+/events', Buffer.from('{}'))],
      'no topic': [hello, publishPacket('', Buffer.from('{}'))],
      'a deep topic': [hello, publishPacket(`${'a/'.repeat(2_000)}b`, Buffer.from('{}'))],
      'a packet id of 0': [hello, publishPacket(`dosevagt/v1/${rascal.deviceId}/events`, Buffer.from('{}'), 0)],
      'a client id of 60,000 letters': [connectPacket({ deviceId: 'x'.repeat(60_000), secret: 'x' })],
      'a client id that is no id': [connectPacket({ deviceId: '../../*', secret: 'x' })],
      'no client id': [connectPacket({ deviceId: '', secret: '' })],
      'PUBACK of nothing': [hello, Buffer.from([0x40, 2, 0xff, 0xff]), Buffer.from([0x50, 2, 1, 1])],
      'a body shorter than its fields': [hello, Buffer.from([0x32, 3, 0xff, 0xff, 0x61])],
    };
    for (const parts of Object.values(wrong)) await throwAt(...parts);
    await expectAlive();
  });

  it('lives through packets cut anywhere, and takes those that come byte by byte', async () => {
    const hello = connectPacket(rascal);
    const event = JSON.stringify({ specversion: '1.0', id: newId(), type: 'dose.due', time: now, data: { dueAt } });
    const all = Buffer.concat([hello, publishPacket(`dosevagt/v1/${rascal.deviceId}/events`, Buffer.from(event))]);
    const cuts = Array.from({ length: 40 }, (_, i) => Math.ceil((all.length * (i + 1)) / 41));
    for (const cut of cuts) await throwAt(all.subarray(0, cut));
    await expectAlive();

    const socket = connect(service.mqttPort, '127.0.0.1');
    const heard: number[] = [];
    socket.setNoDelay(true).on('data', (chunk) => heard.push(...chunk));
    for (const byte of all) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    // CONNACK, then the PUBACK of packet 7.
    await eventually(() => heard.length >= 8);
    expect(heard).toEqual([0x20, 2, 0, 0, 0x40, 2, 0, 7]);
    socket.destroy();
  });

  it('lives through a flood of subscriptions, and gives nobody what is not theirs', async () => {
    const subscriptions = Array.from({ length: 3_000 }, (_, i) =>
      packet(
        0x82,
        Buffer.concat([
          Buffer.from([((i + 1) >> 8) & 255, (i + 1) & 255]),
          ...[
            `dosevagt/v1/${honest.deviceId}/commands`,
            '#',
            `dosevagt/v1/${rascal.deviceId}/${i}`,
            `$SYS/${i}/#`,
          ].flatMap((topic) => [text(topic), Buffer.from([1])]),
        ]),
      ),
    );
    const heard = await throwAt(connectPacket(rascal), ...subscriptions);
    expect(heard.subarray(0, 4)).toEqual(Buffer.from([0x20, 2, 0, 0]));
    // The first SUBACK refuses another's commands and everything (MQTT 3.1.1, section 3.9.3: 0x80).
    expect([...heard.subarray(8, 10)]).toEqual([0x80, 0x80]);
    await expectAlive();
    // Nine thousand refusals are counted, and not all of them written down.
    const metrics = await (await fetch(`${service.httpUrl}/metrics`)).text();
    expect(Number(/mqtt_refused_total\{reason="subscribe"\} (\d+)/.exec(metrics)?.[1])).toBeGreaterThan(3_000);
    expect(service.output.split('\n').length).toBeLessThan(200);
    // Of those that are, each says whose it was.
    expect(service.output).toMatch(new RegExp(`"reason":"subscribe","deviceId":"${rascal.deviceId}"`));
  });

  it('answers every event, whatever is in it, and parks none of them', async () => {
    const random = randomFor(seed, 'payloads');
    const types = [...Object.keys(vocabulary), 'event.rejected', 'nobody.knows', ''];
    const fields = [
      'dueAt',
      'firstDueAt',
      'lastDueAt',
      'count',
      'slot',
      'batteryPct',
      'reason',
      'dispensingStopped',
      'lockedAway',
    ];
    fields.push(
      'clockDeltaSeconds',
      'temperatureC',
      'depletionAt',
      'nextDueAt',
      'tiltDeg',
      'faultCode',
      'resetReason',
      'firmware',
    );
    const value = (): unknown =>
      random() < 0.5 ? pick(random, [dueAt, 3, 80, true, 'F12', '2026-03-11T07:00:00Z']) : pick(random, WEIRD);
    const anyData = (): unknown =>
      random() < 0.1
        ? pick(random, WEIRD)
        : Object.fromEntries(fields.filter(() => random() < 0.4).map((key) => [key, value()]));
    const nearlyAnEvent = (): Record<string, unknown> => {
      const event: Record<string, unknown> = {
        specversion: '1.0',
        id: newId(),
        source: `/dispensers/${rascal.deviceId}`,
        type: pick(random, types),
        time: now.toISOString(),
        bootid: 1,
        sequence: Math.floor(random() * 1_000),
        data: anyData(),
      };
      if (random() < 0.3) event[pick(random, Object.keys(event))] = pick(random, WEIRD);
      if (random() < 0.2) event[pick(random, ['sentat', 'clocksync', 'historical', 'extension'])] = pick(random, WEIRD);
      return event;
    };
    const payloads: (string | Buffer)[] = [
      ...Array.from({ length: 400 }, () => JSON.stringify(nearlyAnEvent())),
      ...Array.from({ length: 50 }, () => bytes(random, 2_000)),
      '',
      '[',
      '{"a":'.repeat(3_000),
      'x'.repeat(17_000),
      'x'.repeat(200_000),
    ];
    const mouth = await connectAs(rascal);
    await Promise.all(payloads.map((payload) => mouth.publish('events', payload)));
    for (const leaf of ['heartbeat', 'status', 'commands/ack'])
      await Promise.all(
        Array.from({ length: 30 }, () => mouth.publish(leaf, JSON.stringify(pick(random, WEIRD)) ?? '')),
      );
    await mouth.leave();

    await eventually(async () => {
      const [left] = await query<{ count: number }>(
        database.url,
        'SELECT count(*)::int AS "count" FROM journal_waiting',
      );
      return left!.count === 0;
    }, 60_000);
    expect(await query(database.url, 'SELECT "error" FROM journal_pending')).toEqual([]);
    const [kept] = await query<{ rejected: number }>(
      database.url,
      `SELECT count(*)::int AS "rejected" FROM quarantine WHERE "kind" = 'rejected'`,
    );
    expect(kept!.rejected).toBeGreaterThan(50);
    await expectAlive();
    expect(service.output).not.toMatch(/"level":(50|60)/);
    fault.record(null, { publishes: payloads.length, 'kept with their reason': kept!.rejected });
  });
});

const PINGREQ = Buffer.from([0xc0, 0]);
const PINGRESP = Buffer.from([0xd0, 0]);

/** One of those whose announced length swallows the ping. */
const endsInsideAPacket = (part: Buffer): boolean => part.length === 2_000;

const { packet, text } = pack;

const connectPacket = ({ deviceId, secret }: Login): Buffer =>
  pack.connect({ clientId: deviceId, username: deviceId, password: secret, keepalive: 60 });

const publishPacket = (topic: string | Buffer, payload: Buffer, id = 7): Buffer => pack.publish({ topic, payload, id });
