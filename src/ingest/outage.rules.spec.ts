import { describe, expect, it } from '@jest/globals';
import { mayCallOffline, observe, type Outage, silenceCounts } from './outage.rules.js';

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

  it('makes silence count again after a grace, and offline after a longer one', () => {
    const { outage } = observe(
      down({ announcedAt: at('07:51') }),
      { isHeard: true, lastOpenAt: at('08:20') },
      limits,
      at('08:20'),
    );
    expect([silenceCounts(outage, at('08:24')), silenceCounts(outage, at('08:25'))]).toEqual([false, true]);
    expect([mayCallOffline(outage, at('08:29')), mayCallOffline(outage, at('08:30'))]).toEqual([false, true]);
    expect(silenceCounts(down(), at('08:00'))).toBe(false);
  });
});
