import { describe, expect, it } from '@jest/globals';
import { NoPlace, Places } from './places.js';

describe('places', () => {
  const someWork = () => {
    const ends: (() => void)[] = [];
    const begun: string[] = [];
    const work = (name: string) => (): Promise<string> => {
      begun.push(name);
      return new Promise((resolve) => ends.push(() => resolve(name)));
    };
    return { begun, ends, work };
  };
  const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('are taken in the order of coming, and given on when work is done', async () => {
    const places = new Places(2);
    const { begun, ends, work } = someWork();
    const all = ['a', 'b', 'c', 'd'].map((name) => places.take(work(name)));
    await breath();
    expect(begun).toEqual(['a', 'b']);
    ends[1]!();
    await breath();
    expect(begun).toEqual(['a', 'b', 'c']);
    ends[0]!();
    await breath();
    ends.forEach((end) => end());
    await breath();
    ends.forEach((end) => end());
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are given on when work fails', async () => {
    const places = new Places(1);
    const failed = places.take(() => Promise.reject(new Error('failed')));
    await expect(failed).rejects.toThrow('failed');
    expect(await places.take(async () => 'done')).toBe('done');
  });

  it('are waited for no longer than asked, and go to whoever still waits', async () => {
    const places = new Places(1);
    const { begun, ends, work } = someWork();
    const all = [places.take(work('a')), places.take(work('b'), 1), places.take(work('c'), 60_000)];
    await expect(all[1]).rejects.toThrow(NoPlace);
    ends[0]!();
    await all[0];
    expect(begun).toEqual(['a', 'c']);
    ends[1]!();
    expect(await all[2]).toBe('c');
  });
});
