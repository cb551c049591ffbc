import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api, type ApiResponse } from '../support/api.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { type House, startHouse } from '../support/house.js';
import { openProxy, type Proxy } from '../support/proxy.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { askReadiness, buildService, makeService, type Service } from '../support/service.js';
import { makeTown } from '../support/town.js';

const ANSWERED_WITHIN_MS = 8_000;

const FAULTS = {
  freeze: aFault({
    name: 'Way to PostgreSQL frozen',
    done: 'In the middle of a round nothing came through to PostgreSQL any more, with every connection still open.',
    must: 'Nothing is acknowledged, HTTP answers 503 in time, readiness says so, and all goes on when it is back.',
  }),
  cut: aFault({
    name: 'Way to PostgreSQL cut',
    done: 'In the middle of a round every connection to PostgreSQL was reset and new ones refused.',
    must: 'The same as when it is frozen.',
  }),
};
const late = aFault({
  name: 'PostgreSQL away at the start',
  done: 'The service was started while its database could not be reached.',
  must: 'It answers /livez, says what it waits for, works once the database is there, and can be stopped meanwhile.',
});
const flood = aFault({
  name: 'Flood while PostgreSQL is frozen',
  done: 'Dispensers sent 2,000 large events at once while the way to PostgreSQL was frozen; then the service was stopped.',
  must: 'They are held back at their sockets, nothing is acknowledged, and the service ends in time.',
});

describe.each(['freeze', 'cut'] as const)('a database that is away in the middle of a round (%s)', (fault) => {
  let database: TestDatabase;
  let proxy: Proxy;
  let round: Round;
  let house: House;
  let api: Api;
  let reporters: Reporter[];
  let running: Promise<unknown>;
  const heard = (): number => reporters.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
  beforeAll(async () => {
    database = await makeDatabase(fault);
    round = await layOutRound(database, { citizens: 10, events: 800, missed: 60, seed: seedOf(fault) });
    proxy = await openProxy(Number(new URL(database.url).port));
    const environment = { DATABASE_URL: proxy.urlOf(database.url), DATABASE_ANSWER_MS: '1000', LOG_LEVEL: 'silent' };
    house = await startHouse({ database, environment });
    api = new Api(house.httpUrl, house.admin.token);
    reporters = round.reporters([house.mqttPort]);
  });
  afterAll(async () => {
    proxy?.mend();
    reporters?.forEach((reporter) => reporter.stop());
    await house?.stop();
    await proxy?.close();
    await database?.drop();
  });

  it('has nothing acknowledged and little waiting meanwhile, and says that it is not ready', async () => {
    running = Promise.all(reporters.map((reporter) => reporter.run()));
    await eventually(() => heard() >= 300);
    proxy[fault]();
    await eventually(async () => (await askReadiness(house.httpUrl)).status === 503);
    const before = heard();
    const { status, body } = await askReadiness(house.httpUrl);
    expect(status).toBe(503);
    expect(body!.checks.find(({ name }) => name === 'database')).toMatchObject({ ok: false });
    expect((await fetch(`${house.httpUrl}/livez`)).status).toBe(200);
    expect(heard()).toBe(before);
    // Twenty events of each, and its answer to one command.
    expect(await waitingAt(house.httpUrl)).toBeLessThanOrEqual(21 * reporters.length);
  });

  it('answers 503 over HTTP, in time, for reading and for writing', async () => {
    const answers = await inTime(
      Promise.all([api.ask('GET', '/teams'), api.ask('POST', '/districts', { name: 'Nowhere' })]),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 503, body: { title: 'Service Unavailable', status: 503 } });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('retry-after')).toBe('2');
    }
  });

  it('delivers everything once it is back, and is ready again', async () => {
    const before = heard();
    proxy.mend();
    await eventually(async () => (await askReadiness(house.httpUrl)).status === 200, 60_000);
    await running;
    expect(heard()).toBeGreaterThan(before);
    await waitUntilSettled(database.url);
    const figures = await expectEachOnce(
      database.url,
      round,
      reporters.flatMap(({ acknowledged }) => [...acknowledged]),
    );
    FAULTS[fault].record(figures, { 'acknowledged meanwhile': 0 });
    expect(await api.ask('GET', '/teams')).toMatchObject({ status: 200 });
  });
});

