import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PUSH_NEWS, type PushNews } from '../../src/deliveries/push/push-news.rules.js';
import type { Api } from '../support/api.js';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { startHouse } from '../support/house.js';
import { openPushService, type PushBrowser, type PushService } from '../support/push-service.js';
import { buildService, makeService, type Service } from '../support/service.js';
import { makeTown } from '../support/town.js';

const fault = aFault({
  name: 'Killed while it pushed',
  done: 'A service was killed with SIGKILL twice while it pushed every kind of personal news to two browsers, over https to a push service that takes its time.',
  must: 'Each browser is told each of them once: what is sent again has the id it had, and nothing is left out or waits on.',
});

/** The facts that tell of each kind, and the work that it is about: as it stands, and by whom it was brought there. */
type Told = readonly [type: string, data: object, work: Work | null];
type Work = 'asked' | 'held' | 'left' | 'open' | 'taken' | 'closed';
const TOLD: Readonly<Record<PushNews, Told>> = {
  asked: ['task.created', {}, 'asked'],
  'still-asked': ['task.reminded', {}, 'asked'],
  'asked-others': ['task.widened', {}, 'open'],
  reminded: ['task.holder_reminded', {}, 'held'],
  raised: ['task.raised', {}, 'held'],
  moved: ['task.moved', {}, 'held'],
  'goes-elsewhere': ['task.readdressed', {}, 'held'],
  'hand-over-asked': ['task.hand_over_asked', {}, 'left'],
  reported: ['task.holder_told', {}, 'held'],
  'ran-out': ['task.released', { rule: 'claim_ran_out' }, 'open'],
  'shift-over': ['task.released', { rule: 'shift_over' }, 'open'],
  'given-back': ['task.released', { rule: null }, 'open'],
  'taken-over': ['task.taken_over', {}, 'taken'],
  closed: ['task.resolved', {}, 'closed'],
  notice: ['notice.shown', {}, null],
  'shift-ended': ['shift.ended', {}, null],
};

describe('personal news, over kill -9', () => {
  let certificates: Certificates;
  let push: PushService;
  let browsers: readonly PushBrowser[];
  let database: TestDatabase;
  let service: Service;
  let hanneId: string;
  const work = new Map<PushNews, string>();

  beforeAll(async () => {
    buildService();
    certificates = makeCertificates();
    const [cert, key] = [certificates.certFile, certificates.keyFile].map((file) => readFileSync(file, 'utf8'));
    push = await openPushService({ cert: cert!, key: key! });
    browsers = [push.browser(), push.browser()];
    database = await makeDatabase('pushed');
    const environment = { VAPID_SUBJECT: 'mailto:drift@proveby.example', PUSH_OWN_NETWORKS: '127.0.0.1' };
    await layOut(environment);
    // The house stood still; the service does not.
    await query(database.url, 'UPDATE clock SET "anchorRealAt" = now(), "speed" = 1');
    service = await makeService({
      ...environment,
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '8',
      NODE_EXTRA_CA_CERTS: certificates.caFile,
    });
    await service.start();
  });
  afterAll(async () => {
    await service?.kill();
    await push?.close();
    await database?.drop();
    certificates?.remove();
  });

  /** Work as each kind of news is about, of a nurse with two browsers. */
  async function layOut(environment: NodeJS.ProcessEnv): Promise<void> {
    const house = await startHouse({ database, environment });
    const town = await makeTown(house);
    const [grete, hanne] = [
      await town.nurse('Grete', [town.west.teamId]),
      await town.nurse('Hanne', [town.west.teamId]),
    ];
    hanneId = hanne.staffId;
    const { citizenId } = await town.citizen({ connect: false });
    const about = { citizenId, kind: 'call', priority: 'P3', text: 'Please ring back' };
    const bring = (id: string, how: Work): Promise<unknown> => {
      const act = (who: Api, action: string, body: object = {}) => who.post(`/tasks/${id}/${action}`, body);
      if (how === 'taken') return act(grete, 'claim');
      if (how === 'closed') return act(grete, 'resolve', { outcome: 'other', cause: 'other' });
      return how === 'held' || how === 'left' ? act(hanne, 'claim') : Promise.resolve();
    };
    for (const news of PUSH_NEWS) {
      const how = TOLD[news][2];
      if (how === null) continue;
      const { id } = await grete.post('/tasks', { ...about, ...(how === 'asked' && { assigneeId: hanneId }) });
      work.set(news, id);
      await bring(id, how);
      if (how === 'left')
        await house.query('UPDATE task SET "releaseAt" = now() + interval \'1 day\' WHERE "id" = $1', [id]);
    }
    for (const browser of browsers) await hanne.post('/me/push', browser.subscription);
    await hanne.put('/me/settings', { push: true });
    await house.clock.settle();
    await house.stop();
    expect(push.asked).toBe(0);
  }

  /** As the line tells them, in one turn. */
  async function tellAll(): Promise<void> {
    const facts = PUSH_NEWS.map((news, i) => {
      const [type, data, how] = TOLD[news];
      const said = how === null ? {} : { kind: 'call', priority: 'P3', claimedBy: hanneId };
      return [i + 1, type, work.get(news) ?? hanneId, JSON.stringify({ ...said, ...data })] as const;
    });
    await query(
      database.url,
      `WITH turn AS (
         INSERT INTO fact_turn ("at", "facts")
         SELECT "anchorClockAt" + (now() - "anchorRealAt"), $1 FROM clock RETURNING "id", "at")
       INSERT INTO fact ("turnId", "step", "at", "type", "subject", "data", "for")
       SELECT turn."id", f."step", turn."at", f."type", f."subject", f."data"::jsonb, $6
       FROM turn, unnest($2::int[], $3::text[], $4::text[], $5::text[]) AS f("step", "type", "subject", "data")`,
      [
        facts.length,
        facts.map(([step]) => step),
        facts.map(([, type]) => type),
        facts.map(([, , subject]) => subject),
        facts.map(([, , , data]) => data),
        hanneId,
      ],
    );
  }

  it('each of it is pushed once to each browser', async () => {
    for (const browser of browsers) browser.answerWith({ status: 201, afterMs: 50 });
    await tellAll();
    const all = PUSH_NEWS.length * browsers.length;
    const idsAt = (): string[] => [...new Set(push.taken.map(({ message }) => message.id))];
    const kills = [3, all / 2];
    for (const many of kills) {
      await eventually(() => idsAt().length >= many, 30_000);
      await service.kill();
      await service.start('started');
    }
    await eventually(() => idsAt().length >= all, 60_000);
    await eventually(async () => (await query(database.url, 'SELECT 1 FROM push_message')).length === 0);
    const told = browsers.map((browser) => {
      const taken = push.taken.filter((one) => one.browser === browser);
      return [...new Map(taken.map(({ message }) => [message.id, message.news])).values()].toSorted();
    });
    expect(told).toEqual(browsers.map(() => PUSH_NEWS.toSorted()));
    expect(push.flaws).toEqual([]);
    const again = push.taken.length - all;
    // What was under way when it was killed, and nothing else.
    expect(again).toBeLessThanOrEqual(kills.length * browsers.length);
    fault.record(null, { kills: kills.length, messages: all, 'sent again under their id': again });
  });
});
