import { describe, expect, it } from '@jest/globals';
import { alarmsAmong, summaryOf, type WaitingNews } from './waiting.rules.js';

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

  it('is told once of each line', () => {
    const waiting = [news(1, 'user.help_requested'), news(5, 'user.help_requested'), news(6, 'dose.missed', 'bo')];
    const found = alarmsAmong(waiting, new Map([['anna', 1]]));
    expect(found.map(({ citizenId, lines }) => [citizenId, lines])).toEqual([
      ['anna', [5]],
      ['bo', [6]],
    ]);
    expect(alarmsAmong(waiting, new Map(Object.entries({ anna: 5, bo: 6 })))).toEqual([]);
  });

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
  expect(summaryOf([], 7)).toMatchObject({ more: 0, detail: { count: 0, deviceId: null, upToLine: 7 } });
});
