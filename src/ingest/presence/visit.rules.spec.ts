import { describe, expect, it } from '@jest/globals';
import { comes, type Connection, lastOf, leaves } from './visit.rules.js';

const limits = { offlineMinutes: 10, silentMinutes: 45 };
const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 7, minute));
const left = (minute: number, hasSaidGoodbye: boolean, number = 7): Connection => ({
  number,
  cameAt: at(0),
  leftAt: at(minute),
  hasSaidGoodbye,
});

describe('a dispenser that comes and goes', () => {
  it.each([
    ['for the first time', null, 5, null],
    ['in time after a goodbye', left(1, true), 46, 'kept'],
    ['late after a goodbye', left(1, true), 47, 'broken'],
    ['after it was cut off', left(1, false), 2, null],
    ['before its old connection was given up', comes(null, 7, at(0), limits)[0], 2, null],
  ] as const)('comes %s', (_how, before, minute, news) => {
    expect(comes(before, 9, at(minute), limits)).toEqual([
      { number: 9, cameAt: at(minute), leftAt: null, hasSaidGoodbye: false },
      news,
    ]);
  });

  it.each([
    ['with a goodbye', 9, true, null],
    ['cut off', 9, false, 'broken'],
    ['with a goodbye, after it stayed', 10, true, 'stays'],
    ['cut off, after it stayed', 10, false, 'stays'],
  ] as const)('leaves %s', (_how, minute, hasSaidGoodbye, news) => {
    const [connection] = comes(null, 7, at(0), limits);
    expect(leaves(connection, at(minute), hasSaidGoodbye, limits)).toEqual([left(minute, hasSaidGoodbye), news]);
  });

  const written = (connection: number | null, minute: number | null) => ({
    connection,
    goodbyeAt: minute === null ? null : at(minute),
  });
  const elsewhere = (minute: number): Connection => ({
    number: 8,
    cameAt: at(minute),
    leftAt: at(minute),
    hasSaidGoodbye: true,
  });
  it.each<[string, Connection | null, ReturnType<typeof written> | null, Connection | null]>([
    ['is new', null, null, null],
    ['was here, and that is not written yet', left(1, true), null, left(1, true)],
    ['was here last', left(1, true), written(7, 1), left(1, true)],
    ['was here last, and what is written is older', left(1, true), written(6, 0), left(1, true)],
    ['left another node since, with a goodbye', left(1, true), written(8, 5), elsewhere(5)],
    ['was cut off from another node since', left(1, true), written(8, null), null],
    ['said goodbye to a node that is gone', null, written(8, 5), elsewhere(5)],
    ['was heard behind a broker of others', left(1, true), written(null, null), left(1, true)],
  ])('%s', (_story, remembered, said, before) => {
    expect(lastOf(remembered, said)).toEqual(before);
  });
});
