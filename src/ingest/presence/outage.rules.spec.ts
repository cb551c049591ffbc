import { describe, expect, it } from '@jest/globals';
import { type Heartbeats, observe, offlineCountsUntil, type Outage, silenceCountsUntil } from './outage.rules.js';

const limits = { announceSeconds: 60, atRiskMinutes: 20, watchGraceMinutes: 5, offlineGraceMinutes: 10 };
const at = (clock: string): Date => new Date(`2026-03-10T${clock}:00Z`);
const calm: Outage = { downSince: null, announcedAt: null, atRiskAt: null, watchFrom: null, offlineFrom: null };
const down = (more: Partial<Outage> = {}): Outage => ({ ...calm, downSince: at('07:50'), ...more });

describe('scenario 09: no gateway hears dispensers since 07:50', () => {
  it.each<[string, Outage, boolean, string, string | null]>([
    ['all is well', calm, true, '07:55', null],
    ['it has just begun', down(), false, '07:50', null],
    ['it lasts a minute', down(), false, '07:51', 'announced'],
    ['it is known', down({ announcedAt: at('07:51') }), false, '08:09', null],
    ['it lasts twenty minutes', down({ announcedAt: at('07:51') }), false, '08:10', 'at-risk'],
    ['it was listed', down({ announcedAt: at('07:51'), atRiskAt: at('08:10') }), false, '08:19', null],
    ['it was listed long ago', down({ announcedAt: at('07:51'), atRiskAt: at('08:10') }), false, '08:20', 'at-risk'],
    ['it is over', down({ announcedAt: at('07:51') }), true, '08:20', 'over'],
    ['it is over before it was told', down(), true, '07:50', null],
  ])('%s', (_story, outage, isHeard, now, news) => {
    expect(observe(outage, { isHeard, lastOpenAt: at('07:50') }, limits, at(now)).news).toBe(news);
  });

  it.each<[string, Outage, boolean, string, Outage]>([
    ['it has just begun', calm, false, '07:50', down()],
    ['it is told once', down(), false, '07:51', down({ announcedAt: at('07:51') })],
    ['it goes on', down({ announcedAt: at('07:51') }), false, '08:09', down({ announcedAt: at('07:51') })],
    [
      'the doses at risk are listed',
      down({ announcedAt: at('07:51') }),
      false,
      '08:10',
      down({ announcedAt: at('07:51'), atRiskAt: at('08:10') }),
    ],
    [
      'they are listed again',
      down({ announcedAt: at('07:51'), atRiskAt: at('08:10') }),
      false,
      '08:20',
      down({ announcedAt: at('07:51'), atRiskAt: at('08:20') }),
    ],
    [
      'it is over',
      down({ announcedAt: at('07:51'), atRiskAt: at('08:10') }),
      true,
      '08:20',
      { ...calm, watchFrom: at('08:25'), offlineFrom: at('08:30') },
    ],
    [
      'a short one leaves the graces of a long one before as they are',
      down({ watchFrom: at('08:25'), offlineFrom: at('08:30') }),
      true,
      '07:50',
      { ...calm, watchFrom: at('08:25'), offlineFrom: at('08:30') },
    ],
    [
      'one that lasted as long as one may unannounced is a long one',
      down({ downSince: at('08:19') }),
      true,
      '08:20',
      { ...calm, watchFrom: at('08:25'), offlineFrom: at('08:30') },
    ],
    [
      'one that was announced is a long one, however short',
      down({ downSince: at('08:20'), announcedAt: at('08:20') }),
      true,
      '08:20',
      { ...calm, watchFrom: at('08:25'), offlineFrom: at('08:30') },
    ],
    [
      'a shorter one is watched again after as long as one may last unannounced',
      down({ downSince: new Date(+at('08:20') - 59_500) }),
      true,
      '08:20',
      { ...calm, watchFrom: at('08:21'), offlineFrom: at('08:21') },
    ],
    [
      'the graces of one before are long over',
      down({ announcedAt: at('07:51'), watchFrom: at('07:40'), offlineFrom: at('07:45') }),
      true,
      '08:20',
      { ...calm, watchFrom: at('08:25'), offlineFrom: at('08:30') },
    ],
    ['nothing happens', calm, true, '08:20', calm],
  ])('%s, and that is remembered', (_story, outage, isHeard, now, after) => {
    expect(observe(outage, { isHeard, lastOpenAt: at('07:50') }, limits, at(now)).outage).toEqual(after);
  });

  it('is not told before it lasted as long as one may unannounced', () => {
    const lasted = (ms: number) =>
      observe(down(), { isHeard: false, lastOpenAt: at('07:50') }, limits, new Date(+at('07:50') + ms)).news;
    expect([lasted(59_500), lasted(60_000)]).toEqual([null, 'announced']);
  });

  it('is one although it is known no more since when a gateway was open', () => {
    expect(observe(down(), { isHeard: false, lastOpenAt: null }, limits, at('07:51')).news).toBe('announced');
  });

  it('counts from the last time a gateway was open', () => {
    const { outage } = observe(calm, { isHeard: false, lastOpenAt: at('07:50') }, limits, at('07:50'));
    expect(outage.downSince).toEqual(at('07:50'));
  });

  it('is not told of a house where no gateway ever was', () => {
    expect(observe(calm, { isHeard: false, lastOpenAt: null }, limits, at('09:00'))).toEqual({
      outage: calm,
      news: null,
    });
  });

  const heard: Heartbeats = { isHeard: true, lastOpenAt: at('08:20'), heardUntil: at('08:20') };
  const hear = (until: string): Heartbeats => ({ ...heard, lastOpenAt: at(until), heardUntil: at(until) });
  const counts = (outage: Outage, now: string) => [
    silenceCountsUntil(outage, hear(now), at(now)) !== null,
    offlineCountsUntil(outage, hear(now), at(now)) !== null,
  ];

  it.each<[string, Outage, string, [boolean, boolean][]]>([
    [
      'a long one: after a grace, and offline after a longer one',
      down({ announcedAt: at('07:51') }),
      '08:20',
      [
        [false, false],
        [false, false],
        [true, false],
        [true, true],
      ],
    ],
    [
      'one that nobody was there to announce is as long',
      down(),
      '08:20',
      [
        [false, false],
        [false, false],
        [true, false],
        [true, true],
      ],
    ],
    [
      'a short one: as long as one may last unannounced',
      down({ downSince: new Date(+at('08:20') - 59_000) }),
      '08:20',
      [
        [false, false],
        [true, true],
        [true, true],
        [true, true],
      ],
    ],
    [
      'a short one after a long one: until both graces are over',
      down({ downSince: at('08:20'), watchFrom: at('08:25'), offlineFrom: at('08:30') }),
      '08:20',
      [
        [false, false],
        [false, false],
        [true, false],
        [true, true],
      ],
    ],
  ])('silence counts again: %s', (_story, outage, over, expected) => {
    const after = observe(outage, hear(over), limits, at(over)).outage;
    expect(['08:20', '08:21', '08:25', '08:30'].map((now) => counts(after, now))).toEqual(expected);
    expect(counts(outage, '08:20')).toEqual([false, false]);
  });
});

