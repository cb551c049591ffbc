import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type TestDatabase, makeDatabase, query } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault, shortOrLong } from '../support/fault.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';
import { describeWithMosquitto, startComposeMosquitto, type TestMosquitto } from '../support/mosquitto.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, partsOf, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

const fault = aFault({
  name: 'External broker stopped and started again and again',
  done:
    'While a fleet published to the Mosquitto of docker-compose.yml, it was stopped in order and started again three times, and the ' +
    'gateway was killed once meanwhile; the dispensers were back before the gateway was, and had their PUBACKs from a broker that nobody listened to.',
  must: 'What the broker acknowledged is in the journal once, with MQTT_BROKER_SHARED=forgotten; and each missed dose asks somebody.',
});

const RESTARTS = 3;
/** Of the restarts, the one in which the gateway is killed. */
const KILLED_AT = 1;
const EVENTS = shortOrLong(2_400, 24_000);
const SHARE_BEFORE = 0.3;

describeWithMosquitto('behind a broker that is restarted again and again', () => {
  const seed = seedOf('external-gone');
  let broker: TestMosquitto;
  let database: TestDatabase;
  let round: Round;
  let service: Service;
  let reporters: Reporter[] = [];
  let dispensersPort: number;

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('gone');
    round = await layOutRound(database, { citizens: 12, events: EVENTS, missed: 48, seed });
    dispensersPort = await freePort();
    const secrets = Object.fromEntries(round.dispensers.map(({ deviceId, secret }) => [deviceId, secret]));
    broker = await startComposeMosquitto(
      { dispensers: dispensersPort, gateway: await freePort() },
      { gateway: 'secret-g', ...secrets },
      null,
    );
    service = await makeService({
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '8',
      MQTT_BROKER_URL: broker.url,
      MQTT_BROKER_SHARED: 'forgotten',
      MQTT_CLIENT_ID: 'gone',
    });
    await service.start();
  });
  afterAll(async () => {
    reporters.forEach((reporter) => reporter.stop());
    await service?.kill();
    await broker?.close();
    await database?.drop();
  });

  const acknowledged = () => reporters.flatMap((reporter) => [...reporter.acknowledged]);
  const idsIn = (some: Iterable<{ readonly id: string }>) => new Set([...some].map(({ id }) => id)).size;
  const heard = async () => {
    const [row] = await query<{ count: number }>(database.url, 'SELECT count(*)::int AS "count" FROM journal');
    return row!.count;
  };

  it('loses nothing that it acknowledged, nor doubles anything', async () => {
    let whileDeaf = 0;
    for (const [i, part] of partsOf(round, RESTARTS).entries()) {
      const saying = part.reporters([dispensersPort]);
      const said = () => idsIn(saying.flatMap((reporter) => [...reporter.acknowledged]));
      const all = idsIn([...part.sayings.values()].flat());
      reporters = [...reporters, ...saying];
      const running = Promise.all(saying.map((reporter) => reporter.run()));
      await eventually(() => said() >= all * SHARE_BEFORE, 30_000);
      await broker.stop();
      const before = said();
      if (i === KILLED_AT) await service.kill();
      await broker.startAgain();
      await running;
      whileDeaf += said() - before;
      // It was not there all the while, or had not come back yet.
      await service.start();
    }

    const all = idsIn([...round.sayings.values()].flat());
    await eventually(async () => (await heard()) === all, 60_000).catch(async () => {
      throw new Error(`of ${all} events the journal has ${await heard()}`);
    });
    await waitUntilSettled(database.url);
    const figures = await expectEachOnce(database.url, round, acknowledged());
    expect(whileDeaf).toBeGreaterThan(0);
    fault.record(figures, { restarts: RESTARTS, 'acknowledged after a restart': whileDeaf });
    expect(await service.stop()).toBe(0);
  });
});
