import { expect, it } from '@jest/globals';
import { InTurn } from './in-turn.js';

/** Work that is done when it is told to be. */
function work(begun: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const begin = () => {
    begun.push(name);
    return promise;
  };
  return { begin, end: () => resolve(name), fail: () => reject(new Error(name)) };
}
const aMoment = () => new Promise((resolve) => setImmediate(resolve));

it('does what is of one key one after the other, in the order it came, and of another beside it', async () => {
  const turns = new InTurn(10);
  const begun: string[] = [];
  const [first, second, other] = [work(begun, 'first'), work(begun, 'second'), work(begun, 'other')];
  const done = [turns.take('a', first.begin), turns.take('a', second.begin), turns.take('b', other.begin)];
  await aMoment();
  expect(begun).toEqual(['first', 'other']);
  first.end();
  await aMoment();
  expect(begun).toEqual(['first', 'other', 'second']);
  [second, other].forEach(({ end }) => end());
  expect(await Promise.all(done)).toEqual(['first', 'second', 'other']);
});

it('goes on after what failed, which is told to whoever asked for it', async () => {
  const turns = new InTurn(10);
  const [first, second] = [work([], 'first'), work([], 'second')];
  const done = [turns.take('a', first.begin), turns.take('a', second.begin)];
  first.fail();
  second.end();
  await expect(done[0]).rejects.toThrow('first');
  expect(await done[1]).toBe('second');
});

it('lets no more than so many wait, and as many again once they are through', async () => {
  const turns = new InTurn(2);
  const [one, two, three] = [work([], 'one'), work([], 'two'), work([], 'three')];
  const done = [turns.take('a', one.begin), turns.take('a', two.begin)];
  expect(await turns.take('a', three.begin)).toBeNull();
  [one, two, three].forEach(({ end }) => end());
  await Promise.all(done);
  expect(await turns.take('a', three.begin)).toBe('three');
});
