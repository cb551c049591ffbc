import { describe, expect, it } from '@jest/globals';
import {
  clear,
  type ConditionDecision,
  type ConditionNews,
  isLasting,
  look,
  raise,
  resolvedByHand,
  type Standing,
} from './condition.rules.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 7, minute));
const said = (eventType: string, minute: number, condition = eventType) => ({
  deviceId: 'd',
  condition,
  citizenId: 'c',
  eventType,
  detail: {},
  at: at(minute),
});

/** Raised at even places, cleared at odd ones, at the minutes given. */
function toggle(minutes: readonly number[]): { standing: Standing; news: ConditionNews[] } {
  let standing: Standing | null = null;
  const news: ConditionNews[] = [];
  for (const [i, minute] of minutes.entries()) {
    const decided: ConditionDecision =
      i % 2 === 0 ? raise(standing, said('device.opened', minute), 3) : clear(standing!, at(minute), 3);
    standing = decided.standing;
    news.push(decided.news);
  }
  return { standing: standing!, news };
}

describe('a condition', () => {
  it.each<[string, number[], ConditionNews[]]>([
    ['comes and goes', [0, 1], ['raised', 'cleared']],
    ['toggles three times in ten minutes', [0, 3, 6], ['raised', 'cleared', 'raised']],
    ['scenario 28: toggles more often', [0, 1, 2, 3, 4], ['raised', 'cleared', 'raised', 'unstable', null]],
    ['toggles as often, slowly', [0, 5, 11, 16, 22], ['raised', 'cleared', 'raised', 'cleared', 'raised']],
  ])('%s', (_story, minutes, news) => expect(toggle(minutes).news).toEqual(news));

  it('scenario 28: is steady again after ten quiet minutes', () => {
    const { standing } = toggle([0, 1, 2, 3]);
    expect(look(standing, at(12)).news).toBeNull();
    expect(look(standing, at(13))).toMatchObject({ news: 'steady', standing: { unstableSince: null, lookAt: null } });
  });

  it('is louder when it lasts', () => {
    const { standing } = toggle([0]);
    expect(look(standing, at(29)).news).toBeNull();
    expect(look(standing, at(30)).news).toBe('louder');
  });

  it('scenario 29: closed by hand is over when it only happens, and looked at again when it lasts', () => {
    expect([isLasting('device.jam'), isLasting('device.fault')]).toEqual([false, true]);
    expect(resolvedByHand(raise(null, said('device.jam', 0), 3).standing, at(5)).clearedAt).toEqual(at(5));
    const fault = resolvedByHand(raise(null, said('device.fault', 0), 3).standing, at(5));
    expect(fault).toMatchObject({ clearedAt: null, resolvedAt: at(5) });
    expect(look({ ...fault, checkAt: at(25) }, at(25)).news).toBe('persists');
    expect(look({ ...fault, checkAt: at(25) }, at(24)).news).toBeNull();
  });

  it('that is counted is told from the third time in a day', () => {
    let standing: Standing | null = null;
    const news = [0, 20, 40].map((minute) => {
      const decided: ConditionDecision = raise(standing, said('device.booted', minute), 3);
      standing = decided.standing;
      return decided.news;
    });
    expect(news).toEqual([null, null, 'raised']);
  });
});
