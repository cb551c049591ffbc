import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { complaintsAboutAlarms, countAlarms, findDoses } from './alarms.js';
import { missesOf, MORNING } from './burst.js';
import { eventTemplate, EventWriter, typeOf, type DoseTimes } from './event.js';
import { seedHistory } from './history.js';
import { complaintsAboutQueue } from './queue.js';
import { seedTasks } from './seed-tasks.js';
import { benchLogins, seedDoses, seedTown, SILENT_DISTRICT } from './seed.js';

const DOSES: DoseTimes = { firstDueAt: '2026-11-21T07:00:00Z', count: 2 };
const LOGINS = benchLogins(6);

let home: TestDatabase;
let database: pg.Client;

beforeAll(async () => {
  home = await makeDatabase('bench');
  database = new pg.Client({ connectionString: home.url });
  await database.connect();
  await seedTown(database, LOGINS.slice(0, 4));
  await seedTown(database, LOGINS.slice(4), SILENT_DISTRICT);
  await seedDoses(database, LOGINS, DOSES);
});

afterAll(async () => {
  await database.end();
  await home.drop();
});

const rows = async <T extends object>(sql: string): Promise<T[]> => (await database.query<T>(sql)).rows;

describe('the alarms the bench counts', () => {
  let doseIds: string[];

  beforeEach(async () => {
    await database.query('TRUNCATE task, escalation, alert CASCADE');
    doseIds = await findDoses(
      database,
      LOGINS.map(({ deviceId }) => ({ deviceId, dueAt: new Date(DOSES.firstDueAt) })),
    );
    await database.query(
      `WITH opened AS (
         INSERT INTO alert ("id", "key", "type", "state", "priority", "citizenId", "openedAt", "lastSeenAt")
         SELECT uuidv7(), 'citizen:' || "citizenId" || '/dose:' || "id", 'dose.missed', 'open', 'P2', "citizenId", now(), now()
         FROM dose WHERE "id" = ANY ($1) RETURNING "id"
       ) INSERT INTO task ("id", "alertId", "kind", "state", "priority", "audience", "dueAt", "createdAt", "rung", "routing")
         SELECT uuidv7(), "id", 'visit', 'open', 'P2', 'team', now(), now(), 0, '{}' FROM opened`,
      [doseIds],
    );
  });

  const count = async () => {
    const counted = await countAlarms(database, doseIds);
    return { ...counted, complaints: complaintsAboutAlarms(counted) };
  };

  it('are all there, once', async () => {
    expect(await count()).toEqual({ expected: 6, once: 6, missing: 0, twice: 0, complaints: [] });
  });

  it('complain of a task that is missing', async () => {
    await database.query('DELETE FROM task WHERE "id" = (SELECT "id" FROM task LIMIT 1)');
    const { once, missing, complaints } = await count();
    expect({ once, missing }).toEqual({ once: 5, missing: 1 });
    expect(complaints).toEqual(['1 of 6 doses have no task that somebody could take']);
  });

  it('complain of an alert that is missing, and of a task that was only superseded', async () => {
    await database.query(
      `UPDATE task SET "state" = 'superseded' WHERE "id" = (SELECT "id" FROM task ORDER BY "id" LIMIT 1)`,
    );
    const last = '(SELECT "alertId" FROM task ORDER BY "id" DESC LIMIT 1)';
    await database.query(`UPDATE alert SET "key" = 'another' WHERE "id" = ${last}`);
    expect(await count()).toMatchObject({ once: 4, missing: 2 });
  });

  it('complain of a second alert of the same dose', async () => {
    await database.query(
      `INSERT INTO alert ("id", "key", "type", "state", "priority", "openedAt", "lastSeenAt")
       SELECT uuidv7(), "key", "type", 'resolved', "priority", now(), now() FROM alert LIMIT 1`,
    );
    expect((await count()).complaints).toEqual(['1 of 6 doses have more than one alert or task']);
  });

  it('complain of a dose that the house does not know', async () => {
    const [unknown] = await findDoses(database, [
      { deviceId: 'BENCH-000001', dueAt: new Date('2030-01-01T00:00:00Z') },
    ]);
    doseIds = [...doseIds, unknown!];
    expect(await count()).toMatchObject({ expected: 7, once: 6, missing: 1 });
  });
});

