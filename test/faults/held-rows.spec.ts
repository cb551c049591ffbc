import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { BrokerSessionsStore } from '../../src/ingest/external/broker-sessions.store.js';
import { Budgets } from '../../src/ingest/budgets.js';
import { BesideHeld } from '../../src/platform/database/beside-held.js';
import { Config } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/database/id.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const fault = aFault({
  name: 'One row of many held',
  done: 'Somebody holds one row that is written together with its neighbours’: of health, chatter, verdicts, sessions, commands.',
  must: 'The neighbours’ are written and acknowledged meanwhile, a dispenser that speaks is not called offline, and the one row is written when it is let go.',
});

const BURST = 5;

/** Bulk writes beside which nobody else waits, or that wait for nobody, and why. */
const OTHERWISE: Record<string, string> = {
  quarantine: 'written while a lane is settled: where that fails its oldest lines go one by one',
  device_credential: 'written when an operator asks for it, who is told to come again',
  feed_look: 'a line of one reader: what cannot be written waits in memory, and goes with what comes next',
  dose: 'noted as silent under the row of its citizen, and one that somebody holds is left to the next look',
  schedule: 'written for one citizen, whose row is locked before',
  assignment: 'written when a dispenser is given to a citizen, by whoever is told to come again',
};

describe('one row of many that somebody holds', () => {
  let house: House;
  let town: Town;
  let held: Resident;
  let others: Resident[];
  const holders = new Set<pg.Client>();
  const walked = new Set<string>();

  /** As whoever changes the rows and does not commit. */
  const hold = async (table: string, where: string): Promise<() => Promise<void>> => {
    walked.add(table);
    const somebody = new pg.Client({ connectionString: house.databaseUrl });
    await somebody.connect();
    holders.add(somebody);
    await somebody.query('BEGIN');
    const { rowCount } = await somebody.query(`SELECT 1 FROM ${table} WHERE ${where} FOR UPDATE`);
    expect(rowCount).toBeGreaterThan(0);
    return async () => {
      holders.delete(somebody);
      await somebody.query('COMMIT');
      await somebody.end();
    };
  };
  const number = async (sql: string, ...parameters: unknown[]): Promise<number> =>
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-conversion -- true, false and counts, whatever the type says
    Number((await house.query<{ is: number | null }>(sql, parameters))[0]?.is ?? -1);
  const batteryOf = ({ deviceId }: Resident) =>
    number('SELECT "batteryPct" AS "is" FROM device_health WHERE "deviceId" = $1', deviceId);
  const beat = ({ dispenser }: Resident, batteryPct: number) =>
    dispenser.publish('heartbeat', JSON.stringify({ batteryPct }));
  const ask = async ({ deviceId }: Resident): Promise<string> =>
    (await town.api.post(`/dispensers/${deviceId}/commands`, { type: 'dose.lock' })).id;
  const stateOf = async ({ deviceId }: Resident, id: string): Promise<string> =>
    (await town.api.get(`/dispensers/${deviceId}/commands/${id}`)).state;
  const isOffline = async ({ deviceId }: Resident): Promise<boolean> =>
    (await number(
      `SELECT count(*) AS "is" FROM condition WHERE "deviceId" = $1 AND "condition" = 'connectivity.offline' AND "clearedAt" IS NULL`,
      deviceId,
    )) > 0;
  const checks = async () => {
    const answer = await fetch(`${house.httpUrl}/readyz`);
    return ((await answer.json()) as { checks: { name: string; ok: boolean }[] }).checks;
  };

  beforeAll(async () => {
    house = await startHouse({
      environment: { LOG_LEVEL: 'silent' },
      sweepEveryMs: 200,
      // So that what they say comes in one batch, and soon too much of it.
      settings: (settings) => ({ ...settings, ingest: { ...settings.ingest, shards: 1, deviceBurst: BURST } }),
      prepare: ({ app }) => void Object.assign(app.get(Config).ingest, { presenceEveryMs: 100 }),
    });
    town = await makeTown(house);
    // In the order of their names: some come before the one that is held, and some after.
    const all = [await town.citizen(), await town.citizen(), await town.citizen()];
    [others, held] = [[all[0]!, all[2]!], all[1]!];
    for (const one of all) await beat(one, 90);
    await eventually(async () => (await Promise.all(all.map(batteryOf))).every((pct) => pct === 90));
  });
  afterEach(async () => {
    await Promise.all([...holders].map((somebody) => somebody.end()));
    holders.clear();
  });
  afterAll(() => house?.stop());

  it('is its health: the others’ presence is written, and one that speaks is not called offline', async () => {
    Object.assign(house.app.get(Config).devices, { offlineMinutes: 10, silentMinutes: 45 });
    const silent = await town.citizen();
    await beat(silent, 90);
    await eventually(async () => (await batteryOf(silent)) === 90);
    await silent.dispenser.leave();
    const letGo = await hold('device_health', `"deviceId" = '${held.deviceId}'`);
    for (const [i, pct] of [80, 79, 78].entries()) {
      for (const one of [held, ...others]) await beat(one, pct);
      await eventually(async () => (await Promise.all(others.map(batteryOf))).every((now) => now === pct));
      expect(await batteryOf(held)).toBe(90);
      if (i < 2) await house.clock.forward({ minutes: 25 });
    }
    await eventually(() => isOffline(silent));
    expect([await isOffline(held), await isOffline(others[0]!)]).toEqual([false, false]);
    expect((await checks()).filter(({ name, ok }) => ['presence', 'gateways'].includes(name) && !ok)).toEqual([]);
    await letGo();
    await eventually(async () => (await batteryOf(held)) === 78);
    await house.clock.settle();
    expect(await isOffline(held)).toBe(false);
  });

  it('is its dispenser’s, of which no health is written yet', async () => {
    await house.query('DELETE FROM device_health WHERE "deviceId" = $1', [held.deviceId]);
    const letGo = await hold('device', `"deviceId" = '${held.deviceId}'`);
    for (const one of [held, ...others]) await beat(one, 60);
    await eventually(async () => (await Promise.all(others.map(batteryOf))).every((now) => now === 60));
    expect(await batteryOf(held)).toBe(-1);
    await letGo();
    await eventually(async () => (await batteryOf(held)) === 60);
  });

  it('is its trouble that was closed by hand: the others’ is looked at again after a sign of life', async () => {
    const checked = ({ deviceId }: Resident) =>
      number('SELECT count(*) AS "is" FROM condition WHERE "deviceId" = $1 AND "checkAt" IS NOT NULL', deviceId);
    const both = [held, others[0]!];
    for (const { dispenser } of both) await dispenser.say('device.jam');
    await house.clock.settle();
    await house.query(
      `UPDATE condition SET "resolvedAt" = "lastAt" WHERE "condition" = 'device.jam' AND "deviceId" = ANY ($1)`,
      [both.map(({ deviceId }) => deviceId)],
    );
    const letGo = await hold('condition', `"deviceId" = '${held.deviceId}' AND "condition" = 'device.jam'`);
    await house.clock.forward({ minutes: 1 });
    for (const one of both) await beat(one, 55);
    await eventually(async () => (await checked(others[0]!)) === 1);
    expect(await checked(held)).toBe(0);
    await letGo();
    await eventually(async () => (await checked(held)) === 1);
  });

  it('is its chatter', async () => {
    const budgets = house.app.get(Budgets);
    const said = ({ deviceId }: Resident) =>
      number('SELECT "events" AS "is" FROM chatter WHERE "deviceId" = $1', deviceId);
    const overflow = async (): Promise<void> => {
      for (const { deviceId } of [held, ...others]) {
        const at = await number('SELECT "number" AS "is" FROM device WHERE "deviceId" = $1', deviceId);
        for (let over = 0; over < 5;) if (budgets.isOver({ deviceId, number: at }, house.clock.now())) over++;
      }
    };
    await overflow();
    await eventually(async () => (await said(held)) === 5 && (await said(others[1]!)) === 5);
    const letGo = await hold('chatter', `"deviceId" = '${held.deviceId}'`);
    for (const events of [10, 15]) {
      await overflow();
      await eventually(async () => (await Promise.all(others.map(said))).every((now) => now === events));
      expect(await said(held)).toBe(5);
    }
    await letGo();
    await eventually(async () => (await said(held)) === 15);
  });

  it('is its verdict', async () => {
    const told = ({ deviceId }: Resident) =>
      number(
        `SELECT sum(v."occurrences") AS "is" FROM device_verdict v JOIN device d ON d."number" = v."deviceNumber" WHERE d."deviceId" = $1 AND v."reason" = 'unreadable-status'`,
        deviceId,
      );
    const mumble = async (): Promise<void> => {
      for (const { dispenser } of [held, ...others]) await dispenser.publish('status', 'neither here nor there');
    };
    await mumble();
    await eventually(async () => (await told(held)) === 1 && (await told(others[1]!)) === 1);
    const letGo = await hold(
      'device_verdict',
      `"deviceNumber" = (SELECT "number" FROM device WHERE "deviceId" = '${held.deviceId}')`,
    );
    for (const times of [2, 3]) {
      await mumble();
      await eventually(async () => (await Promise.all(others.map(told))).every((now) => now === times));
      expect(await told(held)).toBe(1);
    }
    await letGo();
    await eventually(async () => (await told(held)) === 3);
  });

  it('is a session at the broker', async () => {
    const [database, store] = [house.app.get(Database), house.app.get(BrokerSessionsStore)];
    const nodeId = newId();
    const beside = new BesideHeld<string>(
      (clientId) => clientId,
      (tx, clientIds) => store.heldAmong(tx, clientIds),
    );
    const ids = ['one', 'two', 'three'];
    const write = (at: Date): Promise<readonly string[]> =>
      beside.write(ids, (choose) => database.transact(async (tx) => store.hold(tx, nodeId, await choose(tx), at)));
    const seen = async (): Promise<string[]> =>
      (
        await house.query<{ clientId: string }>(
          'SELECT "clientId" FROM broker_session WHERE "seenAt" > $1 ORDER BY 1',
          [new Date('2026-02-01')],
        )
      ).map(({ clientId }) => clientId);
    expect(await write(new Date('2026-01-01'))).toEqual([]);
    const letGo = await hold('broker_session', `"clientId" = 'two'`);
    expect(await write(new Date('2026-03-01'))).toEqual(['two']);
    expect(await seen()).toEqual(['one', 'three']);
    await letGo();
    expect(await write(new Date('2026-03-01'))).toEqual([]);
    expect(await seen()).toEqual(['one', 'three', 'two']);
  });

  it('is a command that it answers: the others’ answers and events are acknowledged, and it says its own again', async () => {
    const all = [held, ...others];
    const asked = await Promise.all(all.map(async (one) => ({ one, id: await ask(one) })));
    await eventually(async () =>
      (await Promise.all(asked.map(({ one, id }) => stateOf(one, id)))).every((state) => state === 'sent'),
    );
    const [mine, ...theirs] = asked;
    const letGo = await hold('command', `"id" = '${mine!.id}'`);
    void mine!.one.dispenser.acknowledge(mine!.id).catch(() => undefined);
    await Promise.all(theirs.map(({ one, id }) => one.dispenser.acknowledge(id)));
    await Promise.all(others.map(({ dispenser }) => dispenser.say('device.closed')));
    expect(await Promise.all(theirs.map(({ one, id }) => stateOf(one, id)))).toEqual(['done', 'done']);
    expect(await stateOf(held, mine!.id)).toBe('sent');
    await letGo();
    const again = await Dispenser.connect(house.mqttUrl, held.deviceId, held.secret, () => house.clock.now());
    await eventually(() => again.commands.some(({ id }) => id === mine!.id));
    await again.acknowledge(mine!.id);
    expect(await stateOf(held, mine!.id)).toBe('done');
    held = { ...held, dispenser: again };
  });

  it('is a command that is to be sent again: the others that come back hear theirs', async () => {
    const all = [held, ...others];
    const asked = await Promise.all(all.map(async (one) => ({ one, id: await ask(one) })));
    await eventually(async () =>
      (await Promise.all(asked.map(({ one, id }) => stateOf(one, id)))).every((state) => state === 'sent'),
    );
    const letGo = await hold('command', `"id" = '${asked[0]!.id}'`);
    await Promise.all(all.map(({ dispenser }) => dispenser.leave()));
    const back = await Promise.all(
      all.map(({ deviceId, secret }) => Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now())),
    );
    const hears = (nth: number): boolean => back[nth]!.commands.some(({ id }) => id === asked[nth]!.id);
    await eventually(() => hears(1) && hears(2));
    expect(hears(0)).toBe(false);
    await letGo();
    await eventually(() => hears(0));
  });

  it('is one of those citizens whose turns come behind all others', async () => {
    const five: Resident[] = [];
    for (let nth = 0; nth < 5; nth++) five.push(await town.citizen());
    const waits = ({ citizenId, deviceId }: Resident): Promise<number> =>
      number(
        `SELECT (SELECT count(*) FROM journal_pending WHERE "subject" = $1)
           + (SELECT count(*) FROM journal_batch b JOIN device d ON d."number" = ANY (b."deviceNumbers") WHERE d."deviceId" = $2) AS "is"`,
        citizenId,
        deviceId,
      );
    const isDone = async (some: readonly Resident[]): Promise<boolean> =>
      (await Promise.all(some.map(waits))).every((lines) => lines === 0);
    for (const { dispenser } of five) for (let said = 0; said < BURST; said++) await dispenser.say('device.closed');
    await eventually(() => isDone(five));
    const four = five.slice(0, 4);
    const letGo = await hold('citizen', `"id" IN (${four.map(({ citizenId }) => `'${citizenId}'`).join(', ')})`);
    for (const { dispenser } of five) for (let said = 0; said < 2; said++) await dispenser.say('device.closed');
    await eventually(() => isDone(five.slice(4)));
    expect(await Promise.all(four.map(waits))).toEqual([2, 2, 2, 2]);
    await letGo();
    await eventually(() => isDone(five));
  });

  it('was tried in every table that many rows are written to at once', () => {
    const found = bulkWritten();
    expect(found).toContain('device_health');
    expect(found.filter((table) => !walked.has(table))).toEqual(Object.keys(OTHERWISE).sort());
    fault.record(null, { 'neighbours held up': 0 });
  });
});

/** Tables of which a statement adds or changes many rows at once, as the house's own SQL says. */
function bulkWritten(): string[] {
  const source = join(process.cwd(), 'src');
  const stores = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.store.ts'),
  );
  const statements = stores.flatMap((path) => readFileSync(join(source, path), 'utf8').match(/`[^`]*`/g) ?? []);
  const tables = statements.flatMap((sql) => {
    if (!/unnest\(|jsonb_to_recordset\(/.test(sql)) return [];
    const added = /\bDO UPDATE\b/.test(sql) ? [...sql.matchAll(/INSERT INTO (\w+)/g)] : [];
    const changed = [...sql.matchAll(/\bUPDATE (?!SET\b)(\w+)/g)];
    return [...added, ...changed].map(([, table]) => table!).filter((table) => !['OF', 'SKIP'].includes(table));
  });
  return [...new Set(tables)].sort();
}
