import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { ApiError } from '../../api.js';
import type { TaskResults } from '../../model.js';
import { changeMany } from './many.js';

type Result = TaskResults['results'][number];

const here = () => true;
const done = (id: string): Result => ({ id, status: 200, state: 'resolved', version: 2, problem: null });
const refused = (id: string, status: number, reason?: string): Result => ({
  ...{ id, status, state: null, version: null },
  problem: { title: 'No', status, detail: 'no', ...(reason && { reason }) },
});

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A gateway that answers so, one after the other, and notes what it was asked. */
function gateway(...answers: ((ids: readonly string[]) => Result[] | ApiError)[]) {
  const asked: { ids: readonly string[]; key: string }[] = [];
  const send = (ids: readonly string[], key: string): Promise<TaskResults> => {
    const answer = (answers[asked.length] ?? ((all: readonly string[]) => all.map(done)))(ids);
    asked.push({ ids, key });
    return answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve({ results: answer });
  };
  return { asked, send };
}

it('sixty are sent in two parts, each under its own key, and each has its answer, in order', async () => {
  const { asked, send } = gateway();
  const ids = Array.from({ length: 60 }, (_, n) => `t${n}`);
  const became = await changeMany(ids, send, here);
  expect(became).toEqual(ids.map((id) => ({ id, refusal: null })));
  expect(asked.map(({ ids: part }) => part.length)).toEqual([50, 10]);
  expect(new Set(asked.map(({ key }) => key)).size).toBe(2);
});

it('what was left over is asked for again by the same key', async () => {
  const { asked, send } = gateway(([a, b]) => [done(a!), refused(b!, 503, 'untried')]);
  const became = changeMany(['a', 'b'], send, here);
  await jest.advanceTimersByTimeAsync(2_000);
  expect((await became).map(({ refusal }) => refusal)).toEqual([null, null]);
  expect([asked.length, new Set(asked.map(({ key }) => key)).size]).toEqual([2, 1]);
});

it('one that is refused keeps none of the others', async () => {
  const { asked, send } = gateway(([a, b, c]) => [done(a!), refused(b!, 409), done(c!)]);
  const became = await changeMany(['a', 'b', 'c'], send, here);
  expect(became.map(({ id, refusal }) => [id, refusal?.status ?? null])).toEqual([
    ['a', null],
    ['b', 409],
    ['c', null],
  ]);
  expect(asked).toHaveLength(1);
});

it.each([
  ['refused as a whole', () => new ApiError(403), 403],
  ['saved nowhere', ([a, b]: readonly string[]) => [done(a!), refused(b!, 503, 'unwritable')], 503],
] as const)('what is %s is over, and says so of each', async (_, answer, status) => {
  const { send } = gateway(answer);
  const became = await changeMany(['a', 'b'], send, here);
  expect(became.at(-1)!.refusal!.status).toBe(status);
});

it('what nobody ever answers is not known of any', async () => {
  const { send } = gateway(...Array<() => ApiError>(500).fill(() => new ApiError(0)));
  const became = changeMany(['a', 'b'], send, here);
  await jest.advanceTimersByTimeAsync(310_000);
  expect((await became).map(({ refusal }) => refusal!.status)).toEqual([0, 0]);
});
