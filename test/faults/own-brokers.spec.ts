import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomFor } from '../../src/simulator/random.rules.js';
import { count } from '../support/counter.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault, shortOrLong } from '../support/fault.js';
import { describeWithHaproxy, startHaproxy, type TestHaproxy } from '../support/haproxy.js';
import { openProxy, type Proxy } from '../support/proxy.js';
import { Reporter, type Saying } from '../support/reporter.js';
import { expectEachOnce, expectFeedWhole, waitUntilSettled } from '../support/round-check.js';
import { layOutRound, type Round } from '../support/round.js';
import { seedOf } from '../support/seed.js';
import { buildService, makeService, type Service } from '../support/service.js';

const fault = aFault({
  name: 'Two nodes behind HAProxy, all of it',
  done: 'Two nodes with brokers of their own behind one HAProxy: connections left half open, one node killed in the midst of it, then both restarted one after the other, dispensers moving to and fro and commands sent all the while.',
  must: 'Every command is answered, wherever its dispenser listens; no living dispenser is called offline, and one that went down with its node is.',
});

const PHASES = 5;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
/** Half of them have no keep-alive: that they are gone their node learns from no timer. */
const mannersOf = (i: number) => ({ listens: true, patienceMs: 2_000, ...(i % 4 > 1 && { keepaliveSeconds: 2 }) });

