/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { failingSchema, machineSchema } from '../../src/reports/operations/operations.schema.js';
import { Api, signIn } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** What whoever runs the gateway asks it, and the demo's clock. */
describe('operations', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  const nobody = () => new Api(house.httpUrl, null);
  const check = async (name: string): Promise<{ status: number; ok: boolean; detail: string }> => {
    const answer = await fetch(`${house.httpUrl}/readyz`);
    const { checks } = (await answer.json()) as any;
    return { status: answer.status, ...checks.find((each: any) => each.name === name) };
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    resident = await town.citizen();
  });
  afterAll(() => house?.stop());

  it('lives', async () => {
    expect(await (await fetch(`${house.httpUrl}/livez`)).json()).toEqual({ status: 'ok' });
  });

  it('is ready: database, queue, broker, sweeps and ingest lag', async () => {
    const answer = await fetch(`${house.httpUrl}/readyz`);
    const { status, checks } = (await answer.json()) as any;
    expect([answer.status, status]).toEqual([200, 'ok']);
    const names = checks.map(({ name, ok }: any) => ok && name);
    expect(names).toEqual(expect.arrayContaining(['broker', 'database', 'ingest', 'queue', 'sweeps']));
    expect(names).not.toContain(false);
    expect((await check('broker')).detail).toContain('1 dispensers connected');
  });

  it('answers a proxy by what it sends here, and tells of each check whom it is for', async () => {
    const ask = async (query: string) => {
      const answer = await fetch(`${house.httpUrl}/readyz${query}`);
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any };
    };
    const whomFor = ({ body }: any) => Object.fromEntries(body.checks.map((each: any) => [each.name, each.for]));
    const [whole, mqtt, http] = [await ask(''), await ask('?for=mqtt'), await ask('?for=http')];
    expect([whole, mqtt, http].map(({ status, body }) => [status, body.status])).toEqual(Array(3).fill([200, 'ok']));
    expect(whomFor(whole)).toMatchObject({ broker: ['mqtt'], database: ['mqtt', 'http'], ingest: [], sweeps: [] });
    expect(Object.keys(whomFor(mqtt))).toEqual(
      expect.arrayContaining(['broker', 'database', 'journal', 'schema', 'writes']),
    );
    expect(whomFor(http)).toEqual({ database: ['mqtt', 'http'], schema: ['mqtt', 'http'] });
    for (const query of ['?for=amqp', '?for=', '?for=mqtt&for=http', '?for=MQTT']) {
      expectFlaws(await ask(query), 'for');
    }
    expectFlaws(await ask('?four=mqtt'), 'four');
  });

  it('says that a newer build has migrated, and stays where proxies send to: it runs on beside the newer one', async () => {
    const statuses = () =>
      Promise.all(['', '?for=mqtt', '?for=http'].map(async (q) => (await fetch(`${house.httpUrl}/readyz${q}`)).status));
    await house.query(`INSERT INTO migrations ("timestamp", "name") VALUES (9000000000000, 'OfTheNextRelease')`);
    expect(await check('schema')).toMatchObject({
      status: 503,
      ok: false,
      detail: 'a newer build has migrated it: OfTheNextRelease',
    });
    expect(await statuses()).toEqual([503, 200, 200]);
    await house.query(`DELETE FROM migrations WHERE "name" = 'OfTheNextRelease'`);
    expect(await statuses()).toEqual([200, 200, 200]);
  });

  it('is not ready while what was heard long ago has had no effect', async () => {
    await resident.dispenser.say('device.closed');
    await house.clock.settle();
    const wait = `INSERT INTO journal_pending ("number", "time", "deviceNumber", "stage", "subject", "lookAt")
      SELECT "number", "time", "deviceNumber", 'care', 'nobody', '2100-01-01' FROM journal LIMIT 1`;
    await house.query(wait);
    await house.query(`UPDATE clock SET "anchorClockAt" = "anchorClockAt" + interval '2 minutes'`);
    expect(await eventuallyCheck('ingest', false)).toMatchObject({
      status: 503,
      detail: '1 waiting, the oldest for 120 s',
    });
    await house.query('DELETE FROM journal_pending');
    expect(await check('ingest')).toMatchObject({ status: 200, ok: true, detail: 'nothing waits' });
  });

  async function eventuallyCheck(name: string, ok: boolean) {
    for (;;) {
      const found = await check(name);
      if (found.ok === ok) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('counts in the words of Prometheus, and names nobody', async () => {
    const answer = await fetch(`${house.httpUrl}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const text = await answer.text();
    expect(text).toMatch(/^# HELP dosevagt_telemetry_total /m);
    expect(text).toMatch(/^dosevagt_telemetry_total\{result="journalled"\} 1$/m);
    expect(text).toMatch(/^dosevagt_mqtt_connected 1$/m);
    expect(text).toMatch(/^process_resident_memory_bytes /m);
    expect(text).not.toContain(resident.citizenId);
    expect(text).not.toContain(resident.deviceId);
  });

  it('tells the demo’s time to anybody, and lets only an administrator move it, forward only', async () => {
    const before = (await nobody().get('/demo/clock')).now;
    expect(before).toBe(house.clock.now().toISOString());
    expectProblem(await nobody().ask('POST', '/demo/clock', { forward: 'PT30M' }), 401);
    const partner = new Api(house.httpUrl, house.partner.token);
    expectProblem(await partner.ask('POST', '/demo/clock', { forward: 'PT30M' }), 403);
    for (const forward of ['-PT5M', 'soon', 'P400D', 30]) {
      expectFlaws(await town.api.ask('POST', '/demo/clock', { forward }), 'forward');
    }
    const moved = await town.api.ask('POST', '/demo/clock', { forward: 'PT30M' });
    expect([moved.status, Date.parse(moved.body.now) - Date.parse(before)]).toEqual([200, 30 * 60_000]);
    expect((await nobody().get('/demo/clock')).now).toBe(moved.body.now);
  });

  it('tells whoever looks after the machine how it fares, and nobody else', async () => {
    const operator = await town.staff('Odd', ['operator'], []);
    const fares = await operator.get('/operations/health');
    expect(machineSchema.parse(fares)).toEqual(fares);
    expect(Date.parse(fares.node.startedAt)).toBeLessThanOrEqual(Date.parse(fares.now));
    expect(fares).toMatchObject({
      status: 'ok',
      node: { version: expect.stringMatching(/^\d+\.\d+\.\d+/), roles: ['gateway', 'worker', 'web'] },
      gateways: [{ nodeId: fares.node.id, isOpen: true, isHearing: true }],
      clocks: { wrong: [] },
      ingest: { waiting: 0, oldestReceivedAt: null },
      dispensers: { inUse: 1, online: 1 },
      waiting: { quarantine: 0, deliveries: 0 },
      alerts: [],
    });
    await resident.dispenser.publish('events', '{"half": ');
    await house.clock.settle();
    expect(await operator.get('/operations/health')).toMatchObject({ waiting: { quarantine: 1 } });
    const failing = await operator.get('/operations/failing');
    expect(failingSchema.parse(failing)).toEqual(failing);
    expect(failing.items).toEqual([]);
    const lead = await town.staff('Lea', ['lead'], [town.west.teamId]);
    for (const path of ['/operations/health', '/operations/failing']) {
      expectProblem(await lead.ask('GET', path), 403);
      expectProblem(await (await town.staff(`Aud${path.length}`, ['auditor'], [])).ask('GET', path), 403);
      expectProblem(await nobody().ask('GET', path), 401);
    }
  });

  it('names the timer that fails, with the code of what it fails with', async () => {
    const operator = await signIn(house.httpUrl, 'odd', 'Odd sings at dawn');
    const failing = async () => (await operator.get('/operations/failing')).items;
    await house.query('ALTER TABLE node_clock RENAME TO node_clock_away');
    const [timer] = await eventually(async () => (await failing()).length > 0 && failing());
    expect(timer).toMatchObject({ kind: 'timer', name: 'clocks', deviceId: null, trouble: '42P01' });
    await house.query('ALTER TABLE node_clock_away RENAME TO node_clock');
    await eventually(async () => (await failing()).length === 0);
  });

  it('says so when the broker does not listen', async () => {
    await house.app.get(Broker).close();
    expect(await check('broker')).toMatchObject({ status: 503, ok: false, detail: 'not open' });
  });
});
