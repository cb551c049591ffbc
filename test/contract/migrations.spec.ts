import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrations } from '../../src/platform/database/migrations/index.js';
import { query } from '../support/database.js';

const OLD_FACTS = `
  INSERT INTO fact ("turnId", "step", "at", "type", "subject", "data")
  SELECT t."id", f."step", t."at", f."type", 'x', f."data"::jsonb FROM fact_turn t JOIN (VALUES
    (3, 1, 'alert.open', '{"state": "open"}'),
    (3, 2, 'dose.dispensed', '{"slot": "morning", "ladder": null, "detail": {}}'),
    (3, 3, 'task.superseded', '{"reason": "a later step of the ladder"}'),
    (4, 1, 'escalation.rung-skipped', '{"rung": 0, "why": "nobody is on duty"}'),
    (7, 1, 'telemetry.unusable', '{"causes": ["not JSON"], "line": 1}'),
    (7, 2, 'telemetry.handed_over', '{"reason": "not JSON", "line": 1, "eventType": "dose.missed"}'),
    (7, 3, 'telemetry.handed_over', '{"reason": "nobody knows it", "line": 2, "eventType": "Weather today"}')
  ) f("last", "step", "type", "data") ON f."last" = t."last"`;

const PUT_ASIDE_ID = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
const PUT_ASIDE = `
  INSERT INTO quarantine ("id", "number", "time", "deviceId", "kind", "reason", "receivedAt", "quarantinedAt")
  VALUES ('${PUT_ASIDE_ID}', 1, now(), 'dispenser-1', 'rejected', 'not JSON', now(), now())`;

