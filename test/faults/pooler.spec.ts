import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.js';
import { rows } from '../../src/platform/database/sql.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { type House, startHouse } from '../support/house.js';
import { describeWithPgBouncer, startPgBouncer, type TestPgBouncer } from '../support/pgbouncer.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { askReadiness } from '../support/service.js';

/** Fewer than the house asks for, so that what it says next goes through another. */
const SESSIONS = 6;
const WEAK = 'off';

const killed = aFault({
  name: 'A pooler in transaction mode, killed',
  done: 'A fleet published to a house that reached PostgreSQL only through PgBouncer in transaction mode, which was killed in the middle and started again.',
  must: 'It works as it is, without settings of its own, and what was acknowledged is there once.',
});

describeWithPgBouncer('a pooler in transaction mode before PostgreSQL', () => {
  let database: TestDatabase;
  let pooler: TestPgBouncer;
  let round: Round;
  let house: House;
  let reporters: Reporter[] = [];

  beforeAll(async () => {
    database = await makeDatabase('pooled');
    round = await layOutRound(database, { citizens: 8, events: 500, missed: 20, seed: seedOf('pooled') });
    await query(
      database.url,
      `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET synchronous_commit = ${WEAK}`,
    );
    pooler = await startPgBouncer(database.url, SESSIONS);
    const environment = { DATABASE_URL: pooler.url, DATABASE_ANSWER_MS: '2000', LOG_LEVEL: 'silent' };
    house = await startHouse({ database, environment });
    reporters = round.reporters([house.mqttPort]);
  });
  afterAll(async () => {
    reporters.forEach((reporter) => reporter.stop());
    await house?.stop();
    await pooler?.close();
    await database?.drop();
  });

  it('is recognised: nothing of a session lasts, and a commit is as safe as without it', async () => {
    const setting = async (): Promise<unknown> => {
      const asked = `SELECT current_setting('synchronous_commit') AS "is"`;
      return house.app.get(Database).transact(async (tx) => (await rows<{ is: string }>(tx, asked))[0]?.is);
    };
    expect(await Promise.all(Array.from({ length: 20 }, setting))).toEqual(Array(20).fill('on'));
    const found = await query<{ synchronous_commit: string }>(pooler.url, 'SHOW synchronous_commit');
    expect(found).toEqual([{ synchronous_commit: WEAK }]);
    const { status, body } = await askReadiness(house.httpUrl);
    expect([status, body?.status]).toEqual([200, 'degraded']);
    expect(body?.checks.filter(({ ok }) => !ok)).toMatchObject([
      { name: 'queue', detail: expect.stringMatching(/REDIS_URL/) },
    ]);
  });

  it('may be killed in the middle of a round: what was acknowledged is stored once, and each miss is one task', async () => {
    const heard = (): number => reporters.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    const running = Promise.all(reporters.map((reporter) => reporter.run()));
    await eventually(() => heard() >= 120);
    await pooler.kill();
    const before = heard();
    await pooler.start();
    await running;
    expect(heard()).toBeGreaterThan(before);
    await waitUntilSettled(database.url);
    const acknowledged = reporters.flatMap((reporter) => [...reporter.acknowledged]);
    killed.record(await expectEachOnce(database.url, round, acknowledged), { 'sessions behind it': SESSIONS });
    await eventually(async () => (await askReadiness(house.httpUrl)).status === 200);
  });
});
