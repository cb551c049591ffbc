import { describe, expect, it } from '@jest/globals';
import { Batcher } from './batcher.js';

describe('lookups that come together', () => {
  const asked: (readonly string[])[] = [];
  const lookups = new Batcher<string>((ids) => {
    asked.push(ids);
    if (ids.includes('odd')) return Promise.reject(new RangeError('odd'));
    if (ids.includes('broken')) return Promise.reject(new Error('Connection terminated'));
    return Promise.resolve(new Map(ids.filter((id) => id !== 'nobody').map((id) => [id, `found ${id}`])));
  });

  it('share one query, and each gets its own answer', async () => {
    const answers = await Promise.all(['a', 'b', 'a', 'nobody'].map((id) => lookups.load(id)));
    expect(answers).toEqual(['found a', 'found b', 'found a', undefined]);
    expect(asked).toEqual([['a', 'b', 'nobody']]);
  });

  it('fail together, and those that come after do not', async () => {
    const failed = await Promise.allSettled([lookups.load('c'), lookups.load('broken')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await lookups.load('c')).toBe('found c');
  });

  it('do not fail for one that the database refuses to look for', async () => {
    const answers = await Promise.allSettled(['d', 'odd', 'e'].map((id) => lookups.load(id)));
    expect(answers).toMatchObject([{ value: 'found d' }, { reason: new RangeError('odd') }, { value: 'found e' }]);
  });
});
