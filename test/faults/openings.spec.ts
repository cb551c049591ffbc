import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomFor } from '../../src/simulator/random.rules.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { Dispenser } from '../support/dispenser.js';
import { aFault } from '../support/fault.js';
import { startHouse } from '../support/house.js';
import { anOpening, type Login, play } from '../support/openings.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';
import { makeTown } from '../support/town.js';

/** `OPENINGS=10000 npm test -- openings` for a longer storm; FAULTS_SEED, as printed, shows a run again. */
const OPENINGS = Number(process.env.OPENINGS ?? 3_000);
const AT_ONCE = 60;
const WAIT_MS = 150;
/** Of what comes after the storm the answer is waited for: a house that has much to do is later than those wait. */
const PATIENT_MS = 10_000;
/** Begun as they should be, or plainly wrong, and what each is answered. */
const plain = (target: string, ...headers: string[]): string =>
  [`GET ${target} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');
const DOORS = [
  ['200', plain('/livez', 'Connection: close')],
  ['400', 'GET\r\n\r\n'],
  ['401', plain('/api/v1/teams', 'Connection: close')],
  ['404', plain('/api/v1/nowhere', 'Connection: close')],
  [
    '101',
    plain(
      '/mqtt',
      ...['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
      ...['Sec-WebSocket-Key: YSBrZXkgb2YgbWluZSEhIQ==', 'Sec-WebSocket-Protocol: mqtt'],
    ),
  ],
] as const;
const now = new Date('2026-03-10T06:00:00Z');
const dueAt = '2026-03-10T07:00:00.000Z';

const fault = aFault({
  name: 'Connections begun wrong',
  done: 'A storm of connections over HTTP, WebSocket and MQTT, each wrong in some way and left at some moment.',
  must: 'None ends the service or fails in it, and an honest dispenser is heard afterwards.',
});

const statusIn = (heard: string): string | null => /^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? null;

describe('a storm of openings', () => {
  const seed = seedOf('openings');
  let database: TestDatabase;
  let service: Service;
  let honest: Login;
  let rascal: Login;
  let token: string;
  const slow: Socket[] = [];

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('openings');
    const house = await startHouse({ database });
    try {
      const town = await makeTown(house);
      honest = await town.citizen({ slots: [{ time: '08:00', windowMinutes: 60 }], connect: false });
      rascal = await town.citizen({ connect: false });
      token = house.partner.token;
    } finally {
      await house.stop();
    }
    service = await makeService({ DATABASE_URL: database.url });
    await service.start();
  });
  afterAll(async () => {
    for (const socket of slow) socket.destroy();
    await service?.kill();
    await database?.drop();
  });

  const httpPort = (): number => Number(new URL(service.httpUrl).port);
  const read = (path: string) => fetch(`${service.httpUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });

  /** What is answered to something that is said whole. */
  const hear = async (said: string): Promise<string | null> => {
    const socket = connect({ port: httpPort(), host: '127.0.0.1' }).setEncoding('latin1');
    socket.write(said);
    try {
      const [heard] = (await once(socket, 'data', { signal: AbortSignal.timeout(PATIENT_MS) })) as [string];
      return statusIn(heard);
    } finally {
      socket.destroy();
    }
  };

  it(
    `of ${OPENINGS}, wrong in any way and left at any moment, ends nothing, and nothing in it is our fault`,
    async () => {
      const random = randomFor(seed, 'openings');
      // Some say a little, and then nothing, for as long as it lasts.
      for (const port of [httpPort(), service.mqttPort])
        for (const text of ['', 'G', 'GET / HTTP/1.1\r\nHost', '\x10', '\x10\x20\0\x04MQTT'])
          slow.push(
            connect({ port, host: '127.0.0.1', allowHalfOpen: true }, function (this: Socket) {
              this.write(text);
            }).on('error', () => undefined),
          );
      const faults: object[] = [];
      const answers = new Set<string>();
      let left = OPENINGS;
      const oneByOne = async (): Promise<void> => {
        while (left-- > 0 && service.isRunning) {
          const opening = anOpening(random, rascal);
          const heard = await play(opening, opening.edge === 'http' ? httpPort() : service.mqttPort, WAIT_MS);
          answers.add(statusIn(heard) ?? (heard.startsWith('\x20\x02') ? 'CONNACK' : 'none'));
          if (/HTTP\/1\.1 5\d\d/.test(heard))
            faults.push({
              sent: Buffer.concat(opening.parts).toString('latin1').slice(0, 400),
              heard: heard.slice(0, 400),
            });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, oneByOne));
      expect(faults).toEqual([]);
      // The storm went through doors, and not only against them; and each door still opens.
      expect([...answers]).toEqual(expect.arrayContaining(['400', 'CONNACK', 'none']));
      for (const [answer, said] of DOORS) expect([said, await hear(said)]).toEqual([said, answer]);
      expect(service.isRunning).toBe(true);
      expect(service.output).not.toContain('nobody caught this');
      expect(service.output).not.toContain('a request failed');

      expect(await service.readiness()).toMatchObject({ status: 200 });
      const dispenser = await Dispenser.connect(
        `mqtt://127.0.0.1:${service.mqttPort}`,
        honest.deviceId,
        honest.secret,
        () => now,
      );
      await dispenser.say('dose.due', { data: { dueAt } });
      await dispenser.leave({ abruptly: true });
      const { items } = (await (await read(`/api/v1/telemetry?deviceId=${honest.deviceId}`)).json()) as {
        items: { type: string }[];
      };
      expect(items).toEqual([expect.objectContaining({ type: 'dose.due' })]);
      expect((await read('/api/v1/tasks')).status).toBe(200);
      fault.record(null, { openings: OPENINGS, 'answered with an error of ours': faults.length });
    },
    60_000 + OPENINGS * 30,
  );
});