describe('a database that is away when the service starts', () => {
  let database: TestDatabase;
  let proxy: Proxy;
  let service: Service;

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('late');
    proxy = await openProxy(Number(new URL(database.url).port));
    service = await makeService({ DATABASE_URL: proxy.urlOf(database.url), DATABASE_ANSWER_MS: '1000' });
  });
  afterAll(async () => {
    await service?.kill();
    await proxy?.close();
    await database?.drop();
  });

  it('is waited for, with a clear line, and served once it is there', async () => {
    proxy.cut();
    await service.start('started');
    await eventually(async () => (await askReadiness(service.httpUrl)).status === 503, 60_000);
    expect((await fetch(`${service.httpUrl}/livez`)).status).toBe(200);
    expect(await new Api(service.httpUrl, null).ask('GET', '/teams')).toMatchObject({ status: 401 });
    await eventually(() => service.output.includes('the database is away; trying again in 2 s'), 60_000);
    expect(service.isRunning).toBe(true);
    proxy.mend();
    await service.start();
    expect(await service.stop()).toBe(0);
  });

  it('does not keep a service from being stopped that is waiting for it', async () => {
    proxy.cut();
    await service.start('started');
    await eventually(async () => (await askReadiness(service.httpUrl)).status === 503, 60_000);
    expect(await service.stop()).toBe(0);
    late.record(null, { 'starts without it': 2 });
    proxy.mend();
  });
});

describe('a flood while the database is frozen', () => {
  let database: TestDatabase;
  let proxy: Proxy;
  let house: House;

  beforeAll(async () => {
    database = await makeDatabase('flood');
    proxy = await openProxy(Number(new URL(database.url).port));
    const environment = { DATABASE_URL: proxy.urlOf(database.url), DATABASE_ANSWER_MS: '1000', LOG_LEVEL: 'silent' };
    house = await startHouse({ database, environment });
  });
  afterAll(async () => {
    proxy?.mend();
    await house?.stop();
    await proxy?.close();
    await database?.drop();
  });

  it('is held back at the sockets, and the house can be stopped all the same', async () => {
    const town = await makeTown(house);
    const residents = [];
    for (let i = 0; i < 5; i++) residents.push(await town.citizen());
    proxy.freeze();
    const payload = JSON.stringify({ specversion: '1.0', type: 'dose.due', padding: 'x'.repeat(8_000) });
    let acknowledged = 0;
    for (const { dispenser } of residents) {
      for (let i = 0; i < 400; i++) void dispenser.publish('events', payload).then(() => acknowledged++, String);
    }
    await eventually(async () => (await waitingAt(house.httpUrl)) > 0);
    await eventually(async () => (await askReadiness(house.httpUrl)).status === 503);
    expect(await waitingAt(house.httpUrl)).toBeLessThan(200);

    const begunAt = performance.now();
    await house.stop();
    expect(performance.now() - begunAt).toBeLessThan(22_000);
    expect(acknowledged).toBe(0);
    flood.record(null, { 'events sent': 2_000, acknowledged });
    for (const { dispenser } of residents) await dispenser.leave({ abruptly: true });
  });
});

/** Messages that are not in the journal yet, as the gateway counts them. */
async function waitingAt(httpUrl: string): Promise<number> {
  const text = await (await fetch(`${httpUrl}/metrics`)).text();
  return Number(/^dosevagt_ingest_waiting (\d+)/m.exec(text)?.[1]);
}

async function inTime(answers: Promise<ApiResponse[]>): Promise<ApiResponse[]> {
  const begunAt = performance.now();
  const all = await answers;
  expect(performance.now() - begunAt).toBeLessThan(ANSWERED_WITHIN_MS);
  return all;
}
