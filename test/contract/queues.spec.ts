import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { loadSettings } from '../../src/platform/config/load.js';
import { Shares } from '../../src/platform/database/connections/shares.js';
import { Log } from '../../src/platform/logging/log.js';
import { Database } from '../../src/platform/database/database.js';
import { Queues } from '../../src/platform/queue/queues.js';
import type { WakeUp } from '../../src/platform/queue/wake-up.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startFleetingPostgres } from '../support/fleeting-postgres.js';
import { type OtherProcess, runElsewhere } from '../support/other-process.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';

function makeQueues(environment: NodeJS.ProcessEnv): Queues {
  const settings = loadSettings(process.cwd(), { NODE_ENV: 'test', LOG_LEVEL: 'silent', ...environment });
  return new Queues(
    settings,
    new Database(settings, new Log(settings), []),
    new Log(settings),
    new Shares(settings.database.poolSize),
  );
}

/** What every backend of the wake-ups promises. A handler here answers when the test says so. */
function theContract(environment: () => NodeJS.ProcessEnv): void {
  const opened: Queues[] = [];
  let names = 0;
  let closedInTheEnd: OtherProcess;
  const freshName = (): string => `wake${++names}`;
  const openQueues = (): Queues => {
    const queues = makeQueues(environment());
    opened.push(queues);
    return queues;
  };
  const listenTo = async (queues: Queues, name: string, concurrency = 4): Promise<Work> => {
    const work = new Work();
    await queues.open({ name, concurrency, handle: (ids) => work.answer(ids) }, true);
    return work;
  };
  beforeAll(async () => {
    const [queues, name] = [openQueues(), freshName()];
    await queues.open({ name, concurrency: 1, handle: () => Promise.resolve() }, false);
    await queues.wake(name, [wakeUp('stuck', 1)]);
    closedInTheEnd = runElsewhere(WORKER_THAT_NEVER_ANSWERS, { QUEUE: name, ...environment() });
    await closedInTheEnd.hasSaid('begun 1');
    closedInTheEnd.signal('SIGTERM');
  });
  afterAll(() => closedInTheEnd?.kill());
  afterEach(async () => {
    for (const queues of opened.splice(0)) await queues.close();
  });

  it('answers each wake-up with its ids', async () => {
    const [queues, name] = [openQueues(), freshName()];
    const work = await listenTo(queues, name);
    work.letGo();
    await queues.wake(name, [wakeUp('a', 1), wakeUp('b', 2)]);
    await eventually(() => work.done.length === 2);
    expect(work.done.map(({ n }) => n).sort()).toEqual([1, 2]);
    expect(queues.trouble).toBeNull();
  });

  it('collapses the wake-ups of one key that wait, and answers other keys meanwhile', async () => {
    const [queues, name] = [openQueues(), freshName()];
    await queues.open({ name, concurrency: 4, handle: () => Promise.resolve() }, false);
    for (let n = 0; n < 20; n++) await queues.wake(name, [wakeUp('same', n)]);
    await queues.wake(name, [wakeUp('other', 100)]);
    const work = await listenTo(openQueues(), name);
    work.letGo();
    await eventually(() => work.done.some(({ n }) => n === 100) && work.done.length >= 2);
    await queues.wake(name, [wakeUp('last', 200)]);
    await eventually(() => work.done.some(({ n }) => n === 200));
    expect(work.done).toHaveLength(3);
  });

  it.each(['one by one', 'in bulk'])(
    'answers what comes while the first of its key is being answered once more, afterwards, with the last ids (%s)',
    async (how) => {
      const [queues, name] = [openQueues(), freshName()];
      const work = await listenTo(queues, name);
      await queues.wake(name, [wakeUp('same', 0)]);
      await eventually(() => work.begun.length === 1);
      const more = Array.from({ length: 10 }, (_, i) => wakeUp('same', i + 1));
      if (how === 'in bulk') await queues.wake(name, more);
      else for (const one of more) await queues.wake(name, [one]);
      await queues.wake(name, [wakeUp('other', 100)]);
      await eventually(() => work.begun.some(({ n }) => n === 100));
      expect(work.begun.filter(({ n }) => n !== 100)).toEqual([{ n: 0 }]);
      work.letGo();
      await eventually(() => work.done.some(({ n }) => n === 10));
      expect(work.done.map(({ n }) => n).sort()).toEqual([0, 10, 100]);
    },
  );

  it('is awake for a key again and again', async () => {
    const [queues, name] = [openQueues(), freshName()];
    const work = await listenTo(queues, name);
    work.letGo();
    for (let n = 1; n <= 20; n++) {
      await queues.wake(name, [wakeUp('same', n)]);
      await eventually(() => work.done.some((ids) => ids.n === n));
    }
  });

  it('lets a handler that throws hold up nobody, not even its own key', async () => {
    const [queues, name] = [openQueues(), freshName()];
    const work = await listenTo(queues, name);
    work.letGo();
    work.fails = ({ n }) => n === 13;
    await queues.wake(name, [wakeUp('unlucky', 13), wakeUp('a', 1), wakeUp('b', 2)]);
    await eventually(() => work.done.length === 2);
    await queues.wake(name, [wakeUp('unlucky', 14)]);
    await eventually(() => work.done.some(({ n }) => n === 14));
    expect(await queues.failed()).toEqual({ [name]: 1 });
  });

  it('has the job of a process that died answered by another, and its key wakes again', async () => {
    const [queues, name] = [openQueues(), freshName()];
    const dying = runElsewhere(WORKER_THAT_NEVER_ANSWERS, { QUEUE: name, ...environment() });
    try {
      await queues.open({ name, concurrency: 1, handle: () => Promise.resolve() }, false);
      await queues.wake(name, [wakeUp('same', 1)]);
      await dying.hasSaid('begun 1');
    } finally {
      await dying.kill();
    }
    await queues.wake(name, [wakeUp('same', 2)]);
    const work = await listenTo(openQueues(), name);
    work.letGo();
    await eventually(() => work.done.some(({ n }) => n === 2), 60_000);
    expect(work.done.map(({ n }) => n)).toEqual([1, 2]);
  });

  it('waits at its close for what is being answered', async () => {
    const [queues, name] = [openQueues(), freshName()];
    const work = await listenTo(queues, name);
    await queues.wake(name, [wakeUp('slow', 1)]);
    await eventually(() => work.begun.length === 1);
    let closed = false;
    const closing = queues.close().then(() => (closed = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    work.letGo();
    await closing;
    expect(work.done).toEqual([{ n: 1 }]);
  });

  it('ends its close within a bound though a handler never answers', async () => {
    await closedInTheEnd.hasSaid('closed');
  });
}

/** Handlers that stay busy until they are let go. */
class Work {
  readonly begun: WakeUp['ids'][] = [];
  readonly done: WakeUp['ids'][] = [];
  fails: (ids: WakeUp['ids']) => boolean = () => false;
  private open!: () => void;
  private readonly gate = new Promise<void>((resolve) => (this.open = resolve));

  letGo(): void {
    this.open();
  }

  async answer(ids: WakeUp['ids']): Promise<void> {
    this.begun.push(ids);
    await this.gate;
    if (this.fails(ids)) throw new Error('this one always fails');
    this.done.push(ids);
  }
}

const WORKER_THAT_NEVER_ANSWERS = `
  const { loadSettings } = await import('./src/platform/config/load.ts');
  const { Log } = await import('./src/platform/logging/log.ts');
  const { Database } = await import('./src/platform/database/database.ts');
  const { Shares } = await import('./src/platform/database/connections/shares.ts');
  const { Queues } = await import('./src/platform/queue/queues.ts');
  const settings = loadSettings(process.cwd(), { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'silent' });
  const handle = ({ n }) => new Promise(() => console.log('begun ' + n));
  const queues = new Queues(settings, new Database(settings, new Log(settings), []), new Log(settings), new Shares(settings.database.poolSize));
  process.on('SIGTERM', () => queues.close().then(() => console.log('closed')));
  await queues.open({ name: process.env.QUEUE, concurrency: 1, handle }, true);`;

const wakeUp = (key: string, n: number): WakeUp => ({ key, ids: { n } });

describe('wake-ups in PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await makeDatabase('queues');
  });
  afterAll(() => database?.drop());

  theContract(() => ({ DATABASE_URL: database.url }));

  it('outlive connections that are lost in the very moment they are open', async () => {
    const fleeting = await startFleetingPostgres(database.url);
    const queues = makeQueues({ DATABASE_URL: fleeting.url });
    const work = new Work();
    work.letGo();
    try {
      await queues.open({ name: 'fleeting', concurrency: 1, handle: (ids) => work.answer(ids) }, true);
      for (let round = 1; round <= 3; round++) {
        const { lost } = fleeting;
        fleeting.loseNew();
        fleeting.drop();
        // Every part of BullMQ tries again by itself: those that ask, and the one that listens.
        await eventually(() => fleeting.lost >= lost + 6, 60_000);
        fleeting.keepNew();
        await eventually(async () => {
          await queues.wake('fleeting', [wakeUp('again', round)]);
          return work.done.some(({ n }) => n === round);
        }, 20_000);
      }
    } finally {
      await queues.close();
      await fleeting.close();
    }
  });
});

describeWithRedis('wake-ups in Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.close());

  theContract(() => ({ REDIS_URL: redis.url }));
});