/** It is 08:30; graces are five minutes. */
describe('until when silence says something', () => {
  const now = at('08:30');
  const beats = (isHeard: boolean, lastOpenAt: string | null, heardUntil: string | null): Heartbeats => ({
    isHeard,
    lastOpenAt: lastOpenAt === null ? null : at(lastOpenAt),
    heardUntil: heardUntil === null ? null : at(heardUntil),
  });

  it.each<[string, Partial<Outage>, Heartbeats, string | null]>([
    ['there never was a gateway', {}, beats(false, null, null), '08:30'],
    ['all that was heard is written', {}, beats(true, '08:30', '08:30'), '08:30'],
    ['something heard at 08:29 waits for the journal', {}, beats(true, '08:29', '08:29'), '08:29'],
    ['another gateway is further', {}, beats(true, '08:30', '08:29'), '08:29'],
    ['another gateway was lost at 08:26', {}, beats(true, '08:30', '08:26'), '08:26'],
    ['our clock is behind theirs', {}, beats(true, '08:31', '08:31'), '08:30'],
    ['our clock is ahead of theirs', {}, beats(true, '08:25', '08:25'), '08:25'],
    ['nobody beats, and nobody noticed yet', {}, beats(false, '08:28', '08:28'), null],
    ['nobody beats, and none is waited for', {}, beats(false, '08:10', null), null],
    ['the last one closed', {}, beats(false, '08:30', null), null],
    ['nobody heard anybody', { downSince: at('08:28') }, beats(false, '08:28', '08:28'), null],
    [
      'one beats again, and the outage is not over yet',
      { downSince: at('08:28') },
      beats(true, '08:30', '08:30'),
      null,
    ],
    [
      'dispensers have time to report',
      { watchFrom: at('08:31'), offlineFrom: at('08:31') },
      beats(true, '08:30', '08:30'),
      null,
    ],
    ['they had it', { watchFrom: at('08:30'), offlineFrom: at('08:30') }, beats(true, '08:30', '08:30'), '08:30'],
  ])('%s', (_story, more, seen, until) => {
    const outage = { ...calm, ...more };
    const expected = until === null ? null : at(until);
    expect(silenceCountsUntil(outage, seen, now)).toEqual(expected);
    expect(offlineCountsUntil(outage, seen, now)).toEqual(expected);
  });

  it('waits for dispensers that come back for longer than for those that report', () => {
    const outage = { ...calm, watchFrom: at('08:25'), offlineFrom: at('08:35') };
    const seen = beats(true, '08:30', '08:30');
    expect(silenceCountsUntil(outage, seen, now)).toEqual(at('08:30'));
    expect(offlineCountsUntil(outage, seen, now)).toBeNull();
  });
});
