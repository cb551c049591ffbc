import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Aedes } from 'aedes';
import type { Dialect } from '../../src/devices/dialects/dialect.rules.js';
import { defaultDialect, dialects } from '../../src/devices/dialects/dialects.rules.js';
import type { TelemetryEvent } from '../../src/devices/telemetry.rules.js';
import { startFleet, type RunningFleet } from '../../src/simulator/fleet.js';

const morning = Date.parse('2035-03-05T07:00:00Z');
const minute = 60_000;
const schedule = {
  revision: 1,
  zone: 'Europe/Copenhagen',
  slots: [{ time: '08:30', criticality: 'standard' as const, windowMinutes: 60 }],
};
const dueAt = new Date(morning + 30 * minute);
const seed = 1;

/** The gateway's side of the wire: a bare broker that remembers, so that nothing of the house is needed. */
class Gateway {
  readonly events: (TelemetryEvent & { deviceId: string })[] = [];
  readonly heartbeats: string[] = [];
  readonly statuses: string[] = [];
  private readonly acks = new Map<string, string>();
  private readonly unreadable: string[] = [];
  private readonly waiting = new Set<() => void>();
  private broker!: Aedes;
  private server!: Server;
  private lastCommand = 0;
  url = '';

  constructor(private readonly dialect: Dialect = defaultDialect) {}

