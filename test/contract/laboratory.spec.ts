import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import {
  describeWithPostgres,
  describeWithSmallDisk,
  type PostgresServer,
  startPostgres,
} from '../support/postgres-server.js';

const FILL = `INSERT INTO ballast SELECT repeat(md5(n::text), 20) FROM generate_series(1, 100000) AS n`;

/** What the fault tests lean on: the harm that is meant is the harm that is done. */
describe('the laboratory', () => {
  const servers: PostgresServer[] = [];
  let main: PostgresServer;
  const kept = async (server: PostgresServer): Promise<number> =>
    (await server.ask<{ n: number }>('SELECT count(*)::int AS n FROM note'))[0]!.n;
  const add = (server: PostgresServer) => server.ask(`INSERT INTO note VALUES ('said')`);

  afterAll(() => Promise.all(servers.map((server) => server.remove())));

  describeWithPostgres('a PostgreSQL of one’s own', () => {
    beforeAll(async () => {
      servers.push((main = await startPostgres()));
      await main.ask('CREATE TABLE note ("words" text)');
    });

    it('has every table, and keeps what it was told over each way to end', async () => {
      expect(await main.ask('SELECT * FROM journal')).toEqual([]);
      for (const end of [() => main.stop(), () => main.stop('immediate'), () => main.kill()]) {
        await add(main);
        await end();
        await expect(add(main)).rejects.toThrow(/ECONNREFUSED/);
        await main.start();
      }
      expect(await kept(main)).toBe(3);
    });

    it('answers nothing while it is frozen, and all of it afterwards', async () => {
      const thaw = main.freeze();
      let answered = false;
      const asked = add(main).then(() => (answered = true));
      await expect(eventually(() => answered, 300)).rejects.toThrow();
      thaw();
      await asked;
    });

    it('can be made read-only, also for who is connected', async () => {
      await main.set({ default_transaction_read_only: 'on' });
      await eventually(() =>
        add(main).then(
          () => false,
          (error: unknown) => (error as { code?: string }).code === '25006',
        ),
      );
      await main.set({ default_transaction_read_only: 'off' });
      await eventually(() => add(main).catch(() => null));
    });

    it('has a standby without which nothing is committed, and which can take over', async () => {
      const standby = await main.standby();
      servers.push(standby);
      const before = await kept(main);
      expect(await kept(standby)).toBe(before);
      await main.set({ synchronous_standby_names: '*' });
      await eventually(
        async () => (await main.ask(`SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`)).length > 0,
      );
      await add(main);
      await main.kill();
      await standby.promote();
      expect(await kept(standby)).toBe(before + 1);
      await add(standby);
      await main.start();
    });
  });

  describeWithSmallDisk('a PostgreSQL on a small disk', () => {
    it('has no room when it is full, and room when it is freed', async () => {
      const small = await startPostgres({ diskMb: 160, settings: { max_wal_size: '64MB' } });
      servers.push(small);
      await small.ask('CREATE TABLE ballast ("words" text)');
      small.fill();
      await expect(small.ask(FILL)).rejects.toMatchObject({ code: expect.stringMatching(/^(53100|57P02|08006)$/) });
      small.free();
      await small.start();
      await eventually(() => small.ask(`INSERT INTO ballast VALUES ('a little')`).catch(() => null));
    });
  });
});
