import { describe, expect, it } from '@jest/globals';
import { oneByOne } from './one-by-one.js';

describe('many, one by one', () => {
  const doing = (takesMs: number) => {
    let now = 1000;
    const begun: string[] = [];
    const each = (item: string, index: number): Promise<string> => {
      begun.push(item);
      now += takesMs;
      return Promise.resolve(`${item}${index}`);
    };
    return {
      begun,
      done: (...items: string[]) =>
        oneByOne(
          items,
          each,
          (item) => `${item} untried`,
          () => now,
        ),
    };
  };

  it('are done in order, with one result each, the same one twice too', async () => {
    const { begun, done } = doing(10);
    expect(await done('a', 'b', 'a')).toEqual(['a0', 'b1', 'a2']);
    expect(begun).toEqual(['a', 'b', 'a']);
  });

  it('are not tried when the time of the request is over', async () => {
    const { begun, done } = doing(7500);
    expect(await done('a', 'b', 'c', 'd')).toEqual(['a0', 'b1', 'c untried', 'd untried']);
    expect(begun).toEqual(['a', 'b']);
  });

  it('wait for each other', async () => {
    let isAtIt = false;
    const each = async (item: string): Promise<string> => {
      expect(isAtIt).toBe(false);
      isAtIt = true;
      await Promise.resolve();
      isAtIt = false;
      return item;
    };
    expect(
      await oneByOne(
        ['a', 'b'],
        each,
        (item) => item,
        () => 0,
      ),
    ).toEqual(['a', 'b']);
  });
});
