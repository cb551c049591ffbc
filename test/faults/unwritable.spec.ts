import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import {
  describeWithPostgres,
  describeWithSmallDisk,
  type PostgresServer,
  startPostgres,
} from '../support/postgres-server.js';
import type { Reporter } from '../support/reporter.js';
import { expectEachOnce, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { askReadiness, buildService, makeService, type Service } from '../support/service.js';

const PASSES_WITHIN_MS = 20_000;
const LISTS = ['/citizens', '/tasks', '/alerts', '/teams', '/citizens'];

const full = aFault({
  name: 'PostgreSQL full',
  done: 'While a fleet published, the small disk of PostgreSQL was filled to the last byte, and later freed.',
  must: 'Lists are read meanwhile and dispensers are sent elsewhere; all of it flows again without a restart.',
});

const standby = aFault({
  name: 'PostgreSQL a standby',
  done: 'A service was started on a hot standby, with a fleet that publishes; the primary ended, and the standby was promoted.',
  must: 'Nothing is acknowledged before the promotion and lists are read; after it all of it flows without a restart.',
});

const readOnly = aFault({
  name: 'PostgreSQL read-only',
  done: 'Under a running service PostgreSQL was made read-only, and taken back.',
  must: 'Lists are read, what would be written is refused with 503, and both are over when it is.',
});

const withoutStandby = aFault({
  name: 'A synchronous standby that is away',
  done: 'Under a running service PostgreSQL was told to wait for a standby that was not there: every commit hung.',
  must: 'Dispensers are sent elsewhere, lists are read all the while, and it is over when it is.',
});

const databaseOf = ({ url }: PostgresServer) => ({ url, drop: () => Promise.resolve() });
const acknowledgedBy = (reporters: readonly Reporter[]) => reporters.flatMap(({ acknowledged }) => [...acknowledged]);

/** Of the whole, for dispensers, and for who reads. */
async function readinessOf({ httpUrl }: Service): Promise<(number | undefined)[]> {
  return Promise.all(
    ['', '?for=mqtt', '?for=http'].map((query) =>
      fetch(`${httpUrl}/readyz${query}`).then(
        ({ status }) => status,
        () => undefined,
      ),
    ),
  );
}

const becomes = (service: Service, ...wanted: number[]): Promise<unknown> =>
  eventually(async () => String(await readinessOf(service)) === String(wanted), PASSES_WITHIN_MS);

async function detailOf(service: Service, name: string): Promise<string | undefined> {
  const { body } = await askReadiness(service.httpUrl);
  return (body?.checks as { name: string; detail: string }[] | undefined)?.find((check) => check.name === name)?.detail;
}

async function partnerAt(service: Service, { partner }: Round): Promise<Api> {
  const { clientId: client_id, clientSecret: client_secret } = partner;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const answer = await fetch(`${service.httpUrl}/oauth/token`, { method: 'POST', body });
  return new Api(service.httpUrl, ((await answer.json()) as { access_token: string }).access_token);
}

describeWithSmallDisk('a PostgreSQL whose disk is full', () => {
  let postgres: PostgresServer;
  let round: Round;
  let service: Service;
  let reporters: Reporter[] = [];
  const heard = (): number => acknowledgedBy(reporters).length;

  beforeAll(async () => {
    buildService();
    postgres = await startPostgres({ diskMb: 160, settings: { max_wal_size: '64MB', min_wal_size: '64MB' } });
    round = await layOutRound(databaseOf(postgres), { citizens: 8, events: 1_600, missed: 60, seed: seedOf('full') });
    service = await makeService({ DATABASE_URL: postgres.url, DATABASE_ANSWER_MS: '2000' });
    await service.start();
    reporters = round.reporters([service.mqttPort]);
  });
  afterAll(async () => {
    reporters.forEach((reporter) => reporter.stop());
    await service?.kill();
    await postgres?.remove();
  });

  it('keeps the list, acknowledges nothing it has not kept, and goes on by itself when there is space', async () => {
    const api = await partnerAt(service, round);
    const running = Promise.all(reporters.map((reporter) => reporter.run()));
    await eventually(() => heard() >= 300, PASSES_WITHIN_MS);
    postgres.fill();
    await becomes(service, 503, 503, 200);
    expect(await detailOf(service, 'journal')).toContain('its disk is full (53100)');
    expect(await api.ask('GET', '/tasks')).toMatchObject({ status: 200 });
    expect(await api.ask('GET', '/citizens')).toMatchObject({ status: 200 });
    expect((await fetch(`${service.httpUrl}/livez`)).status).toBe(200);
    const refused = heard();

    postgres.free();
    await running;
    await becomes(service, 200, 200, 200);
    await waitUntilSettled(postgres.url);
    const figures = await expectEachOnce(postgres.url, round, acknowledgedBy(reporters));
    full.record(figures, { 'acknowledged after it was freed': heard() - refused });
  });
});

describeWithPostgres('a PostgreSQL that takes no writes', () => {
  let primary: PostgresServer;
  let postgres: PostgresServer;
  let round: Round;
  let service: Service;
  let api: Api;
  let reporters: Reporter[] = [];
  const heard = (): number => acknowledgedBy(reporters).length;

  beforeAll(async () => {
    buildService();
    primary = await startPostgres();
    round = await layOutRound(databaseOf(primary), { citizens: 8, events: 400, missed: 40, seed: seedOf('standby') });
    postgres = await primary.standby();
    service = await makeService({ DATABASE_URL: postgres.url, DATABASE_ANSWER_MS: '2000' });
    reporters = round.reporters([service.mqttPort]);
  });
  afterAll(async () => {
    reporters.forEach((reporter) => reporter.stop());
    await service?.kill();
    await postgres?.remove();
    await primary?.remove();
  });

  const expectRefused = async (): Promise<void> => {
    const answer = await api.ask('POST', '/districts', { name: 'Nowhere' });
    expect(answer).toMatchObject({ status: 503, body: { reason: 'unwritable' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  };

  it('because it is a standby: the service comes up, says so, serves what it can, and goes on when it is promoted', async () => {
    await service.start('started');
    await becomes(service, 503, 503, 200);
    expect(await detailOf(service, 'writes')).toBe('the server is a standby, and takes no writes');
    api = await partnerAt(service, round);
    const { items } = await api.get('/citizens');
    expect(items).toHaveLength(8);
    expect(await api.ask('GET', '/tasks')).toMatchObject({ status: 200 });
    await expectRefused();
    const running = Promise.all(reporters.map((reporter) => reporter.run()));
    await eventually(
      () => reporters.every(({ isConnected, refusals }) => isConnected || refusals > 0),
      PASSES_WITHIN_MS,
    );
    expect(heard()).toBe(0);

    await primary.stop('immediate');
    await postgres.promote();
    await running;
    await becomes(service, 200, 200, 200);
    await waitUntilSettled(postgres.url);
    standby.record(await expectEachOnce(postgres.url, round, acknowledgedBy(reporters)));
  });

  it('has every look written down that could not be, and names nobody in its own log meanwhile', async () => {
    const looks = (): Promise<{ citizens: number }[]> =>
      postgres.ask(
        `SELECT count(DISTINCT each)::int AS "citizens" FROM look, unnest("citizenIds") each
         WHERE "principalKind" = 'partner' AND "route" = 'GET /api/v1/citizens'`,
      );
    await eventually(async () => (await looks())[0]!.citizens === 8);
    const told = service.output.split('\n').filter((line) => line.includes('a look could not be written down yet'));
    expect(told.length).toBeGreaterThan(0);
    const [person] = (await api.get('/citizens')).items;
    expect(told.join()).toContain(person!.id);
    expect(service.output).not.toContain(person!.displayName);
  });

  it('because it was made read-only: reads on, refuses what would be written, and takes it when it may', async () => {
    await postgres.set({ default_transaction_read_only: 'on' });
    await becomes(service, 503, 503, 200);
    expect(await detailOf(service, 'writes')).toBe('it takes no writes: it is read-only (25006)');
    await expectRefused();
    expect(await api.ask('GET', '/citizens')).toMatchObject({ status: 200 });
    await postgres.set({ default_transaction_read_only: 'off' });
    await becomes(service, 200, 200, 200);
    expect(await api.ask('POST', '/districts', { name: 'Somewhere' })).toMatchObject({ status: 201 });
    readOnly.record(null, { 'refused with 503': 'yes' });
  });

  it('because it waits for a standby that is not there: lists are read all the while', async () => {
    await postgres.set({ synchronous_standby_names: '*' });
    await becomes(service, 503, 503, 200);
    for (const list of LISTS) expect(await api.ask('GET', list)).toMatchObject({ status: 200 });
    await postgres.set({ synchronous_standby_names: '' });
    await becomes(service, 200, 200, 200);
    withoutStandby.record(null, { 'lists read meanwhile': LISTS.length });
  });

  describe('whose schema a newer build made', () => {
    it('is not served by a build that starts on it, until it is known', async () => {
      await service.stop();
      await postgres.ask(`INSERT INTO migrations ("timestamp", "name") VALUES (9000000000000, 'OfTheNextRelease')`);
      await service.start('started');
      await becomes(service, 503, 503, 503);
      await eventually(async () =>
        (await detailOf(service, 'schema'))?.includes('a newer build has migrated it: OfTheNextRelease'),
      );
      expect((await fetch(`${service.httpUrl}/livez`)).status).toBe(200);
      await postgres.ask(`DELETE FROM migrations WHERE "name" = 'OfTheNextRelease'`);
      await becomes(service, 200, 200, 200);
    });
  });
});
