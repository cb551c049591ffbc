import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { askReadiness } from '../support/service.js';

const NODE_ID = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';

/** What another node whose clock is wrong leaves in the database; test/faults/clocks.spec.ts has real ones. */
describe('a node whose clock is wrong', () => {
  let house: House;
  let api: Api;
  const alerts = async () =>
    (await api.get('/alerts')).items.filter(({ type }: { type: string }) => type === 'gateway.clock_skew');
  const tells = (name: string, nodeId = NODE_ID) =>
    house.query(
      `INSERT INTO node_clock ("nodeId", "name", "skewMs", "behindMs", "seenAt") VALUES ($1, $2, 30000, 0, clock_timestamp())
       ON CONFLICT ("nodeId") DO UPDATE SET "seenAt" = clock_timestamp()`,
      [nodeId, name],
    );

  beforeAll(async () => {
    house = await startHouse();
    api = new Api(house.httpUrl, house.admin.token);
  });
  afterAll(() => house?.stop());

  it('is one alert for operations that names it, however many there are', async () => {
    await house.clock.settle();
    expect(await alerts()).toEqual([]);
    await tells('node-1 (worker)');
    await house.clock.settle();
    await tells('node-2 (gateway)', NODE_ID.replace('019a', '019b'));
    await house.clock.settle();
    expect(await alerts()).toMatchObject([
      {
        state: 'open',
        priority: 'P3',
        citizenId: null,
        detail: { nodes: [{ node: 'node-1 (worker)', aheadSeconds: 30, databaseSetBySeconds: 0 }] },
      },
    ]);
  });

  it('is over by itself when no node says so any more', async () => {
    await house.query(`UPDATE node_clock SET "seenAt" = "seenAt" - interval '2 minutes'`);
    await house.clock.settle();
    expect(await alerts()).toMatchObject([{ state: 'auto-resolved' }]);
  });

  it('is told in the metrics and in readiness of each node, and is right here', async () => {
    const metrics = await (await fetch(`${house.httpUrl}/metrics`)).text();
    expect(Math.abs(Number(/^dosevagt_clock_skew_seconds (\S+)/m.exec(metrics)?.[1]))).toBeLessThan(2);
    const clock = await eventually(async () =>
      (await askReadiness(house.httpUrl)).body?.checks.find(({ name }) => name === 'clock'),
    );
    expect(clock).toMatchObject({ ok: true, detail: "agrees with PostgreSQL's" });
  });
});