describe('a house that was built before and is brought up to date', () => {
  const name = `old_${randomBytes(5).toString('hex')}`;
  const url = new URL(process.env.TEST_DATABASE_URL!);
  url.pathname = `/${name}`;
  const onServer = (sql: string) => query(process.env.TEST_DATABASE_URL!, sql);
  const ask = <T extends object>(sql: string) => query<T>(url.href, sql);
  const migrate = async (upTo: number): Promise<string[]> => {
    const known = migrations.slice(0, upTo);
    const source = await new DataSource({ type: 'postgres', url: url.href, migrations: known }).initialize();
    try {
      return (await source.runMigrations({ transaction: 'each' })).map((one) => one.name);
    } finally {
      await source.destroy();
    }
  };

  beforeAll(() => onServer(`CREATE DATABASE ${name}`));
  afterAll(() => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));

  it('has not forgotten what was heard and not looked at yet, what waited for care or was parked, nor how a dispenser stands', async () => {
    expect(await migrate(2)).toHaveLength(2);
    await ask(`INSERT INTO device ("deviceId", "dialect", "createdAt") VALUES ('dispenser-1', 'cloudevents', now())`);
    await ask(
      `INSERT INTO journal ("deviceNumber", "eventId", "time", "receivedAt", "effectiveAt", "clock", "type", "payloadLength", "payload")
       SELECT "number", n, now(), now(), now(), 'trusted', 'device.closed', 2, '{}' FROM device, generate_series(1, 4) AS n`,
    );
    await ask(
      `INSERT INTO journal_pending ("number", "time", "deviceNumber", "stage", "subject")
       SELECT "number", "time", "deviceNumber", CASE "eventId" WHEN '3' THEN 'care' WHEN '4' THEN 'parked' ELSE 'heard' END, NULL FROM journal`,
    );
    await ask(
      `INSERT INTO condition ("deviceId", "condition", "eventType", "detail", "since", "lastAt", "clearedAt", "recentAt") VALUES
         ('dispenser-1', 'device.fault', 'device.fault', '{"faultCode": "E1"}', '2026-03-10T07:00:00Z', '2026-03-10T07:05:00Z', NULL, '{}'),
         ('dispenser-1', 'supply.empty', 'supply.empty', '{}', '2026-03-10T07:00:00Z', '2026-03-10T07:00:00Z', '2026-03-10T07:09:00Z',
           '{2026-03-10T07:00:00Z,2026-03-10T07:09:00Z}'),
         ('dispenser-1', 'device.booted', 'device.booted', '{}', '2026-03-10T07:00:00Z', '2026-03-10T07:02:00Z', NULL,
           '{2026-03-10T07:00:00Z,2026-03-10T07:02:00Z}')`,
    );
    await ask(`INSERT INTO fact_turn ("at", "facts", "last") VALUES (now(), 3, 3), (now(), 1, 4), (now(), 3, 7)`);
    await ask(PUT_ASIDE);
    await ask(OLD_FACTS);
    expect(await migrate(migrations.length)).toHaveLength(migrations.length - 2);
    const said = await ask<{ words: { is: string; code: string | null; atMs: number }[] }>(
      'SELECT "words" FROM condition ORDER BY "condition"',
    );
    const minutes = (atMs: number): number => (atMs - Date.UTC(2026, 2, 10, 7)) / 60_000;
    expect(said.map(({ words }) => words.map(({ is, code, atMs }) => [is, code, minutes(atMs)]))).toEqual([
      [
        ['raised', null, 0],
        ['raised', null, 2],
      ],
      [
        ['raised', 'E1', 0],
        ['raised', 'E1', 5],
      ],
      [
        ['raised', null, 0],
        ['cleared', null, 9],
      ],
    ]);
    expect(
      await ask(
        `SELECT j."eventId", b."lane" = j."deviceNumber" % 4 AS "inItsLane" FROM journal_batch b
         JOIN journal j ON ARRAY[j."number"] = b."numbers" AND j."time" BETWEEN b."from" AND b."until" ORDER BY b."id"`,
      ),
    ).toEqual([
      { eventId: '1', inItsLane: true },
      { eventId: '2', inItsLane: true },
    ]);
    expect(
      await ask('SELECT j."eventId", p."stage" FROM journal_pending p JOIN journal j USING ("number") ORDER BY 1'),
    ).toEqual([
      { eventId: '3', stage: 'care' },
      { eventId: '4', stage: 'parked' },
    ]);
  });

  it('tells what was told by one vocabulary and without sentences, where it stood, and what the version before still tells too', async () => {
    const feed = () =>
      ask<{ position: number; type: string; data: object }>('SELECT "position"::int, "type", "data" FROM feed');
    const told = [
      { position: 1, type: 'alert.released', data: { state: 'open' } },
      { position: 2, type: 'dose.dispensed', data: { slot: 'morning' } },
      { position: 3, type: 'task.superseded', data: { reason: 'later_step' } },
      { position: 4, type: 'escalation.rung_skipped', data: { rung: 0, rule: null } },
      { position: 5, type: 'telemetry.found_unusable', data: { line: 1, quarantineIds: [PUT_ASIDE_ID] } },
      {
        position: 6,
        type: 'telemetry.handed_over',
        data: { line: 1, eventType: 'dose.missed', quarantineId: PUT_ASIDE_ID },
      },
      { position: 7, type: 'telemetry.handed_over', data: { line: 2, eventType: null } },
    ];
    expect(await feed()).toEqual(told);
    await ask(`INSERT INTO fact_turn ("at", "facts", "last") VALUES (now(), 2, 9)`);
    await ask(
      `INSERT INTO fact ("turnId", "step", "at", "type", "subject", "data")
       SELECT "id", "step", "at", "type", 'x', "data"::jsonb FROM fact_turn, (VALUES
         (1, 'task.holder-told', '{"reason": "shadow"}'),
         (2, 'telemetry.unusable', '{"causes": ["not JSON"], "line": 3}')
       ) f("step", "type", "data") WHERE "last" = 9`,
    );
    expect(await feed()).toEqual([
      ...told,
      { position: 8, type: 'task.holder_told', data: { reason: 'shadow' } },
      { position: 9, type: 'telemetry.found_unusable', data: { line: 3, quarantineIds: [] } },
    ]);
  });
});
