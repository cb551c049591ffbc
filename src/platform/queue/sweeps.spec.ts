import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Config } from '../config/config.js';
import type { Database } from '../database/database.js';
import { Held, type Patience } from '../database/held.js';
import type { Log } from '../logging/log.js';
import { Sweeps } from './sweeps.js';

const SECOND_MS = 1_000;

describe('sweeps', () => {
  let sweeps: Sweeps;
  let letGo: () => void;
  let hangs: Promise<void>;

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-03-10T06:00:00Z') });
    hangs = new Promise((resolve) => (letGo = resolve));
    const config = { roles: ['worker'], sweep: { everyMs: SECOND_MS } } as unknown as Config;
    const log = { error: () => undefined } as unknown as Log;
    sweeps = new Sweeps(config, { isUp: true } as unknown as Database, log);
  });
  afterEach(async () => {
    letGo();
    await sweeps.close();
    jest.useRealTimers();
  });

  const add = (name: string, look: () => Promise<number>): void => sweeps.add({ name, role: 'worker', look });
  const pass = (seconds: number): Promise<void> => jest.advanceTimersByTimeAsync(seconds * SECOND_MS);

  it('come through while one of them never does', async () => {
    let looks = 0;
    let isSlow = false;
    add('slow', async () => {
      if (isSlow) await hangs;
      return 0;
    });
    add('watch', async () => ++looks && 0);
    await sweeps.start();
    isSlow = true;
    await pass(20);
    expect(looks).toBeGreaterThanOrEqual(20);
    expect(sweeps.stale(15 * SECOND_MS).map(({ name }) => name)).toEqual(['slow']);
  });

  it('come through after one of them failed', async () => {
    let looks = 0;
    add('broken', () => Promise.reject(new Error('broken')));
    add('watch', async () => ++looks && 0);
    await sweeps.start();
    await pass(3);
    expect(looks).toBe(4);
  });

  it('look first in the order of the line, and none before all that come before it are done', async () => {
    const told: string[] = [];
    add('outage', async () => {
      await hangs;
      return told.push('outage') && 0;
    });
    add('watch', async () => told.push('watch') && 0);
    const started = sweeps.start();
    await pass(1);
    expect(told).toEqual([]);
    letGo();
    await started;
    expect(told).toEqual(['outage', 'watch']);
  });

  it('are quiet when nobody finds anything more, whoever found it first', async () => {
    const work = { first: 2, second: 1 };
    add('last of the line', async () => (work.first === 0 && work.second > 0 ? work.second-- : 0));
    add('first', async () => (work.first > 0 ? work.first-- : 0));
    await sweeps.runUntilQuiet();
    expect(work).toEqual({ first: 0, second: 0 });
  });

  it('are not quiet while a look by the timer has not come to its end', async () => {
    const told: string[] = [];
    let isLate = false;
    add('late', async () => {
      if (!isLate) return 0;
      isLate = false;
      await hangs;
      told.push('found');
      return 1;
    });
    await sweeps.start();
    isLate = true;
    await pass(1);
    const quiet = sweeps.runUntilQuiet().then(() => told.push('quiet'));
    await pass(1);
    letGo();
    await quiet;
    expect(told).toEqual(['found', 'quiet']);
  });

  it('are still while somebody works through what falls due', async () => {
    let looks = 0;
    add('watch', async () => ++looks && 0);
    await sweeps.start();
    await sweeps.still(() => pass(5));
    expect(looks).toBe(1);
    await pass(1);
    expect(looks).toBe(2);
  });

  describe('pieces of work', () => {
    const EACH = ['a', 'b', 'c'];

    it('come after all others when somebody holds them, and are waited for then', async () => {
      const told: string[] = [];
      const work = async (one: string, patience: Patience): Promise<number> => {
        if (one === 'a' && patience === 'none') throw new Held();
        return told.push(`${one} ${patience}`) && 1;
      };
      expect(await sweeps.each(EACH, work)).toBe(3);
      expect(told).toEqual(['b none', 'c none', 'a a moment']);
    });

    it('are left to the next look when they are held for longer, and nobody calls that quiet', async () => {
      let tries = 0;
      add('claims', () =>
        sweeps.each(EACH.slice(0, 1), async () => {
          if (++tries < 5) throw new Held();
          return tries === 5 ? 1 : 0;
        }),
      );
      await sweeps.runUntilQuiet();
      expect(tries).toBe(6);
    });

    it('do not hold each other up when they fail', async () => {
      const work = (one: string): Promise<number> =>
        one === 'b' ? Promise.reject(new Error('b')) : Promise.resolve(1);
      expect(await sweeps.each(EACH, work)).toBe(2);
    });

    it('are begun no more when the look has taken long', async () => {
      const begun: string[] = [];
      const working = sweeps.each(EACH, async (one) => {
        begun.push(one);
        await new Promise((resolve) => setTimeout(resolve, 4 * SECOND_MS));
        return 1;
      });
      await pass(30);
      expect([await working, begun]).toEqual([2, ['a', 'b']]);
    });

    it('are done so many at once', async () => {
      let now = 0;
      let most = 0;
      const work = async (): Promise<number> => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 10));
        return now-- && 1;
      };
      const working = sweeps.each([1, 2, 3, 4, 5, 6, 7], work, 3);
      await pass(1);
      expect([await working, most]).toEqual([7, 3]);
    });
  });
});