it('knows beforehand of which doses the generator says that they were missed', () => {
  const doses: DoseTimes = { firstDueAt: '2026-11-21T07:00:00Z', count: 20, keptForMisses: 10 };
  const clients = benchLogins(100);
  const writer = new EventWriter(doses);
  const said: string[] = [];
  clients.forEach(({ deviceId }, client) => {
    for (let n = 0; n < 10; n++) {
      const template = eventTemplate(deviceId, '0a1b2c3d', client, typeOf(MORNING, client, n), new Date());
      const packet = Buffer.alloc(template.bytes.length);
      writer.write(template, packet, 0, n, 1);
      const event = JSON.parse(packet.toString('utf8', template.payloadAt)) as {
        type: string;
        data: { dueAt: string };
      };
      if (event.type === 'dose.missed') said.push(`${deviceId} ${new Date(event.data.dueAt).toISOString()}`);
    }
  });
  const known = missesOf(clients, 1_000, doses).map(({ deviceId, dueAt }) => `${deviceId} ${dueAt.toISOString()}`);
  expect(known.sort()).toEqual(said.sort());
  expect(new Set(known).size).toBe(20);
});

it('complains of a queue that is short, of another team, or refused', () => {
  const queue = (teams: string[]) =>
    JSON.stringify({ items: teams.map((teamName, id) => ({ id: String(id), teamName })) });
  const forty = Array<string>(40).fill('ours');
  expect(complaintsAboutQueue(200, queue(forty), 'ours')).toEqual([]);
  expect(complaintsAboutQueue(200, queue(forty.slice(1)), 'ours')).toEqual(['a queue of 40 came with 39 tasks']);
  expect(complaintsAboutQueue(200, queue([...forty.slice(1), 'theirs']), 'ours')).toHaveLength(1);
  expect(complaintsAboutQueue(429, '', 'ours')).toEqual(['a queue was answered with 429']);
});

describe('what the bench puts into a house', () => {
  it('is as many tasks as it says, and every team its queue', async () => {
    await database.query('TRUNCATE task, escalation, alert CASCADE');
    await seedTasks(database, 1_000, 5);
    expect(await rows('SELECT count(*)::int AS "all" FROM task')).toEqual([{ all: 1_000 }]);
    const queues = await rows<{ live: number }>(
      `SELECT count(*)::int AS "live" FROM task WHERE "state" = 'open' GROUP BY "teamId"`,
    );
    expect(queues.map(({ live }) => live)).toEqual([40, 40, 40, 40, 40]);
  });

  it('is a history in order, after which the house goes on', async () => {
    await seedHistory(database, { events: 1_000, facts: 100, doses: 100 });
    expect(
      await rows('SELECT count(*)::int AS "all", count(DISTINCT "deviceNumber")::int AS "of" FROM journal'),
    ).toEqual([{ all: 1_000, of: 6 }]);
    expect(
      await rows('SELECT min("position")::int, max("position")::int, count(DISTINCT "position")::int FROM feed'),
    ).toEqual([{ min: 1, max: 100, count: 100 }]);
    const [next] = await rows<{ id: string }>(`INSERT INTO fact_turn ("at", "facts") VALUES (now(), 0) RETURNING "id"`);
    expect(Number(next!.id)).toBe(11);
    expect(await rows(`SELECT count(*)::int AS "all" FROM dose WHERE "settled" AND "state" = 'dispensed'`)).toEqual([
      { all: 100 },
    ]);
  });
});
