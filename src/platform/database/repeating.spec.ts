import { describe, expect, it } from '@jest/globals';
import { Held } from './held.js';
import { repeating } from './repeating.js';

const refused = (code: string) => Object.assign(new Error('query failed'), { driverError: { code } });

describe('a transaction that fails', () => {
  it.each([
    ['held by somebody, of a request', new Held(), true, 2],
    ['held by somebody, as the server says it', refused('55P03'), true, 2],
    ['held by somebody, of a sweep', refused('55P03'), false, 1],
    ['a lost deadlock', refused('40P01'), false, 5],
    ['a lost deadlock of a request', refused('40P01'), true, 5],
    ['a full disk', refused('53100'), true, 1],
    ['a row that is there already', refused('23505'), true, 1],
    ['a mistake of ours', new TypeError('no'), true, 1],
  ])('is tried as often as is worth it: %s', async (_what, error, isRequest, tries) => {
    let tried = 0;
    const work = (): Promise<never> => {
      tried++;
      return Promise.reject(error);
    };
    await expect(repeating(work, isRequest)).rejects.toBe(error);
    expect(tried).toBe(tries);
  });

  it('is done when the neighbour is', async () => {
    let tried = 0;
    const work = (): Promise<string> => (++tried === 1 ? Promise.reject(new Held()) : Promise.resolve('done'));
    expect(await repeating(work, true)).toBe('done');
  });
});
