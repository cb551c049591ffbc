import { expect, it } from '@jest/globals';
import { PutBack } from './put-back.js';

it('work that was put back comes after a pause that grows, behind all other, until it is done', () => {
  const putBack = new PutBack();
  const [held, other] = [
    { id: 'a', citizenId: 'b' },
    { id: 'c', citizenId: null },
  ];
  const sort = (nowMs: number) => putBack.sort([{ ...held }, other], nowMs);
  expect(sort(0)).toEqual({ fresh: [held, other], again: [], notYet: [] });

  for (const [atMs, pauseMs] of [
    [0, 1_000],
    [1_000, 2_000],
    [3_000, 4_000],
    [7_000, 5_000],
    [12_000, 5_000],
  ] as const) {
    putBack.note(held, atMs);
    expect(sort(atMs + pauseMs - 1)).toEqual({ fresh: [other], again: [], notYet: [held] });
    expect(sort(atMs + pauseMs)).toEqual({ fresh: [other], again: [held], notYet: [] });
  }
  expect(putBack.count).toBe(1);
  putBack.done(held);
  expect(sort(20_000)).toEqual({ fresh: [held, other], again: [], notYet: [] });
});

it('work that was put back may be tried at once when somebody asks for it, and is not remembered longer for that', () => {
  const putBack = new PutBack();
  putBack.note('held', 0);
  putBack.hurry(10);
  expect(putBack.sort(['held'], 10)).toEqual({ fresh: [], again: ['held'], notYet: [] });
  putBack.hurry(60_000);
  putBack.sort([], 60_011);
  expect(putBack.count).toBe(0);
});

it('what was put back and is not looked for any more is forgotten', () => {
  const putBack = new PutBack();
  putBack.note('a', 0);
  putBack.sort([], 61_000);
  expect(putBack.count).toBe(1);
  putBack.sort([], 61_001);
  expect(putBack.count).toBe(0);
});
