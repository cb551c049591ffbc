import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApiError } from '../api.js';
import { carryOut, fateOf } from './commands.js';

const here = () => true;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A gateway that answers so, one after the other, and notes by which keys it was asked. */
function gateway(...answers: (ApiError | 'done')[]) {
  const keys: string[] = [];
  const send = (key: string) => {
    keys.push(key);
    const answer = answers[keys.length - 1] ?? 'done';
    return answer === 'done' ? Promise.resolve() : Promise.reject(answer);
  };
  return { keys, send };
}

describe('a command', () => {
  it('is known while it waits, and forgotten when it is done', async () => {
    const { send } = gateway('done');
    const command = carryOut(['t'], send, here);
    expect([fateOf('t'), fateOf('other')]).toEqual(['waiting', null]);
    expect([await command, fateOf('t')]).toEqual([null, null]);
  });

  it('without an answer is asked again by the same key, until it is known', async () => {
    const { keys, send } = gateway(new ApiError(0), new ApiError(503, { reason: 'unwritable' }), 'done');
    const command = carryOut(['t'], send, here);
    await jest.advanceTimersByTimeAsync(0);
    expect([fateOf('t'), keys.length]).toEqual(['unknown', 1]);
    await jest.advanceTimersByTimeAsync(3_000);
    expect([await command, keys.length, new Set(keys).size, fateOf('t')]).toEqual([null, 3, 1, null]);
  });

  it('that was refused is over', async () => {
    const refusal = new ApiError(409, { state: 'resolved' });
    const { keys, send } = gateway(refusal);
    expect([await carryOut(['t'], send, here), keys.length]).toEqual([refusal, 1]);
  });

  it('waits where nothing was done, and is told why where that does not end', async () => {
    const held = new ApiError(503, { reason: 'held' });
    const { send } = gateway(...Array<ApiError>(500).fill(held));
    const command = carryOut(['t'], send, here);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(fateOf('t')).toBe('waiting');
    await jest.advanceTimersByTimeAsync(300_000);
    expect([await command, fateOf('t')]).toEqual([held, null]);
  });

  it('that nobody ever answers ends as not known', async () => {
    const { send } = gateway(...Array<ApiError>(500).fill(new ApiError(0)));
    const command = carryOut(['t'], send, here);
    await jest.advanceTimersByTimeAsync(310_000);
    expect((await command)?.status).toBe(0);
  });

  it.each<[string, ApiError | 'done', () => boolean, number]>([
    ['her sign-in ends', new ApiError(401), here, 2],
    ['somebody else signs in', 'done', () => false, 1],
  ])('is sent for nobody else, and not known, where %s', async (_, next, isSenderHere, sent) => {
    const { keys, send } = gateway(new ApiError(0), next);
    const command = carryOut(['t'], send, isSenderHere);
    await jest.advanceTimersByTimeAsync(1_000);
    expect([(await command)?.status, keys.length]).toEqual([0, sent]);
  });
});
