import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Database } from '../../platform/database/database.js';
import type { Log } from '../../platform/logging/log.js';
import type { Wrong } from './attempts.rules.js';
import { type Attempt, AttemptsService } from './attempts.service.js';

const by = (account: string, more: Partial<Attempt> = {}): Attempt => ({
  account,
  address: '192.0.2.1',
  deviceId: null,
  isGuessable: true,
  ...more,
});
const wrong = async () => null;
const right = async () => 'token';
const slowed = (retryAfterSeconds: number) => ({ status: 429, extra: { retryAfterSeconds } });

/** What the table does. */
class Table {
  readonly counted = new Map<string, Wrong>();
  isUnwritable = false;
  find = async (_tx: unknown, keys: readonly string[]) => {
    const found = keys.flatMap((key) => (this.counted.has(key) ? [[key, this.counted.get(key)!] as const] : []));
    return new Map(found);
  };
  count = async (_tx: unknown, key: string, now: Date, keptSince: Date) => {
    if (this.isUnwritable) throw Object.assign(new Error('cannot execute INSERT'), { code: '25006' });
    const before = this.counted.get(key);
    const kept = before && before.since > keptSince ? before : { wrong: 0, since: now };
    this.counted.set(key, { wrong: kept.wrong + 1, since: kept.since, lastAt: now });
  };
  forget = async (_tx: unknown, key: string) => void this.counted.delete(key);
  purge = async () => undefined;
}

describe('trying to sign in', () => {
  let table: Table;
  let east: AttemptsService;
  let west: AttemptsService;
  beforeEach(() => {
    jest.useFakeTimers({
      now: new Date('2026-11-22T08:00:00Z'),
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'],
    });
    table = new Table();
    const work = (look: (tx: null) => unknown) => Promise.resolve().then(() => look(null));
    const database = { autocommit: work, commitAtOnce: work } as unknown as Database;
    const log = { warn: () => undefined } as unknown as Log;
    const node = () => new AttemptsService(table, database, log);
    [east, west] = [node(), node()];
  });
  afterEach(() => void jest.useRealTimers());
  const tries = async (count: number, attempt: (n: number) => Attempt, node = east) => {
    for (let n = 0; n < count; n++) await node.attempt(attempt(n), wrong).catch(() => undefined);
  };

  it('waits longer after each wrong one from the fifth on, whichever node is asked, and half a minute at most', async () => {
    for (let n = 0; n < 5; n++) expect(await east.attempt(by('grete'), wrong)).toBeNull();
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      await expect(west.attempt(by('grete'), right)).rejects.toMatchObject(slowed(seconds));
      jest.advanceTimersByTime(seconds * 1_000);
      expect(await east.attempt(by('grete'), wrong)).toBeNull();
    }
    jest.advanceTimersByTime(30_000);
    expect(await west.attempt(by('grete'), right)).toBe('token');
    for (let n = 0; n < 5; n++) expect(await east.attempt(by('grete'), wrong)).toBeNull();
  });

  it('does not wait at a device where she signed in, whatever others try', async () => {
    await tries(40, () => by('grete'));
    expect(await east.attempt(by('grete', { deviceId: 'hers' }), right)).toBe('token');
    await tries(40, () => by('grete', { deviceId: 'hers' }));
    expect(await east.attempt(by('grete', { deviceId: 'hers' }), right)).toBe('token');
    await tries(100, () => by('grete', { deviceId: 'hers' }));
    await expect(east.attempt(by('grete', { deviceId: 'hers' }), right)).rejects.toMatchObject(slowed(1));
  });

  it('never counts a right one while it is looked at, however many come at once', async () => {
    const answers = await Promise.all([
      ...Array.from({ length: 40 }, (_, n) => east.attempt(by(`nurse-${n}`), right)),
      ...Array.from({ length: 40 }, () => east.attempt(by('partner'), right)),
    ]);
    expect(answers.filter((answer) => answer !== 'token')).toEqual([]);
    expect(table.counted.size).toBe(0);
  });

  it('is looked at one after the other for one account, so that a thousand guesses at once are five', async () => {
    const looked = jest.fn(wrong);
    await Promise.allSettled(Array.from({ length: 1_000 }, () => east.attempt(by('grete'), looked)));
    expect(looked).toHaveBeenCalledTimes(5);
  });

  it('is refused to wrong ones behind an address that tried a hundred, and lets right ones pass', async () => {
    await tries(100, (n) => by(`made-up-${n}`));
    await expect(east.attempt(by('made-up'), wrong)).rejects.toMatchObject(slowed(30));
    const nurses = Array.from({ length: 40 }, (_, n) => west.attempt(by(`nurse-${n}`), right));
    expect(await Promise.all(nurses)).toEqual(Array.from({ length: 40 }, () => 'token'));
    jest.advanceTimersByTime(60_000);
    expect(await east.attempt(by('made-up'), wrong)).toBeNull();
  });

  it('is four guesses a second behind such an address, at a node, also of those that came at once', async () => {
    const looked = jest.fn(wrong);
    const guesses = Array.from({ length: 600 }, (_, n) => east.attempt(by(`guess-${n}`), looked));
    const over = Promise.allSettled(guesses);
    await jest.advanceTimersByTimeAsync(0);
    // What was being looked at when the hundredth was counted is looked at.
    expect(looked.mock.calls.length).toBeLessThanOrEqual(104);
    const before = looked.mock.calls.length;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(looked.mock.calls.length - before).toBe(4);
    // Her own device, or another address, waits behind nobody.
    expect(await east.attempt(by('grete', { deviceId: 'hers' }), right)).toBe('token');
    expect(await east.attempt(by('grete', { address: '192.0.2.2' }), right)).toBe('token');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(looked.mock.calls.length - before).toBeLessThanOrEqual(44);
    const refused = (await over).filter((one) => one.status === 'rejected');
    expect(refused.length).toBeGreaterThan(450);
  });

  it('of whoever is tried from an address that is crowded does not wait there', async () => {
    await tries(100, (n) => by(`made-up-${n}`));
    const guesses = Promise.allSettled(Array.from({ length: 50 }, () => east.attempt(by('grete'), wrong)));
    await jest.advanceTimersByTimeAsync(0);
    expect(await east.attempt(by('grete', { address: '192.0.2.2' }), right)).toBe('token');
    await jest.advanceTimersByTimeAsync(60_000);
    await guesses;
  });

  it('is always looked at where nobody can guess, and wrong ones are told to wait', async () => {
    const partner = (n = 0) => by('partner', { isGuessable: false, address: `192.0.2.${n}` });
    for (let n = 0; n < 5; n++) expect(await east.attempt(partner(n), wrong)).toBeNull();
    await expect(east.attempt(partner(6), wrong)).rejects.toMatchObject(slowed(1));
    expect(await east.attempt(partner(7), right)).toBe('token');
  });

  it('is counted by the process itself while the database takes no writes', async () => {
    table.isUnwritable = true;
    await tries(5, () => by('grete'));
    await expect(east.attempt(by('grete'), right)).rejects.toMatchObject(slowed(1));
    table.isUnwritable = false;
    jest.advanceTimersByTime(1_000);
    expect(await east.attempt(by('grete'), right)).toBe('token');
  });
});
