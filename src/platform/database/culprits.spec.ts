import { describe, expect, it } from '@jest/globals';
import { doWithoutCulprits } from './culprits.js';

const refusal = (code: string) => Object.assign(new Error('query failed'), { driverError: { code, name: 'error' } });

describe('work for many at once', () => {
  const all = Array.from({ length: 33 }, (_, i) => i);

  it.each([[[0]], [[32]], [[7, 8]], [[0, 16, 31, 32]], [all]])(
    'leaves out %j, and does the rest in order',
    async (culprits) => {
      const done: number[] = [];
      const refused: number[] = [];
      await doWithoutCulprits(
        all,
        async (some) => {
          if (some.some((one) => culprits.includes(one))) throw refusal('22003');
          done.push(...some);
        },
        (one) => refused.push(one),
      );
      expect(refused).toEqual(culprits);
      expect(done).toEqual(all.filter((one) => !culprits.includes(one)));
    },
  );

  it('is done once where nothing is refused, and not at all for nobody', async () => {
    const calls: number[] = [];
    const work = async (some: readonly number[]) => calls.push(some.length);
    await doWithoutCulprits(all, work, () => undefined);
    await doWithoutCulprits([], work, () => undefined);
    expect(calls).toEqual([33]);
  });

  it('is left to be tried again when the database is the culprit', async () => {
    const refused: number[] = [];
    const work = (some: readonly number[]) => Promise.reject(some.length > 20 ? refusal('22003') : refusal('57P01'));
    await expect(doWithoutCulprits(all, work, (one) => refused.push(one))).rejects.toThrow('query failed');
    expect(refused).toEqual([]);
  });

  it('does not give up what our own code failed over once', async () => {
    const done: number[] = [];
    const refused: number[] = [];
    const failures = new Map([
      [3, 2],
      [5, 99],
    ]);
    await doWithoutCulprits(
      [3, 4, 5],
      async (some) => {
        for (const one of some) {
          const left = failures.get(one) ?? 0;
          failures.set(one, left - 1);
          if (left > 0) throw new TypeError('not yet');
        }
        done.push(...some);
      },
      (one) => refused.push(one),
    );
    expect({ done, refused }).toEqual({ done: [3, 4], refused: [5] });
  });
});
