import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { newId } from '../../src/platform/database/id.js';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { pack, Wire } from '../support/mqtt-wire.js';

interface Login {
  readonly deviceId: string;
  readonly secret: string;
}

const FREE = 15;

/** Dispensers that come and go, over raw sockets. How long one waits is the business of the unit tests; here it is who waits at all. */
describe('a dispenser that comes and goes to no purpose', () => {
  let house: House;
  let api: Api;
  let dispensers = 0;
  const open: Wire[] = [];

  beforeAll(async () => {
    house = await startHouse({ environment: { LOG_LEVEL: 'silent' } });
    api = new Api(house.httpUrl, house.admin.token);
  });
  afterAll(async () => {
    await Promise.all(open.map((line) => line.drop()));
    await house?.stop();
  });

  const newDispenser = async (): Promise<Login> => {
    const deviceId = `FLAP-${++dispensers}`;
    return { deviceId, secret: (await api.post('/dispensers', { deviceId })).secret };
  };
  const knock = async ({ deviceId, secret }: Login): Promise<Wire> => {
    const line = await Wire.open(house.mqttPort);
    open.push(line);
    line.send(pack.connect({ clientId: deviceId, username: deviceId, password: secret }));
    return line;
  };
  const enter = async (login: Login): Promise<Wire> => {
    const line = await knock(login);
    expect(await line.next()).toMatchObject({ type: 2, body: { 1: 0 } });
    return line;
  };
  const comeAndGo = async (login: Login): Promise<void> => {
    const line = await enter(login);
    line.send(pack.disconnect);
    await line.untilClosed();
  };
  const publish = ({ deviceId }: Login, leaf: string, qos = 1): Buffer =>
    pack.publish({
      topic: `dosevagt/v1/${deviceId}/${leaf}`,
      payload: JSON.stringify({ specversion: '1.0', id: newId(), type: 'device.closed', time: house.clock.now() }),
      qos,
    });
  const refused = async (reason: string): Promise<number> => {
    const metrics = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(new RegExp(`mqtt_refused_total\\{reason="${reason}"\\} (\\d+)`).exec(metrics)?.[1] ?? 0);
  };
  /** Does it so often, and answers how many of the CONNACKs were made to wait. */
  const slowedOf = async (times: number, act: () => Promise<unknown>): Promise<number> => {
    const before = await refused('slowed');
    for (let n = 0; n < times; n++) await act();
    return (await refused('slowed')) - before;
  };

  it('is answered later after 15 times in a minute, and let in', async () => {
    const login = await newDispenser();
    expect(await slowedOf(FREE, () => comeAndGo(login))).toBe(0);
    expect(await slowedOf(2, () => comeAndGo(login))).toBe(2);
    // A neighbour at the same address has nothing to do with it.
    const neighbour = await newDispenser();
    expect(await slowedOf(1, () => comeAndGo(neighbour))).toBe(0);
  });

  it('is not held to have said something because its last will did', async () => {
    const login = await newDispenser();
    const { deviceId, secret } = login;
    const will = { topic: `dosevagt/v1/${deviceId}/status`, payload: '{"online":false}' };
    const comeAndDrop = async (): Promise<void> => {
      const line = await Wire.open(house.mqttPort);
      line.send(pack.connect({ clientId: deviceId, username: deviceId, password: secret, will }));
      await line.next();
      await line.drop();
      await eventually(
        () =>
          !house.app
            .get(Broker)
            .admitted()
            .some(({ client }) => client.id === deviceId),
      );
    };
    expect(await slowedOf(FREE, comeAndDrop)).toBe(0);
    expect(await slowedOf(1, comeAndDrop)).toBe(1);
  });

  it('is slowed whoever takes the place of whom', async () => {
    const login = await newDispenser();
    let last = await enter(login);
    const replace = async (): Promise<void> => {
      const next = await enter(login);
      expect(await last.untilClosed()).toEqual([]);
      last = next;
    };
    const before = await refused('taken-over');
    expect(await slowedOf(FREE + 1, replace)).toBe(1);
    expect((await refused('taken-over')) - before).toBe(FREE + 1);
  });

  it.each([
    ['events', 1],
    ['events', 2],
    ['heartbeat', 0],
    ['status', 1],
  ] as const)('is not slowed when it says something each time: %s at QoS %i', async (leaf, qos) => {
    const login = await newDispenser();
    const sayAndGo = async (): Promise<void> => {
      const line = await enter(login);
      line.send(publish(login, leaf, qos));
      if (qos > 0) await line.next();
      line.send(pack.disconnect);
      await line.untilClosed();
    };
    expect(await slowedOf(3 * FREE, sayAndGo)).toBe(0);
  });

  it('is free again once it says something', async () => {
    const login = await newDispenser();
    await slowedOf(FREE - 1, () => comeAndGo(login));
    const line = await enter(login);
    line.send(publish(login, 'events'));
    expect(await line.next()).toMatchObject({ type: 4 });
    line.send(pack.disconnect);
    await line.untilClosed();
    expect(await slowedOf(FREE, () => comeAndGo(login))).toBe(0);
  });

  it('may give up waiting, and its place is not kept', async () => {
    const login = await newDispenser();
    await slowedOf(FREE, () => comeAndGo(login));
    for (let n = 0; n < 5; n++) await (await knock(login)).drop();
    await comeAndGo(login);
  });

  it('is not slowed by those who guess at its secret; they are, and get the same answer', async () => {
    const login = await newDispenser();
    const guess = async (): Promise<void> => {
      const line = await knock({ ...login, secret: 'guessed' });
      expect(await line.untilClosed()).toMatchObject([{ type: 2, body: { 1: 5 } }]);
    };
    expect(await slowedOf(FREE, guess)).toBe(0);
    expect(await slowedOf(1, guess)).toBe(1);
    expect(await slowedOf(1, () => comeAndGo(login))).toBe(0);
  });

  it('is not waited for when the gateway closes', async () => {
    const other = await startHouse({ environment: { LOG_LEVEL: 'silent' } });
    const { secret } = await new Api(other.httpUrl, other.admin.token).post('/dispensers', { deviceId: 'FLAP-0' });
    const hello = pack.connect({ clientId: 'FLAP-0', username: 'FLAP-0', password: secret });
    const come = async (): Promise<Wire> => {
      const line = await Wire.open(other.mqttPort);
      line.send(hello);
      return line;
    };
    for (let n = 0; n < FREE + 3; n++) {
      const line = await come();
      if (n < FREE) await line.next();
      await line.drop();
    }
    const waits = await come();
    await other.stop();
    expect(await waits.untilClosed()).toEqual([]);
  });

  it('is none of a fleet that comes back behind one address', async () => {
    const fleet = await Promise.all(Array.from({ length: 60 }, () => newDispenser()));
    expect(await slowedOf(1, () => Promise.all(fleet.map((login) => comeAndGo(login))))).toBe(0);
    expect(await slowedOf(1, () => Promise.all(fleet.map((login) => comeAndGo(login))))).toBe(0);
  });
});
