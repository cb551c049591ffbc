import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Clock } from '../clock/clock.js';
import type { Config } from '../config/config.js';
import type { Database } from '../database/database.js';
import { Held, type Patience } from '../database/held.js';
import { Shares } from '../database/connections/shares.js';
import type { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { type Sweep, Sweeps } from './sweeps.js';

const SECOND_MS = 1_000;

describe('sweeps', () => {
  let clock: Clock;
  let metrics: Metrics;
  let sweeps: Sweeps;
  let letGo: () => void;
  let hangs: Promise<void>;

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-03-10T06:00:00Z') });
    hangs = new Promise((resolve) => (letGo = resolve));
    const config = { roles: ['worker'], sweep: { everyMs: SECOND_MS } } as unknown as Config;
    const log = { error: () => undefined, warn: () => undefined } as unknown as Log;
    metrics = new Metrics();
    clock = new Clock();
    sweeps = new Sweeps(clock, config, { isUp: true, shares: new Shares(20) } as unknown as Database, log, metrics);
  });
  afterEach(async () => {
    letGo();
    await sweeps.close();
    jest.useRealTimers();
  });

  const add = (name: string, look: () => Promise<number>, more: Partial<Sweep> = {}): void =>
    sweeps.add({ name, role: 'worker', look, ...more });
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

  it('look first in the order of the line, behind what all others rest on, and wait for it', async () => {
    const told: string[] = [];
    add('drain', async () => told.push('drain') && 0);
    add('watch', async () => told.push('watch') && 0);
    const outage = async (): Promise<number> => {
      await hangs;
      return told.push('outage') && 0;
    };
    add('outage', outage, { first: true });
    const started = sweeps.start();
    await pass(10);
    expect(told).toEqual([]);
    letGo();
    await started;
    expect(told).toEqual(['outage', 'drain', 'watch']);
  });

  it('do not wait for long at the start for one before them in the line that hangs', async () => {
    const told: string[] = [];
    add('slow', async () => {
      await hangs;
      return 0;
    });
    add('watch', async () => told.push('watch') && 0);
    const started = sweeps.start();
    await pass(1);
    await started;
    expect(told).toEqual(['watch']);
    await pass(2);
    expect(told.length).toBeGreaterThanOrEqual(3);
  });

  it('look less often at a table that somebody holds, and as ever once it is free', async () => {
    let looks = 0;
    let isHeld = true;
    add('rungs', async () => {
      looks++;
      if (isHeld) throw new Held();
      return 0;
    });
    await sweeps.start();
    await pass(20);
    expect(looks).toBeGreaterThanOrEqual(4);
    expect(looks).toBeLessThanOrEqual(8);
    isHeld = false;
    await pass(5);
    looks = 0;
    await pass(5);
    expect(looks).toBe(5);
  });

  it('are counted from the start, with how long ago each came through and how long it took', async () => {
    let isSlow = false;
    add('watch', async () => 0);
    add('rungs', async () => {
      if (isSlow) throw new Held();
      return 0;
    });
    const tell = async (): Promise<string[]> => {
      const lines = (await metrics.registry.metrics()).split('\n');
      return lines.filter((line) => /^dosevagt_(sweep_looks|sweep_age)/.test(line) && !line.endsWith('} 0'));
    };
    expect(await metrics.registry.metrics()).toContain('dosevagt_sweep_looks_total{sweep="rungs",result="failed"} 0');
    expect(await tell()).toEqual([]);
    await sweeps.start();
    isSlow = true;
    await pass(2);
    expect(await tell()).toEqual([
      'dosevagt_sweep_looks_total{sweep="watch",result="done"} 3',
      'dosevagt_sweep_looks_total{sweep="rungs",result="done"} 1',
      'dosevagt_sweep_looks_total{sweep="rungs",result="held"} 2',
      expect.stringMatching(/^dosevagt_sweep_age_seconds\{sweep="watch"\} 0\.5/),
      expect.stringMatching(/^dosevagt_sweep_age_seconds\{sweep="rungs"\} 2/),
    ]);
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

  it('are not still where they say how we are', async () => {
    let looks = 0;
    add('beat', async () => ++looks && 0, { neverStill: true });
    await sweeps.start();
    await sweeps.still(() => pass(5));
    expect(looks).toBeGreaterThanOrEqual(5);
  });

  it('look anew for whoever asks, where a look is under way that began before', async () => {
    const told: string[] = [];
    let isSlow = false;
    add(
      'beat',
      async () => {
        told.push('begins');
        if (isSlow) await hangs;
        told.push('ends');
        return 0;
      },
      { neverStill: true },
    );
    await sweeps.start();
    isSlow = true;
    const quiet = sweeps.still(async () => {
      await pass(1);
      told.length = 0;
      isSlow = false;
      const looked = sweeps.runUntilQuiet();
      letGo();
      await looked;
    });
    await quiet;
    expect(told.slice(0, 3)).toEqual(['ends', 'begins', 'ends']);
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

    it('that are held for long are tried ever less often, and cost the others nothing', async () => {
      const told: string[] = [];
      let isHeld = true;
      const work = async (one: string): Promise<number> => {
        told.push(one);
        if (one === 'a' && isHeld) throw new Held();
        return 1;
      };
      for (let look = 0; look < 12; look++) {
        expect(await sweeps.each(EACH, work)).toBe(2);
        await pass(1);
      }
      expect(told.filter((one) => one === 'a')).toHaveLength(5);
      expect(told.slice(0, 8)).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'b', 'c']);
      isHeld = false;
      await pass(5);
      expect(await sweeps.each(EACH, work)).toBe(3);
      told.length = 0;
      await sweeps.each(EACH, work);
      expect(told).toEqual(EACH);
    });

    it('done together are done one by one where somebody holds one of them, and that one is left out from then on', async () => {
      const told: string[] = [];
      const work = async (some: readonly string[], patience: Patience): Promise<number> => {
        told.push(`${some.join('')} ${patience}`);
        if (some.includes('a')) throw new Held();
        return some.length;
      };
      expect(await sweeps.together(['a', 'b', 'c', 'd'], 3, work)).toBe(3);
      expect(told).toEqual(['abc none', 'd none', 'a none', 'b none', 'c none', 'a a moment']);
      told.length = 0;
      expect(await sweeps.together(['a', 'e', 'f', 'g'], 3, work)).toBe(3);
      expect(told).toEqual(['efg none']);
    });

    it('done together are done one by one where one of them fails, and only that one is left', async () => {
      const told: string[] = [];
      const work = async (some: readonly string[]): Promise<number> => {
        told.push(some.join(''));
        if (some.includes('b')) throw new Error('b');
        return some.length;
      };
      expect(await sweeps.together(['a', 'b', 'c', 'd', 'e', 'f'], 3, work, 2)).toBe(5);
      expect(told.slice(0, 2)).toEqual(['abc', 'def']);
      expect(told.slice(2).sort()).toEqual(['a', 'b', 'c']);
    });

    it('do not hold each other up when they fail', async () => {
      const work = (one: string): Promise<number> =>
        one === 'b' ? Promise.reject(new Error('b')) : Promise.resolve(1);
      expect(await sweeps.each(EACH, work)).toBe(2);
    });

    it('are looked for again at once while as many were found as may be and some were done', async () => {
      const looks = (...each: [found: number, done: number][]): Promise<[number, number]> => {
        let looked = 0;
        const look = async () => {
          const [found, done] = each[looked++]!;
          return { found, done };
        };
        return sweeps.whileMoreIsLeft(3, look).then((total) => [total, looked]);
      };
      expect(await looks([3, 3], [3, 1], [2, 2], [9, 9])).toEqual([6, 3]);
      expect(await looks([3, 0], [9, 9])).toEqual([0, 1]);
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

  describe('that know when the next of their work falls due', () => {
    const at = (ms: number): Date => new Date(clock.now().getTime() + ms);
    let looked: string[];
    beforeEach(() => {
      looked = [];
    });
    const noting = (name: string, more: Partial<Sweep> = {}): void =>
      add(name, async () => looked.push(name) && 0, more);

    it('look then, behind the one whose look tells them', async () => {
      let due: Date | null = null;
      noting('watch', { nextDue: async () => (due && due > clock.now() ? due : null), lookFirst: 'beat' });
      noting('beat', { first: true });
      await sweeps.start();
      await pass(1.01);
      looked = [];
      due = at(1_300);
      await pass(1);
      expect(looked).toEqual(['beat', 'watch']);
      looked = [];
      await pass(0.25);
      expect(looked).toEqual([]);
      await pass(0.06);
      expect(looked).toEqual(['beat', 'watch']);
      await pass(0.15);
      expect(looked).toEqual(['beat', 'watch']);
    });

    it('look ten times a second at most', async () => {
      noting('watch', { nextDue: async () => at(-1) });
      await sweeps.start();
      await pass(3);
      expect(looked.length).toBeGreaterThan(20);
      expect(looked.length).toBeLessThanOrEqual(34);
    });

    it('look sooner by a faster clock', async () => {
      let due: Date | null = null;
      noting('watch', { nextDue: async () => due });
      await sweeps.start();
      await pass(1.01);
      const now = new Date();
      clock.follow({ realAt: now, clockAt: now, speed: 60 });
      due = at(30_000);
      await pass(1);
      due = null;
      looked = [];
      await pass(0.51);
      expect(looked).toEqual(['watch']);
    });

    it('wait for the next second by a clock that stands still', async () => {
      noting('watch', { nextDue: async () => clock.now() });
      const now = new Date();
      clock.follow({ realAt: now, clockAt: now, speed: 0 });
      await sweeps.start();
      await pass(3);
      expect(looked).toHaveLength(4);
    });

    it('are left alone while somebody has them stand still', async () => {
      noting('watch', { nextDue: async () => at(200) });
      await sweeps.start();
      await pass(1.01);
      looked = [];
      await sweeps.still(() => pass(3));
      expect(looked).toEqual([]);
    });
  });
});
