import { describe, expect, it } from '@jest/globals';
import type { Heard } from '../journal/journal.rules.js';
import { doWithoutCulprits } from '../platform/database/culprits.js';
import { GroupCommit, type GroupCommitOptions } from './group-commit.js';

const line = (eventId: string, payloadLength = 100): Heard => ({ eventId, payloadLength }) as Heard;

function makeShard(write: GroupCommitOptions['write'], moment: GroupCommitOptions['moment'] = () => Promise.resolve()) {
  const troubles: unknown[] = [];
  const acked: string[] = [];
  const setAside: string[] = [];
  const shard = new GroupCommit({
    batchRows: 10,
    write: (entries) => doWithoutCulprits(entries, write, ({ eventId }) => write([line(`instead of ${eventId}`)])),
    writeAcks: async (acks) => {
      const answer = (some: typeof acks): Promise<void> => {
        if (some.some(({ id }) => id === 'bad')) return Promise.reject(new RangeError('data'));
        acked.push(...some.map(({ id }) => id));
        return Promise.resolve();
      };
      await doWithoutCulprits(acks, answer, ({ id }) => setAside.push(id));
      return acks.filter(({ id }) => id === 'held');
    },
    moment,
    onTrouble: (error) => troubles.push(error),
  });
  const answers: string[] = [];
  const push = (said: Heard) =>
    shard.push({
      entry: said,
      answer: (error) => answers.push(error ? `${said.eventId} refused` : said.eventId),
    });
  return { shard, push, answers, troubles, acked, setAside };
}

/** Waits until it is more than nothing. */
async function grown(read: () => number): Promise<number> {
  while (read() <= 0) await new Promise((resolve) => setImmediate(resolve));
  return read();
}

describe('one shard of the way into the journal', () => {
  it('writes what came meanwhile together, and answers in the order of arrival, after the commit', async () => {
    const written: string[][] = [];
    const { shard, push, answers } = makeShard((entries) => {
      expect(answers).toHaveLength(written.flat().length);
      written.push(entries.map(({ eventId }) => eventId));
      return Promise.resolve();
    });
    const ids = Array.from({ length: 25 }, (_, i) => String(i));
    ids.forEach((id) => push(line(id)));
    await shard.idle();
    expect(written.map((batch) => batch.length)).toEqual([10, 10, 5]);
    expect(answers).toEqual(ids);
  });

  it('waits for others while many are speaking and more come, and not while few are', async () => {
    const written: number[] = [];
    let moments = 0;
    const { shard, push } = makeShard(
      (entries) => {
        if (written.push(entries.length) === 1) push(line('while the first are written'));
        return Promise.resolve();
      },
      () => {
        moments += 1;
        if (moments <= 2) ['a', 'b'].forEach((id) => push(line(`${id}${moments}`)));
        return Promise.resolve();
      },
    );
    ['1', '2', '3', '4'].forEach((id) => push(line(id)));
    await shard.idle();
    expect({ written, moments }).toEqual({ written: [4, 5], moments: 3 });
    push(line('alone'));
    await shard.idle();
    expect({ written, moments }).toEqual({ written: [4, 5, 1], moments: 3 });
  });

  it('begins anew for what is said the moment the last was answered', async () => {
    const { shard } = makeShard(() => Promise.resolve());
    const say = (eventId: string) =>
      new Promise<void>((resolve) => shard.push({ entry: line(eventId), answer: () => resolve() }));
    await say('1');
    await say('2');
    expect(shard.depth).toBe(0);
  }, 2_000);

  it('replaces the one line that the database refuses, and writes its neighbours', async () => {
    const written: string[] = [];
    const { shard, push, answers } = makeShard((entries) => {
      if (entries.some(({ eventId }) => eventId === '4')) return Promise.reject(new RangeError('data'));
      written.push(...entries.map(({ eventId }) => eventId));
      return Promise.resolve();
    });
    for (let i = 0; i < 10; i++) push(line(String(i)));
    await shard.idle();
    expect(written.sort()).toEqual(['0', '1', '2', '3', '5', '6', '7', '8', '9', 'instead of 4'].sort());
    expect(answers).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('tells how long the oldest has waited that is within its budget', async () => {
    let letGo = (): void => undefined;
    const { shard, push } = makeShard(() => new Promise((resolve) => (letGo = () => resolve())));
    expect(shard.oldestMs).toBe(0);
    push({ ...line('loop'), isOverBudget: true });
    shard.push({ entry: null, answer: () => undefined });
    expect(shard.oldestMs).toBe(0);
    push(line('honest'));
    const first = await grown(() => shard.oldestMs);
    await grown(() => shard.oldestMs - first);
    while (shard.depth > 0) {
      letGo();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(shard.oldestMs).toBe(0);
  });

  it('answers nothing while the journal cannot be written, and refuses what is left when the house closes', async () => {
    const { shard, push, answers, troubles } = makeShard(() => Promise.reject(new Error('away')));
    for (let i = 0; i < 12; i++) push(line(String(i)));
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(answers).toEqual([]);
    await shard.close();
    expect(answers).toEqual(Array.from({ length: 12 }, (_, i) => `${i} refused`));
    expect(troubles.length).toBeLessThanOrEqual(2);
    expect(shard.turnedAway).toBe(0);
    push(line('late'));
    expect([answers.at(-1), shard.turnedAway]).toEqual(['late refused', 1]);
  });

  it('is not held up by an answer that the database will refuse for ever, and writes its neighbours', async () => {
    const { shard, push, answers, acked, setAside } = makeShard(() => Promise.resolve());
    for (const id of ['1', 'bad', '2']) {
      const ack = { deviceId: 'DEMO-1', id, result: 'done' as const, detail: null };
      shard.push({ entry: null, ack, answer: (error) => answers.push(error ? `${id} refused` : id) });
    }
    push(line('next'));
    await shard.idle();
    expect([answers, acked, setAside]).toEqual([['1', 'bad', '2', 'next'], ['1', '2'], ['bad']]);
  });

  it('is not held up by an answer to a command that somebody holds: its dispenser says it again', async () => {
    const { shard, push, answers, troubles } = makeShard(() => Promise.resolve());
    for (const id of ['1', 'held', '2']) {
      const ack = { deviceId: 'DEMO-1', id, result: 'done' as const, detail: null };
      shard.push({ entry: null, ack, answer: (error) => answers.push(error ? `${id} refused` : id) });
    }
    push(line('next'));
    await shard.idle();
    expect([answers, troubles]).toEqual([['1', 'held refused', '2', 'next'], []]);
    expect([shard.depth, shard.turnedAway]).toEqual([0, 0]);
  });

  it.each([
    ['many', 30_000, 1],
    ['large', 200, 256 * 1024],
  ])('takes no more when what waits is too %s', async (_much, count, bytes) => {
    let letGo = (): void => undefined;
    const { shard, push, answers } = makeShard(() => new Promise((resolve) => (letGo = () => resolve())));
    for (let i = 0; i < count; i++) push(line(String(i), bytes));
    const refused = answers.filter((answer) => answer.endsWith('refused')).length;
    expect(refused).toBeGreaterThan(0);
    expect((count - refused) * bytes).toBeLessThanOrEqual(17 * 1024 * 1024);
    while (answers.length < count) {
      letGo();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await shard.idle();
    push(line('after'));
    while (!answers.includes('after')) {
      letGo();
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
});
