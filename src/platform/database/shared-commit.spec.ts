import { expect, it } from '@jest/globals';
import { SharedCommit } from './shared-commit.js';

it('writes what came meanwhile together, no more than fit, and tells each of its own batch', async () => {
  const written: number[][] = [];
  const ends: (() => void)[] = [];
  const group = new SharedCommit<number>(3, async (items) => {
    written.push([...items]);
    await new Promise<void>((end) => ends.push(end));
    if (items.includes(4)) throw new Error('disk full');
  });
  const told = [1, 2, 3, 4, 5].map((item) =>
    group.add(item).then(
      () => `${item}`,
      (error: unknown) => `${item}: ${(error as Error).message}`,
    ),
  );
  expect(written).toEqual([[1]]);
  ends.shift()!();
  expect(await told[0]).toBe('1');
  expect(written).toEqual([[1], [2, 3, 4]]);
  ends.shift()!();
  expect(await Promise.all(told.slice(1, 4))).toEqual(['2: disk full', '3: disk full', '4: disk full']);
  ends.shift()!();
  expect(await told[4]).toBe('5');
  const last = group.add(6);
  expect(written).toEqual([[1], [2, 3, 4], [5], [6]]);
  ends.shift()!();
  await last;
});
