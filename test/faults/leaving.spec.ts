import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { count } from '../support/counter.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import type { Reporter } from '../support/reporter.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

const SLOW = 8;
const WORKERS = 12;

const fault = aFault({
  name: 'Node told to stop',
  done: 'A node that dispensers published to, with requests on kept-alive connections, slow requests that waited for a lock, and a live stream, was sent SIGTERM.',
  must: 'Readiness fails at once, every request is answered and done once, the stream says so, all that was stored is acknowledged, and the exit code is 0.',
});

describe('a node that is told to stop', () => {
  let database: TestDatabase;
  let round: Round;
  let token: string;
  let service: Service;
  let locker: pg.Client;

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('leaving');
    round = await layOutRound(database, { citizens: 8, events: 4_000, missed: 20, seed: seedOf('leaving') });
  });
  beforeEach(async () => {
    service = await makeService({ DATABASE_URL: database.url, DRAIN_SECONDS: '1' });
    await service.start();
    const { clientId, clientSecret } = round.partner;
    const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const signedIn = await fetch(`${service.httpUrl}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams(grant),
    });
    token = ((await signedIn.json()) as { access_token: string }).access_token;
    locker = new pg.Client({ connectionString: database.url });
    await locker.connect();
  });
  afterEach(async () => {
    await service?.kill();
    await locker?.end();
  });
  afterAll(() => database?.drop());

  /** Requests that wait for a lock by now; they are answered once it is let go of. */
  const slowRequests = async (names: string[]) => {
    await locker.query('BEGIN');
    await locker.query('LOCK TABLE district IN SHARE MODE');
    const api = new Api(service.httpUrl, token);
    const asked = names.map((name) => api.ask('POST', '/districts', { name }));
    await eventually(async () => {
      const waiting = await query(
        database.url,
        `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'district'::regclass`,
      );
      return waiting.length >= names.length;
    });
    return { answers: Promise.all(asked) };
  };
  const namesOf = (what: string, how: number): string[] => Array.from({ length: how }, (_, i) => `${what} ${i}`);
  const districts = async (what: string): Promise<number> =>
    (await query(database.url, `SELECT 1 FROM district WHERE "name" LIKE '${what} %'`)).length;
  const readiness = async (query = '') => {
    const answer = await fetch(`${service.httpUrl}/readyz${query}`).catch(() => null);
    const { checks } = ((await answer?.json()) ?? { checks: [] }) as { checks: { name: string }[] };
    return { status: answer?.status, checks: checks.map(({ name }) => name) };
  };

  it('sends nobody there any more, answers whoever is there, and cuts nothing', async () => {
    const reporters: Reporter[] = round.reporters([service.mqttPort]);
    const publishing = reporters.map((reporter) => reporter.run());
    const stream = fetch(`${service.httpUrl}/api/v1/events/stream`, { headers: { authorization: `Bearer ${token}` } });
    const heard = (await stream).text();
    const [done, cut] = [[] as number[], [] as string[]];
    let goes = true;
    const work = async (_: unknown, worker: number): Promise<void> => {
      // Whoever came in the moment in which the door was shut was never let in, once; a connection that came in before may serve the next.
      let wasAtTheDoor = false;
      for (let i = 0; goes; i++) {
        const name = `Quick ${worker}-${i}`;
        await new Api(service.httpUrl, token).ask('POST', '/districts', { name }).then(
          ({ status }) => void done.push(status),
          (error: Error & { cause?: { code?: string } }) => {
            // Turned away at the door, which a balancer has noticed by then.
            if (error.cause?.code === 'ECONNREFUSED') goes = false;
            else if (error.cause?.code === 'ECONNRESET' && !wasAtTheDoor) wasAtTheDoor = true;
            else cut.push(`${name}: ${error.cause?.code ?? error.message}`);
          },
        );
      }
    };
    const workers = Promise.all(Array.from({ length: WORKERS }, work));
    await eventually(() => done.length > 50 && reporters.every(({ acknowledged }) => acknowledged.size > 0));
    const slow = await slowRequests(namesOf('Slow', SLOW));

    const ended = service.stop();
    for (const purpose of ['', '?for=mqtt', '?for=http'])
      await eventually(async () => (await readiness(purpose)).status === 503);
    expect(await readiness('?for=mqtt')).toEqual({ status: 503, checks: ['leaving'] });
    const served = await fetch(`${service.httpUrl}/livez`);
    expect({ status: served.status, connection: served.headers.get('connection') }).toEqual({
      status: 200,
      connection: 'close',
    });
    await locker.query('COMMIT');
    for (const { status } of await slow.answers) expect(status).toBe(201);
    await workers;
    expect(await ended).toBe(0);
    reporters.forEach((reporter) => reporter.stop());
    await Promise.all(publishing);

    expect(cut).toEqual([]);
    expect(new Set(done)).toEqual(new Set([201]));
    expect(await districts('Quick')).toBe(done.length);
    expect(await districts('Slow')).toBe(SLOW);
    expect(await heard).toMatch(/event: leaving\ndata: \{\}\n\n$/);
    const acknowledged = reporters.flatMap((reporter) => [...reporter.acknowledged]);
    const [journal] = await query<{ lines: number }>(database.url, 'SELECT count(*)::int AS "lines" FROM journal');
    const figures = await count(database.url, { acknowledged, missedDoseIds: [], expected: ['dose.missed'] });
    expect(journal!.lines).toBe(figures.acknowledged);
    fault.record(figures, {
      'requests answered': done.length + SLOW,
      cut: cut.length,
      'stored and not acknowledged': 0,
    });
  });

  it('finishes what is slow also when nobody waits for balancers', async () => {
    await service.kill();
    service = await makeService({ DATABASE_URL: database.url });
    await service.start();
    const slow = await slowRequests(namesOf('Late', SLOW));
    const ended = service.stop();
    await eventually(async () => (await readiness()).status === undefined);
    await locker.query('COMMIT');
    for (const { status, headers } of await slow.answers)
      expect([status, headers.get('connection')]).toEqual([201, 'close']);
    expect(await ended).toBe(0);
    expect(await districts('Late')).toBe(SLOW);
  });

  it('ends at once when it is told again', async () => {
    await service.kill();
    service = await makeService({ DATABASE_URL: database.url, DRAIN_SECONDS: '600' });
    await service.start();
    const ended = service.stop();
    await eventually(async () => (await readiness()).status === 503);
    // One press of Ctrl-C comes more than once through npm: only later ones are meant anew.
    await eventually(() => {
      if (service.isRunning) service.tellAgain();
      return !service.isRunning;
    });
    expect(await ended).toBe(143);
  });
});
