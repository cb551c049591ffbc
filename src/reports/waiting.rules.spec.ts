import { describe, expect, it } from '@jest/globals';
import {
  alarmsAmong,
  isTold,
  MOST_TOLD,
  summaryOf,
  tellMore,
  WAITED_SECONDS,
  type WaitingNews,
} from './waiting.rules.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 6, minute));
const news = (number: number, type: string, citizenId: string | null = 'anna', trouble = '55P03'): WaitingNews => ({
  number,
  type,
  citizenId,
  trouble,
  deviceId: `of ${citizenId}`,
  receivedAt: at(number),
});

describe('what waits and reads as an alarm', () => {
  it.each([
    ['nothing', [], []],
    ['what is no alarm', [news(1, 'dose.dispensed'), news(2, 'device.closed')], []],
    ['what is nobody’s', [news(1, 'user.help_requested', null)], []],
    ['a call for help', [news(1, 'user.help_requested')], [['anna', 'user.help_requested', 'P2', [1]]]],
    ['a miss, at the worst', [news(1, 'dose.missed')], [['anna', 'dose.missed', 'P1', [1]]]],
    ['a jam', [news(1, 'device.jam')], [['anna', 'device.jam', 'P2', [1]]]],
    [
      'several of a citizen, by the most urgent',
      [news(3, 'device.opened'), news(1, 'user.help_requested'), news(2, 'dose.missed')],
      [['anna', 'dose.missed', 'P1', [1, 2, 3]]],
    ],
    [
      'those of two citizens',
      [news(1, 'dose.missed'), news(2, 'dose.missed', 'bo')],
      [
        ['anna', 'dose.missed', 'P1', [1]],
        ['bo', 'dose.missed', 'P1', [2]],
      ],
    ],
  ] as const)('%s', (_what, waiting, expected) => {
    const found = alarmsAmong(waiting, new Map());
    expect(found.map(({ citizenId, type, priority, lines }) => [citizenId, type, priority, lines])).toEqual(expected);
  });

  it('is shown with the most urgent of them, whose and since when it is, and what keeps it', () => {
    const waiting = [news(3, 'device.opened'), { ...news(2, 'dose.missed', 'anna', '53100'), deviceId: 'HAD-2' }];
    expect(alarmsAmong(waiting, new Map())).toEqual([
      {
        citizenId: 'anna',
        type: 'dose.missed',
        priority: 'P1',
        deviceId: 'HAD-2',
        receivedAt: at(2),
        trouble: '53100',
        lines: [2, 3],
        isAboutDose: false,
      },
    ]);
  });

  it('is shown with the first of those that are as urgent', () => {
    const shown = (...waiting: WaitingNews[]) =>
      alarmsAmong(waiting, new Map()).map(({ type, deviceId }) => [type, deviceId]);
    const other = { ...news(2, 'dose.missed'), deviceId: 'HAD-2' };
    expect(shown(news(1, 'dose.missed'), other)).toEqual([['dose.missed', 'of anna']]);
    expect(shown(other, news(3, 'device.opened'), news(1, 'device.opened'))).toEqual([['dose.missed', 'HAD-2']]);
  });

  it('is told of no more than so many, the newest, one by one', () => {
    const lines = Array.from({ length: MOST_TOLD + 2 }, (_, i) => i + 1);
    const told = tellMore(null, false, lines);
    expect([told.fromLine, told.upToLine, told.lines!.length, told.lines![0]]).toEqual([1, 502, 500, 3]);
    expect([isTold(2, told), isTold(1, { ...told, lines: told.lines!.slice(1) })]).toEqual([true, false]);
    expect([MOST_TOLD, WAITED_SECONDS]).toEqual([500, 60]);
  });

  it('is told once of each line', () => {
    const waiting = [news(1, 'user.help_requested'), news(5, 'user.help_requested'), news(6, 'dose.missed', 'bo')];
    const told = (upToLine: number, lines: number[] | null) => [{ fromLine: 1, upToLine, lines }];
    const found = alarmsAmong(waiting, new Map([['anna', told(1, null)]]));
    expect(found.map(({ citizenId, lines }) => [citizenId, lines])).toEqual([
      ['anna', [5]],
      ['bo', [6]],
    ]);
    expect(alarmsAmong(waiting, new Map(Object.entries({ anna: told(5, null), bo: told(6, [6]) })))).toEqual([]);
  });

  it.each([
    ['what was told', 5, [3, 5], true],
    ['what was left out and lies between', 4, [3, 5], false],
    ['what was left out and lies before', 2, [3, 5], false],
    ['what came after', 6, [3, 5], false],
    ['what lies before, of more than is known one by one', 2, Array.from({ length: MOST_TOLD }, (_, i) => i + 3), true],
    ['what lies between so many', 4, Array.from({ length: MOST_TOLD }, (_, i) => 2 * i + 3), false],
    ['what the version before told', 4, null, true],
    ['the last that the version before told', 8, null, true],
    ['what came after the version before told', 9, null, false],
  ] as const)('%s', (_what, number, lines, told) =>
    expect(isTold(number, { fromLine: 3, upToLine: 8, lines })).toBe(told),
  );

  it.each([
    ['nothing', null, false, [4, 6], { fromLine: 4, upToLine: 6, lines: [4, 6] }],
    ['what stands there', [5, 7], true, [4, 6], { fromLine: 4, upToLine: 7, lines: [4, 5, 6, 7] }],
    ['what is over', [5, 7], false, [9], { fromLine: 9, upToLine: 9, lines: [5, 7, 9] }],
  ] as const)('more is told than %s', (_what, before, isLive, lines, then) =>
    expect(tellMore(before && { fromLine: before[0], upToLine: before[1], lines: before }, isLive, lines)).toEqual(
      then,
    ),
  );

  it('is about doses alone, or not', () => {
    const isAboutDose = (...types: string[]) =>
      alarmsAmong(
        types.map((type, i) => news(i + 1, type)),
        new Map(),
      )[0]!.isAboutDose;
    expect([isAboutDose('dose.missed'), isAboutDose('dose.missed', 'device.jam')]).toEqual([true, false]);
  });
});

it('what operations are told is whose it is, for what, and how many more it is by now', () => {
  const waiting = [news(4, 'dose.missed', 'bo', '53100'), news(2, 'device.closed'), news(9, 'device.closed')];
  expect(summaryOf(waiting, 3)).toEqual({
    more: 2,
    detail: {
      count: 3,
      deviceId: 'of anna',
      reason: '55P03',
      reasons: { '53100': 1, '55P03': 2 },
      oldestAt: at(2).toISOString(),
      upToLine: 9,
    },
  });
  expect([1, 2, 4, 9].map((upTo) => summaryOf(waiting, upTo).more)).toEqual([3, 2, 1, 0]);
  expect(summaryOf([], 7)).toMatchObject({ more: 0, detail: { count: 0, deviceId: null, upToLine: 7 } });
});