  async open(): Promise<void> {
    this.broker = await Aedes.createBroker();
    this.broker.authenticate = (_client, user, password, done) =>
      done(null, password?.toString() === `secret-of-${user}`);
    this.broker.on('publish', ({ topic, payload }, client) => {
      const [, , deviceId, ...kind] = topic.split('/');
      if (!topic.startsWith('dosevagt/') || (client && client.id !== deviceId)) return;
      this.hear(deviceId!, kind.join('/'), Buffer.from(payload));
      for (const look of this.waiting) look();
    });
    this.server = createServer((socket) => void this.broker.handle(socket));
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `mqtt://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((done) => this.broker.close(done));
    await new Promise((done) => this.server.close(done));
    expect(this.unreadable).toEqual([]);
  }

  private hear(deviceId: string, kind: string, payload: Buffer): void {
    if (kind === 'status') this.statuses.push(`${deviceId} ${payload.toString()}`);
    if (kind === 'heartbeat') this.heartbeats.push(this.dialect.readHeartbeat(payload).ok ? deviceId : 'unreadable');
    if (kind === 'commands/ack') {
      const reading = this.dialect.readAck(payload);
      if (reading.ok) this.acks.set(reading.ack.id, reading.ack.result);
      else this.unreadable.push(reading.reason);
    }
    if (kind !== 'events') return;
    const reading = this.dialect.readEvent(payload, deviceId);
    if (reading.ok) this.events.push({ ...reading.event, deviceId });
    else this.unreadable.push(reading.reason);
  }

  /** Resolves with the dispenser's answer. What it had to say before that has been heard by then. */
  async command(deviceId: string, type: string, data: object, expiresAt: Date | null = null): Promise<string> {
    const id = `00000000-0000-4000-8000-${`${++this.lastCommand}`.padStart(12, '0')}`;
    const payload = this.dialect.writeCommand({ id, type, time: new Date(morning), expiresAt, data: { ...data } });
    const packet = {
      cmd: 'publish',
      topic: `dosevagt/v1/${deviceId}/commands`,
      payload: Buffer.from(payload!),
      qos: 1,
      retain: false,
      dup: false,
    } as const;
    this.broker.publish(packet, () => {});
    await this.until(() => this.acks.has(id));
    return this.acks.get(id)!;
  }

  /** A clock that creeps: time passes only when told. */
  clock = (deviceId: string, now: number) =>
    this.command(deviceId, 'time.sync', { now: new Date(now).toISOString(), speed: 0.0001 });

  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  said = (type: string) => this.events.filter((event) => event.type === type);
}

let gateway: Gateway;
let fleet: RunningFleet | undefined;
beforeEach(async () => {
  gateway = new Gateway();
  await gateway.open();
});
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
  await gateway.close();
});

const named = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ deviceId: `SIM-${i}`, secret: `secret-of-SIM-${i}` }));
const start = async (count: number, options: Partial<Parameters<typeof startFleet>[0]> = {}) => {
  fleet = await startFleet({ url: gateway.url, dispensers: named(count), seed, connectsPerSecond: 2000, ...options });
  await gateway.clock('SIM-0', morning);
};
const giveSchedules = (count: number) =>
  Promise.all(named(count).map(({ deviceId }) => gateway.command(deviceId, 'schedule.set', schedule)));

describe('the simulated fleet', () => {
  const count = 150;
  const spoken = (events: Gateway['events']) =>
    events.map(({ deviceId, id, type, time }) => `${deviceId} ${type} ${time.toISOString()} ${id}`).sort();

  it('dispenses, delays, misses and doubles, and does the same again for the same seed', async () => {
    const runs: string[][] = [];
    for (let run = 0; run < 2; run++) {
      await start(count);
      await giveSchedules(count);
      await gateway.clock('SIM-0', morning + 5 * 60 * minute);
      await Promise.all(named(count).map(({ deviceId }) => gateway.clock(deviceId, morning + 5 * 60 * minute)));
      runs.push(spoken(gateway.events));
      if (run === 1) break;
      await fleet!.stop();
      await gateway.close();
      gateway = new Gateway();
      await gateway.open();
    }
    expect(runs[1]).toEqual(runs[0]);

    const outcomes = gateway.events.filter(({ type }) => /^dose\.(dispensed|missed)/.test(type));
    expect(new Set(outcomes.map(({ deviceId }) => deviceId)).size).toBe(count);
    for (const outcome of outcomes) expect(outcome.dueAt).toEqual(dueAt);
    for (const type of ['dose.dispensed', 'dose.dispensed_late', 'dose.missed'])
      expect(gateway.said(type).length).toBeGreaterThan(0);
    for (const missed of gateway.said('dose.missed')) expect(missed.time).toEqual(new Date(+dueAt + 60 * minute));

    const { duplicates, published } = fleet!.counts();
    expect(duplicates).toBeGreaterThan(0);
    expect(published).toBeGreaterThan(count * 0.9);
    expect(new Set(runs[1]).size).toBeLessThan(runs[1]!.length);
  });

  it('falls silent through a window, and sends what it kept afterwards, as history', async () => {
    await start(count);
    await giveSchedules(count);
    const isGone = (status: string) => status.endsWith('{"online":false}');
    let now = morning;
    while (!gateway.statuses.some(isGone)) await gateway.clock(speaker(), (now += minute));
    const deviceId = gateway.statuses.find(isGone)!.split(' ')[0]!;
    expect(gateway.events.filter((event) => event.deviceId === deviceId)).toEqual([]);

    await gateway.clock(speaker(), now + 5 * 60 * minute);
    await gateway.clock(deviceId, now + 5 * 60 * minute);
    const aboutDose = () => gateway.events.find((event) => event.deviceId === deviceId && event.dueAt !== null);
    expect(aboutDose()).toMatchObject({ historical: true, dueAt });
    expect(+aboutDose()!.sentAt! - +aboutDose()!.time).toBeGreaterThan(60 * minute);
    expect(gateway.statuses.filter((status) => status.startsWith(`${deviceId} `)).at(-1)).toMatch(/true/);
  });

  /** One that is not silent, so that it hears the time. */
  const speaker = () => {
    const last = new Map(gateway.statuses.map((status) => status.split(' ') as [string, string]));
    return [...last].find(([deviceId, status]) => deviceId !== 'SIM-0' && status.includes('true'))![0];
  };

  it('brings some people to their dose when a nurse reminds them', async () => {
    await start(count);
    await giveSchedules(count);
    await gateway.clock('SIM-0', +dueAt + 61 * minute);
    await gateway.until(() => gateway.said('dose.missed').length > 1);
    const missed = gateway.said('dose.missed').map(({ deviceId }) => deviceId);
    for (let n = 1; n <= 8; n++)
      for (const deviceId of missed) {
        const answer = await gateway.command(deviceId, 'dose.remind', { dueAt: dueAt.toISOString(), n });
        expect(answer).toBe('done');
      }
    await Promise.all(missed.map((deviceId) => gateway.clock(deviceId, +dueAt + 66 * minute)));
    const late = gateway.said('dose.dispensed_late').filter(({ deviceId }) => missed.includes(deviceId));
    expect(late.length).toBeGreaterThan(0);
    for (const event of late) expect(event.data.lateSeconds).toBeGreaterThan(3600);
  });

  it('only beats until it has a schedule, and refuses what it cannot do', async () => {
    await start(2);
    await gateway.clock('SIM-1', morning + 24 * 60 * minute);
    await gateway.until(() => gateway.heartbeats.length > 0);
    expect(gateway.heartbeats).not.toContain('unreadable');
    expect(gateway.events).toEqual([]);
    expect(await gateway.command('SIM-0', 'coffee.make', {})).toBe('refused');
    expect(await gateway.command('SIM-0', 'schedule.set', { ...schedule, zone: 'Mars/Olympus' })).toBe('refused');
    expect(await gateway.command('SIM-0', 'schedule.set', { revision: 'new' })).toBe('refused');
    expect(await gateway.command('SIM-0', 'dose.remind', {}, new Date(morning))).toBe('expired');
    expect(await gateway.command('SIM-0', 'message.show', { messageId: 'm1', text: 'Hello' })).toBe('done');
  });

  it('says so when a secret is wrong, and goes on with the others', async () => {
    const refused: string[] = [];
    const dispensers = [...named(1), { deviceId: 'SIM-X', secret: 'wrong' }];
    await start(2, { dispensers, onError: (_error, deviceId) => refused.push(deviceId) });
    expect(refused).toEqual(['SIM-X']);
    expect(fleet!.counts()).toMatchObject({ dispensers: 2, connected: 1 });
  });

  it('speaks its last will when it is switched off', async () => {
    await start(1);
    await fleet!.stop();
    await gateway.until(() => gateway.statuses.at(-1) === 'SIM-0 {"online":false}');
    expect(gateway.statuses).toEqual(['SIM-0 {"online":true}', 'SIM-0 {"online":false}']);
  });

  it.each(dialects.map((dialect) => [dialect.name, dialect] as const))('speaks %s', async (_, dialect) => {
    await gateway.close();
    gateway = new Gateway(dialect);
    await gateway.open();
    await start(20, { dialect });
    await giveSchedules(20);
    await gateway.clock('SIM-0', morning + 5 * 60 * minute);
    await Promise.all(named(20).map(({ deviceId }) => gateway.clock(deviceId, morning + 5 * 60 * minute)));
    expect(gateway.heartbeats).not.toContain('unreadable');
    expect(gateway.said('dose.dispensed').length).toBeGreaterThan(0);
  });
});
