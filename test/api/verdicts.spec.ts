/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verdictsSchema } from '../../src/ingest/verdicts/verdict.schema.js';
import { Verdicts } from '../../src/ingest/verdicts/verdicts.service.js';
import { JournalService } from '../../src/journal/journal.service.js';
import { newId } from '../../src/platform/database/id.js';
import { Api } from '../support/api.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { type House, startHouse } from '../support/house.js';
import { type Hello, pack, Wire } from '../support/mqtt-wire.js';
import { expectProblem } from '../support/problems.js';
import { makeTown, type Town } from '../support/town.js';

interface Login {
  readonly deviceId: string;
  readonly secret: string;
}

/** Why a dispenser is not heard as it means to be. Two gateways share the database. */
describe('GET /dispensers/{deviceId}/verdicts', () => {
  let database: TestDatabase;
  let house: House;
  let other: House;
  let api: Api;
  let dispensers = 0;
  const open: Wire[] = [];

  beforeAll(async () => {
    database = await makeDatabase('verdicts');
    house = await startHouse({ database, environment: { LOG_LEVEL: 'silent' } });
    other = await startHouse({ database, environment: { LOG_LEVEL: 'silent' } });
    api = new Api(house.httpUrl, house.admin.token);
  });
  afterAll(async () => {
    await Promise.all(open.map((line) => line.drop()));
    await other?.stop();
    await house?.stop();
    await database?.drop();
  });

  const newDispenser = async (): Promise<Login> => {
    const deviceId = `VERDICT-${++dispensers}`;
    return { deviceId, secret: (await api.post('/dispensers', { deviceId })).secret };
  };
  const knock = async ({ deviceId, secret }: Login, more: Partial<Hello> = {}, at = house): Promise<Wire> => {
    const line = await Wire.open(at.mqttPort);
    open.push(line);
    line.send(pack.connect({ clientId: deviceId, username: deviceId, password: secret, ...more }));
    return line;
  };
  const enter = async (login: Login, more: Partial<Hello> = {}, at = house): Promise<Wire> => {
    const line = await knock(login, more, at);
    expect(await line.next()).toMatchObject({ type: 2, body: { 1: 0 } });
    return line;
  };
  const say = async (line: Wire, { deviceId }: Login, leaf: string, payload: string): Promise<void> => {
    line.send(pack.publish({ topic: `dosevagt/v1/${deviceId}/${leaf}`, payload, id: 9 }));
    expect(await line.next()).toEqual({ type: 4, flags: 0, body: pack.number(9) });
  };
  const eventOf = (more: object = {}): string =>
    JSON.stringify({
      specversion: '1.0',
      id: newId(),
      type: 'device.closed',
      time: house.clock.now(),
      data: {},
      ...more,
    });
  const verdictsOf = async ({ deviceId }: Pick<Login, 'deviceId'>): Promise<any[]> => {
    await other.clock.settle();
    await house.clock.settle();
    return (await api.get(`/dispensers/${deviceId}/verdicts`)).items;
  };
  /** All there is to tell, as short as it can be told. */
  const told = async (login: Login): Promise<string[]> =>
    (await verdictsOf(login)).map(({ verdict, reason, detail }) =>
      [verdict, reason, detail].filter((word) => word !== null).join(', '),
    );

  it('has nothing to say of what is flawless', async () => {
    const login = await newDispenser();
    const line = await enter(login);
    await say(line, login, 'events', eventOf());
    await say(line, login, 'status', '{"online":true}');
    await say(line, login, 'heartbeat', '{"batteryPct":80}');
    expect(await verdictsOf(login)).toEqual([]);
  });

  it('tells what was rejected, and what was read with notes, from the journal', async () => {
    const login = await newDispenser();
    const line = await enter(login);
    await say(line, login, 'events', '{"half": ');
    const { deviceNumber, ...noted } = await lineOf(login);
    await house.app.get(JournalService).write([{ ...noted, deviceNumber, notes: ['data.slot:left-out'] }]);
    const found = await verdictsOf(login);
    expect(verdictsSchema.shape.items.parse(found)).toEqual(found);
    expect(found).toMatchObject([
      {
        verdict: 'accepted',
        reason: null,
        notes: ['data.slot:left-out'],
        event: { id: 'noted', type: 'device.closed' },
      },
      { verdict: 'rejected', reason: 'unreadable-event', detail: 'not JSON', event: { type: 'event.rejected' } },
    ]);
  });
  const lineOf = async ({ deviceId }: Login) => {
    const [device] = await house.query<{ number: number }>('SELECT "number" FROM device WHERE "deviceId" = $1', [
      deviceId,
    ]);
    const now = house.clock.now();
    return {
      deviceNumber: device!.number,
      eventId: 'noted',
      time: now,
      receivedAt: now,
      effectiveAt: now,
      clock: 'trusted' as const,
      type: 'device.closed',
      bootId: null,
      sequence: null,
      dueAt: null,
      reason: null,
      payloadLength: 2,
      payload: Buffer.from('{}'),
    };
  };

  it.each<[string, (login: Login) => Promise<unknown>, string]>([
    [
      'a wrong secret',
      async (login) => (await knock({ ...login, secret: 'guessed' })).untilClosed(),
      'refused, wrong-secret',
    ],
    [
      'an MQTT 5 client',
      // The client id comes behind the properties, of which there are none.
      async ({ deviceId }) => {
        const line = await Wire.open(house.mqttPort);
        const hello = [pack.text('MQTT'), Buffer.from([5, 2, 0, 0, 0]), pack.text(deviceId)];
        line.send(pack.packet(0x10, ...hello));
        expect(await line.untilClosed()).toMatchObject([{ type: 2, body: { 1: 1 } }]);
      },
      'refused, protocol-level, MQTT 5',
    ],
    [
      'another level',
      async (login) => (await knock(login, { level: 6 })).untilClosed(),
      'refused, protocol-level, level 6',
    ],
    [
      'a user name that is not the client id',
      async (login) => (await knock(login, { username: 'admin' })).untilClosed(),
      'refused, malformed-credentials',
    ],
    [
      'a connection in place of another',
      async (login) => {
        const first = await enter(login);
        await enter(login);
        await first.untilClosed();
      },
      'refused, taken-over, by a connection from the same address',
    ],
    [
      'a publish in another’s name',
      async (login) => {
        const line = await enter(login);
        line.send(pack.publish({ topic: 'dosevagt/v1/VERDICT/events', payload: '{}' }));
        await line.untilClosed();
      },
      'refused, another-device',
    ],
    [
      'a topic that does not exist',
      async (login) => {
        const line = await enter(login);
        line.send(pack.publish({ topic: `dosevagt/v1/${login.deviceId}/event`, payload: '{}' }));
        await line.untilClosed();
      },
      'refused, no-such-topic',
    ],
    [
      'a filter that can never be served',
      async (login) => {
        const line = await enter(login);
        line.send(pack.subscribe(1, [`dosevagt/v1/${login.deviceId}/commands/+`, 1]));
        await line.next();
      },
      'refused, never-served, dosevagt/v1/VERDICT-N/commands/+',
    ],
    [
      'a filter that is not for everybody’s eyes',
      async (login) => {
        const line = await enter(login);
        line.send(pack.subscribe(1, ['010190-1234 Jens Jensen', 1]));
        await line.next();
      },
      'refused, subscribe, a filter that is not shown',
    ],
    [
      'a packet that breaks a rule',
      async (login) => {
        const line = await enter(login);
        line.send(pack.publish({ topic: `dosevagt/v1/${login.deviceId}/events`, payload: '{}', qos: 0, dup: true }));
        await line.untilClosed();
      },
      'refused, malformed-packet, MQTT-3.3.1-2: DUP at QoS 0',
    ],
    [
      'a second CONNECT',
      async (login) => {
        const line = await enter(login);
        line.send(pack.connect({ clientId: login.deviceId }));
        await line.untilClosed();
      },
      'refused, malformed-packet, MQTT-3.1.0-1, MQTT-3.1.0-2: CONNECT comes first, and once',
    ],
    [
      'a packet that is too large',
      async (login) => {
        const line = await enter(login);
        line.send(Buffer.from([0x30, 0xff, 0xff, 0x7f]));
        await line.untilClosed();
      },
      'refused, packet-too-large, PUBLISH of more than 262144 bytes',
    ],
    [
      'a last will that nobody would hear',
      async (login) => void (await enter(login, { will: { topic: 'a', payload: '' } })),
      'refused, will, another-device',
    ],
    [
      'a status that says neither',
      async (login) => say(await enter(login), login, 'status', 'Offline'),
      'rejected, unreadable-status',
    ],
    [
      'a status that is too long',
      async (login) => say(await enter(login), login, 'status', ' '.repeat(1_025)),
      'rejected, payload-too-large, status of more than 1024 bytes',
    ],
    [
      'a heartbeat that cannot be read',
      async (login) => say(await enter(login), login, 'heartbeat', 'alive'),
      'rejected, unreadable-heartbeat, not JSON',
    ],
    [
      'an answer that cannot be read',
      async (login) => say(await enter(login), login, 'commands/ack', '{"id":7}'),
      "rejected, unreadable-ack, id: must be the command's id",
    ],
    [
      'a secret that was replaced',
      async (login) => {
        const line = await enter(login);
        await api.post(`/dispensers/${login.deviceId}/credentials`);
        await house.clock.settle();
        await line.untilClosed();
      },
      'refused, revoked',
    ],
  ])('explains %s', async (_what, act, expected) => {
    const login = await newDispenser();
    await act(login);
    expect(await told(login)).toContain(expected.replace('VERDICT-N', login.deviceId));
  });

  it('tells which fields of a heartbeat were left out', async () => {
    const login = await newDispenser();
    await say(await enter(login), login, 'heartbeat', '{"batteryPct":80,"dosesRemaining":"plenty","mains":[]}');
    expect(await verdictsOf(login)).toMatchObject([
      { verdict: 'accepted', reason: 'left-out', notes: ['data.dosesRemaining:left-out', 'data.mains:left-out'] },
    ]);
    expect(await api.get(`/dispensers/${login.deviceId}`)).toMatchObject({ batteryPct: 80, mains: null });
  });

  it('tells what comes again once, with how often, whichever gateway it came to', async () => {
    const login = await newDispenser();
    for (const at of [house, house, other]) await (await knock({ ...login, secret: 'guessed' }, {}, at)).untilClosed();
    expect(await verdictsOf(login)).toMatchObject([{ reason: 'wrong-secret', occurrences: 3 }]);
    await (await knock({ ...login, secret: 'guessed' }, {}, other)).untilClosed();
    expect(await verdictsOf(login)).toMatchObject([{ reason: 'wrong-secret', occurrences: 4 }]);
  });

  it('keeps the newest 50 of a dispenser, and of no other fewer for it', async () => {
    const [loud, quiet] = [await newDispenser(), await newDispenser()];
    const verdicts = house.app.get(Verdicts);
    verdicts.refused(quiet.deviceId, 'wrong-secret', '');
    const tell = (kind: string, times: number): string[] => {
      const details = Array.from({ length: times }, (_, n) => `${kind} ${n}`);
      for (const detail of details) verdicts.refused(loud.deviceId, 'never-served', detail);
      return details;
    };
    tell('early', 70);
    await house.clock.forward({ seconds: 1 });
    const late = tell('late', 50);
    expect((await verdictsOf(loud)).map(({ detail }) => String(detail)).sort()).toEqual(late.sort());
    verdicts.refused(loud.deviceId, 'never-served', 'once more');
    await house.clock.settle();
    const [{ kept }] = (await house.query<{ kept: number }>(
      'SELECT count(*)::int AS "kept" FROM device_verdict v JOIN device d ON d."number" = v."deviceNumber" WHERE d."deviceId" = $1',
      [loud.deviceId],
    )) as [{ kept: number }];
    expect(kept).toBeLessThanOrEqual(51);
    expect(await told(quiet)).toEqual(['refused, wrong-secret']);
  });

  it('leaves out what the database will not have, and whom nobody registered, and nobody else', async () => {
    const login = await newDispenser();
    const verdicts = house.app.get(Verdicts);
    verdicts.refused('NOBODY-1', 'unknown-device', '');
    verdicts.refused(login.deviceId, 'never-served', 'a\0b');
    verdicts.refused(login.deviceId, 'wrong-secret', '');
    expect(await told(login)).toEqual(['refused, wrong-secret']);
    const metrics = await (await fetch(`${house.httpUrl}/metrics`)).text();
    expect(metrics).toContain('dosevagt_set_aside_total{what="verdict"} 1');
  });

  it('is for those who may see the dispenser', async () => {
    const town: Town = await makeTown(house);
    const resident = await town.citizen({ connect: false });
    expectProblem(await api.ask('GET', '/dispensers/NOBODY-1/verdicts'), 404);
    expectProblem(await api.ask('GET', '/dispensers/no%20name/verdicts'), 404);
    const without = await partnerWith(['events:read']);
    expectProblem(await without.ask('GET', `/dispensers/${resident.deviceId}/verdicts`), 403);
    const elsewhere = await api.post('/districts', { name: 'Elsewhere' });
    const foreign = await partnerWith(['devices:read'], [elsewhere.id]);
    expectProblem(await foreign.ask('GET', `/dispensers/${resident.deviceId}/verdicts`), 404);
    const own = await partnerWith(['devices:read']);
    expect(await own.get(`/dispensers/${resident.deviceId}/verdicts`)).toEqual({ items: [], nextCursor: null });
  });
  const partnerWith = async (scopes: string[], districtIds?: string[]): Promise<Api> => {
    const { clientId, clientSecret } = await api.post('/partners', {
      name: newId(),
      scopes,
      ...(districtIds && { districtIds }),
    });
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const grant = (await (await fetch(`${house.httpUrl}/oauth/token`, { method: 'POST', body })).json()) as any;
    return new Api(house.httpUrl, grant.access_token);
  };
});