describeWithHaproxy('two nodes with brokers of their own behind HAProxy', () => {
  const seed = seedOf('own-brokers');
  const random = randomFor(seed, 'moves');
  const nodes: Service[] = [];
  const asked: string[] = [];
  const answered = new Map<Reporter, number>();
  let database: TestDatabase;
  let round: Round;
  let balancer: TestHaproxy;
  let wayBefore: Proxy;
  let wayOfDoomed: Proxy;
  let reporters: Reporter[];
  /** One that is gone in the same moment as its node, which never notices. */
  let doomed: Reporter;
  let timer: NodeJS.Timeout;

  const ask = <T extends object>(sql: string): Promise<T[]> => query<T>(database.url, sql);
  const devicesWhere = async (table: string, condition: string): Promise<string[]> =>
    (await ask<{ deviceId: string }>(`SELECT "deviceId" FROM ${table} WHERE ${condition} ORDER BY 1`)).map(
      ({ deviceId }) => deviceId,
    );
  const countOf = async (sql: string, parameters: unknown[] = []): Promise<number> =>
    (await query<{ count: number }>(database.url, `SELECT count(*)::int AS "count" FROM ${sql}`, parameters))[0]!.count;
  const unanswered = () => countOf(`command WHERE "id" = ANY ($1::uuid[]) AND "state" <> 'done'`, [asked]);
  /** As the nodes see it: one that is half open counts beside the one that took its place. */
  const connected = async (): Promise<number[]> => {
    const pages = await Promise.all(nodes.map(async ({ httpUrl }) => (await fetch(`${httpUrl}/metrics`)).text()));
    return pages.map((page) => Number(/^dosevagt_mqtt_connected (\d+)$/m.exec(page)![1]));
  };
  const owed = (): number => reporters.reduce((sum, { owes }) => sum + owes, 0);
  const saysAll = () =>
    eventually(() => owed() === 0, 30_000).catch(async (error: Error) => {
      const owing = reporters.filter(({ owes }) => owes > 0);
      const told = owing.map(
        ({ login, owes, isConnected }) => `${login.deviceId} owes ${owes}, connected: ${isConnected}`,
      );
      const ready = await Promise.all(nodes.map(async (node) => JSON.stringify(await node.readiness())));
      throw new Error([error.message, ...told, ...ready].join('\n'));
    });
  const sayings = ({ login }: Reporter): readonly Saying[] => round.sayings.get(login.deviceId)!;
  /** Gives the dispensers more to say, waits until they are in the midst of it, and moves some of them elsewhere. */
  const speak = async (phase: number): Promise<void> => {
    for (const reporter of reporters.filter((one) => one !== doomed)) {
      const said = sayings(reporter);
      const [from, to] = [phase, phase + 1].map((part) => Math.floor((said.length * part) / PHASES));
      said.slice(from, to).forEach((saying) => reporter.say(saying));
    }
    const half = owed() / 2;
    await eventually(() => owed() <= half, 30_000);
    for (const reporter of reporters) if (reporter !== doomed && random() < 0.3) await reporter.breakOff();
  };
  const answerCommands = (): void => {
    for (const reporter of reporters) {
      if (!reporter.isConnected) continue;
      for (const command of reporter.commands.slice(answered.get(reporter) ?? 0)) {
        const { id } = JSON.parse(command) as { id: string };
        reporter.mention('commands/ack', JSON.stringify({ id, result: 'done' }));
      }
      answered.set(reporter, reporter.commands.length);
    }
  };
  /** Of whichever node the balancer comes to; what is refused or cut off was not asked. */
  const askSomebody = async (token: string): Promise<void> => {
    const { deviceId } = reporters[Math.floor(random() * reporters.length)]!.login;
    if (deviceId === doomed.login.deviceId) return;
    const answer = await fetch(`${balancer.httpUrl}/api/v1/dispensers/${deviceId}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message.show', data: { messageId: 'm', text: 'Hello' }, ttlSeconds: 86_400 }),
    }).catch(() => null);
    if (answer?.status === 201) asked.push(((await answer.json()) as { id: string }).id);
  };
  const signIn = async (): Promise<string> => {
    const { clientId, clientSecret } = round.partner;
    const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const answer = await fetch(`${balancer.httpUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams(grant) });
    return ((await answer.json()) as { access_token: string }).access_token;
  };

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('brokers');
    round = await layOutRound(database, { citizens: 16, events: shortOrLong(1_600, 16_000), missed: 80, seed });
    const environment = { DATABASE_URL: database.url, DATABASE_POOL_SIZE: '8', MQTT_DESERTED_SECONDS: '10' };
    nodes.push(await makeService(environment), await makeService(environment));
    await Promise.all(nodes.map((node) => node.start()));
    balancer = await startHaproxy(nodes);
    wayBefore = await openProxy(balancer.mqttPort);
    wayOfDoomed = await openProxy(nodes[0]!.mqttPort);
    reporters = round.dispensers.map((login, i) =>
      i === 0
        ? new Reporter(login, round.sayings.get(login.deviceId)!, [wayOfDoomed.port], mannersOf(i))
        : new Reporter(login, [], i % 2 ? [wayBefore.port, balancer.mqttPort] : [balancer.mqttPort], mannersOf(i)),
    );
    doomed = reporters[0]!;
    const token = await signIn();
    timer = setInterval(() => {
      answerCommands();
      void askSomebody(token);
    }, 100);
    for (const reporter of reporters) void reporter.stay();
  });
  afterAll(async () => {
    clearInterval(timer);
    reporters?.forEach((reporter) => reporter.stop());
    await balancer?.close();
    await Promise.all([wayBefore?.close(), wayOfDoomed?.close()]);
    await Promise.all(nodes.map((node) => node.kill()));
    await database?.drop();
  });

  it('lose no command, call nobody offline who is there, and do everything once', async () => {
    const [east, west] = nodes as [Service, Service];
    await speak(0);
    await saysAll();

    // Connections that are gone without a word: their dispensers come anew, and the nodes do not know.
    wayBefore.fallSilent();
    for (const [i, reporter] of reporters.entries()) if (i % 2) await reporter.breakOff();
    await speak(1);
    await saysAll();
    await eventually(async () => sum(await connected()) === reporters.length, 60_000);
    wayBefore.mend();

    await speak(2);
    wayOfDoomed.fallSilent();
    doomed.stop();
    await east.kill();
    await saysAll();
    await east.start();

    await speak(3);
    expect(await west.stop()).toBe(0);
    await saysAll();
    await west.start();

    await speak(4);
    expect(await east.stop()).toBe(0);
    await saysAll();
    await east.start();

    clearInterval(timer);
    await eventually(async () => {
      answerCommands();
      return (await unanswered()) === 0;
    }, 30_000);
    await waitUntilSettled(database.url);
    await expectEachOnce(
      database.url,
      round,
      reporters.flatMap(({ acknowledged }) => [...acknowledged]),
    );
    await expectFeedWhole(database.url, balancer.httpUrl, round.partner);

    // Ten minutes later whoever was called away is offline.
    await eventually(async () => (await devicesWhere('device_health', 'NOT "online"')).length === 1, 30_000);
    await ask(`UPDATE clock SET "anchorClockAt" = "anchorClockAt" + interval '11 minutes'`);
    const lost = await eventually(async () => {
      const found = await devicesWhere('condition', `"condition" = 'connectivity.offline'`);
      return found.length > 0 ? found : null;
    }, 60_000);
    expect(lost).toEqual([doomed.login.deviceId]);
    fault.record(
      await count(database.url, {
        acknowledged: reporters.flatMap(({ acknowledged }) => [...acknowledged]),
        missedDoseIds: round.missedDoseIds,
        expected: ['connectivity.offline'],
      }),
      {
        'commands, all answered': asked.length,
        connections: reporters.reduce((sum, { connections }) => sum + connections, 0),
        'dispensers closed for a connection to the other node': await countOf(
          `device_verdict WHERE "reason" = 'taken-over' AND "detail" LIKE '%to another node'`,
        ),
        'living dispensers called offline': lost.length - 1,
      },
    );
  });
});
