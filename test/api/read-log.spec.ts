import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessModule } from '../../src/access/access.module.js';
import { FeedLooks } from '../../src/access/audit/feed-looks.service.js';
import type { Look } from '../../src/access/audit/look.rules.js';
import { ReadLog } from '../../src/access/audit/read-log.service.js';
import { type ReadFilter, ReadLogStore } from '../../src/access/audit/read-log.store.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { Log } from '../../src/platform/logging/log.js';
import { openRooms, type Rooms } from '../support/rooms.js';

const [anna, ole, per] = ['10', '11', '12'].map((end) => `019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a${end}`) as [
  string,
  string,
  string,
];
const [west, east] = ['20', '21'].map((end) => `019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a${end}`) as [string, string];

const EVERYBODY: ReadFilter = { principalId: null, from: null, to: null };

describe('the log of reads', () => {
  let rooms: Rooms;
  beforeAll(async () => {
    rooms = await openRooms([AccessModule]);
  });
  afterAll(() => rooms.close());

  const look = (day: number, citizenIds: string[], more: Partial<Look> = {}): Look => ({
    at: new Date(Date.UTC(2026, 0, day, 8)),
    principalId: 'grete',
    principalKind: 'staff',
    route: 'GET /tasks',
    reason: null,
    fields: null,
    shown: null,
    replayed: false,
    citizenIds,
    ...more,
  });
  const daysOf = async (filter: ReadFilter) => {
    const found = await rooms.app
      .get(Database)
      .autocommit((tx) => rooms.app.get(ReadLog).readsOf(tx, anna, filter, null, 500));
    return found.map(({ at }) => at.toISOString().slice(0, 10));
  };
  const reads = (citizenId: string, limit = 500, below: readonly [Date, string] | null = null) =>
    rooms.app.get(Database).autocommit((tx) => rooms.app.get(ReadLog).readsOf(tx, citizenId, EVERYBODY, below, limit));

  it('has a line an answer, newest first however far back, what a version before wrote among them', async () => {
    const log = rooms.app.get(ReadLog);
    await Promise.all([
      log.write(look(1, [anna, ole])),
      log.write(look(60, [anna], { route: 'PATCH /citizens/:id', fields: ['displayName'] })),
      log.write(look(60, [ole])),
      log.write(look(61, [anna], { reason: 'called us', replayed: true })),
      log.write(look(61, [anna], { reason: 'called us', shown: ['homeAccess', 'phone'] })),
    ]);
    await rooms.query(
      `INSERT INTO read_log ("at", "principalId", "principalKind", "citizenId", "what", "reason")
       VALUES ('2026-01-30T08:00:00Z', 'hanne', 'staff', '${anna}', 'citizen.read', NULL)`,
    );
    const all = await reads(anna);
    const brief = all.map(({ at, principalId, route, reason, fields }) => [
      at.toISOString().slice(0, 10),
      principalId,
      route,
      reason ?? fields,
    ]);
    expect(brief).toEqual([
      ['2026-03-02', 'grete', 'GET /tasks', 'called us'],
      ['2026-03-02', 'grete', 'GET /tasks', 'called us'],
      ['2026-03-01', 'grete', 'PATCH /citizens/:id', ['displayName']],
      ['2026-01-30', 'hanne', 'citizen.read', null],
      ['2026-01-01', 'grete', 'GET /tasks', null],
    ]);
    expect(all.slice(0, 2).map(({ replayed }) => replayed)).toContain(true);
    expect(all.flatMap(({ shown }) => shown ?? [])).toEqual(['homeAccess', 'phone']);
    const paged = [];
    for (let below: readonly [Date, string] | null = null; ;) {
      const [next] = await reads(anna, 1, below);
      if (!next) break;
      paged.push(next);
      below = [next.at, next.id];
    }
    expect(paged).toEqual(all);
    const some = (filter: object) => daysOf({ ...EVERYBODY, ...filter });
    const [january, march] = ['2026-01-30T08:00:00Z', '2026-03-01T08:00:00Z'].map((at) => new Date(at)) as [Date, Date];
    expect(await some({ principalId: 'hanne' })).toEqual(['2026-01-30']);
    expect(await some({ from: march })).toEqual(['2026-03-02', '2026-03-02', '2026-03-01']);
    expect(await some({ to: march })).toEqual(['2026-01-30', '2026-01-01']);
    expect(await some({ from: january, to: march, principalId: 'grete' })).toEqual([]);
    expect(await some({ from: january, to: march })).toEqual(['2026-01-30']);
    expect(await rooms.query('SELECT 1 FROM look')).toHaveLength(5);
  });

  it('has a line for a reader of the feed, an hour and a district, from whichever node it was read', async () => {
    let minutes = 5;
    const clock = Object.create(rooms.app.get(Clock), {
      now: { value: () => new Date(Date.UTC(2026, 4, 1, 9, minutes)) },
    }) as Clock;
    const node = () => new FeedLooks(rooms.app.get(ReadLogStore), rooms.app.get(Database), clock, rooms.app.get(Log));
    const [first, second] = [node(), node()];
    const who = { kind: 'partner' as const, id: 'ehr' };
    const fact = (position: number, citizenId: string | null, districtId: string | null) => ({
      position,
      citizenId,
      districtId,
    });
    await first.tell(who, 'GET /events', [fact(7, anna, west), fact(8, null, west), fact(9, per, east)], 'stream');
    minutes = 20;
    await second.tell(who, 'GET /events', [fact(10, per, west), fact(11, anna, west), fact(12, ole, null)], 'stream');
    await first.tell(who, 'GET /events', [fact(30, anna, west)], 'stream');
    await first.tell({ kind: 'partner', id: 'bi' }, 'GET /events', [fact(7, anna, west)], 'stream');
    minutes = 65;
    await first.tell(who, 'GET /events', [fact(31, anna, west)], 'stream');
    await first.beforeApplicationShutdown();
    await second.beforeApplicationShutdown();
    const lines = await rooms.query(
      `SELECT extract(hour FROM "hour" AT TIME ZONE 'UTC')::int AS "hour", "principalId", "districtId", "firstPosition", "lastPosition",
              (SELECT array_agg(id ORDER BY id) FROM unnest("citizenIds") id) AS "citizenIds"
       FROM feed_look ORDER BY "hour", "firstPosition", "principalId", "lastPosition"`,
    );
    expect(lines.map((line) => Object.values(line))).toEqual([
      [9, 'bi', west, 7, 7, [anna]],
      [9, 'ehr', west, 7, 30, [anna, per]],
      [9, 'ehr', east, 9, 9, [per]],
      [9, 'ehr', null, 12, 12, [ole]],
      [10, 'ehr', west, 31, 31, [anna]],
    ]);
    const [newest] = await reads(anna, 1);
    expect(newest).toMatchObject({ principalId: 'ehr', route: 'GET /events', firstPosition: 31, lastPosition: 31 });
  });
});
