import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault, shortOrLong } from '../support/fault.js';
import { startHouse } from '../support/house.js';
import { buildService, makeService, type Service } from '../support/service.js';
import { makeTown } from '../support/town.js';

const fault = aFault({
  name: 'Killed while a list was taken in',
  done: 'A whole list of citizens, of people, of dispensers and of postal codes was sent; the service was killed while it wrote them, and the list was sent again.',
  must: 'All of a list is there or nothing of it, the list again brings all of it, and once more changes nothing.',
});

interface List {
  readonly title: string;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly rows: number;
  readonly header: string;
  readonly row: (n: number) => string;
  /** How many of it are there. */
  readonly count: string;
  /** What it writes to. */
  readonly table: string;
}

const digits = (n: number): string => String(n).padStart(4, '0');
const LISTS: readonly List[] = [
  {
    title: 'citizens',
    method: 'POST',
    path: '/citizens/import',
    rows: shortOrLong(200, 1_000),
    header: 'externalId;displayName;street;lat;lon;district;mobile;relativeName;consent',
    row: (n) =>
      `EX-${n};List Opdigtet ${n};Opdigtet Gade ${n};55,2${digits(n)};9,2${digits(n)};West;+45 00 00 00 01;List Son;ja`,
    count: `SELECT count(*)::int AS "is" FROM citizen WHERE "externalId" LIKE 'EX-%'`,
    table: 'citizen',
  },
  {
    title: 'people',
    method: 'POST',
    path: '/staff/import',
    rows: shortOrLong(20, 200),
    header: 'username;displayName;roles;teams',
    row: (n) => `list-${n};List Person ${n};nurse;West Day`,
    count: `SELECT count(*)::int AS "is" FROM staff WHERE "username" LIKE 'list-%'`,
    table: 'staff',
  },
  {
    title: 'dispensers',
    method: 'POST',
    path: '/dispensers/provision',
    rows: shortOrLong(1_000, 10_000),
    header: 'deviceId;model',
    row: (n) => `LIST-${n};Invented 3`,
    count: `SELECT count(*)::int AS "is" FROM device WHERE "deviceId" LIKE 'LIST-%'`,
    table: 'device',
  },
  {
    title: 'postal codes',
    method: 'PUT',
    path: '/postcodes?country=NO',
    rows: shortOrLong(2_000, 9_000),
    header: 'postcode;lat;lon',
    row: (n) => `${n};59,1;10,${n}`,
    count: `SELECT count(*)::int AS "is" FROM postcode WHERE "country" = 'NO'`,
    table: 'postcode',
  },
];

describe('a list that is taken in', () => {
  let database: TestDatabase;
  let service: Service;
  let token: string;
  let kills = 0;
  let inTheMiddle = 0;

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('imports');
    const house = await startHouse({ database });
    try {
      await makeTown(house);
      token = house.admin.token;
    } finally {
      await house.stop();
    }
    service = await makeService({ DATABASE_URL: database.url, LOG_LEVEL: 'silent' });
  });
  afterAll(async () => {
    await service?.kill();
    await database?.drop();
  });

  const send = ({ method, path, rows, header, row }: List) =>
    fetch(`${service.httpUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv; charset=utf-8' },
      body: [header, ...Array.from({ length: rows }, (_, i) => row(i + 1))].join('\n'),
    });
  const countOf = async ({ count }: List): Promise<number> => (await query<{ is: number }>(database.url, count))[0]!.is;
  /** Every row, as it stands. */
  const allOf = ({ table }: List) => query(database.url, `SELECT * FROM ${table} t ORDER BY t::text`);
  /** Whether somebody has written some of it and not committed. */
  const isWriting = async ({ table }: List): Promise<boolean> => {
    const [found] = await query<{ is: boolean }>(
      database.url,
      `SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING ("pid")
                      WHERE l."relation" = '${table}'::regclass AND l."mode" = 'RowExclusiveLock' AND a."backend_xid" IS NOT NULL) AS "is"`,
    );
    return found!.is;
  };

  it.each(LISTS)(
    '$title: is there whole or not at all when the service is killed in the middle of it',
    async (list) => {
      await service.start();
      const before = await countOf(list);
      const sent = send(list).then(
        ({ status }) => status,
        () => null,
      );
      await Promise.race([eventually(() => isWriting(list)), sent]);
      await service.kill();
      kills += 1;
      const answered = await sent;
      await eventually(async () => !(await isWriting(list)));
      const there = await countOf(list);
      inTheMiddle += Number(answered === null && there === before);
      expect([before, before + list.rows]).toContain(there);
      if (answered !== null) expect(there).toBe(before + list.rows);

      await service.start();
      expect(String((await send(list)).status)).toMatch(/^20[01]$/);
      expect(await countOf(list)).toBe(list.rows);
      const done = await allOf(list);
      expect(String((await send(list)).status)).toMatch(/^20[01]$/);
      expect(await allOf(list)).toEqual(done);
    },
  );

  it('was killed in the middle of some', () => {
    expect(inTheMiddle).toBeGreaterThan(0);
    fault.record(null, { kills, 'in the middle of a list': inTheMiddle });
  });
});
