import { describe, expect, it } from '@jest/globals';
import { codeOf, doWithoutCulprits, isAboutData } from './culprits.js';

const refusal = (code: string) => Object.assign(new Error('query failed'), { driverError: { code, name: 'error' } });

describe('an error', () => {
  it.each([
    ['a number out of range', refusal('22003'), true],
    ['text with a NUL', refusal('22021'), true],
    ['a row that is there already', refusal('23505'), true],
    ['JSON nested too deep for the server', refusal('54001'), true],
    ['a value that fits no array', new RangeError('not a UUID'), true],
    [
      'a value the client cannot write',
      Object.assign(new Error('query failed'), { driverError: new RangeError() }),
      true,
    ],
    ['a lost deadlock', refusal('40P01'), false],
    ['a transaction to be repeated', refusal('40001'), false],
    ['a server that shuts down', refusal('57P01'), false],
    ['a full disk', refusal('53100'), false],
    ['a table that is not there', refusal('42P01'), false],
    ['a connection that broke', new Error('Connection terminated unexpectedly'), false],
    ['a server that is away', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), false],
    ['a mistake of ours', new TypeError('undefined is not a function'), false],
  ])('by %s is about data or not', (_name, error, is) => {
    expect(isAboutData(error)).toBe(is);
  });

  it('is named by its code, never by the value it is about', () => {
    expect(codeOf(refusal('22003'))).toBe('22003');
    expect(codeOf(new RangeError('6.95e-310 is out of range'))).toBe('RangeError');
  });
});

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
});
