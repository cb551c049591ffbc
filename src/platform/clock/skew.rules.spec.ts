import { describe, expect, it } from '@jest/globals';
import { describeClocks, isWrong, newsOf, type SkewNews } from './skew.rules.js';

const clocks = (skew: number, behind = 0) => ({ skewMs: skew * 1000, behindMs: behind * 1000 });

describe('clocks that are apart', () => {
  it.each<[string, number, number, boolean, SkewNews, string]>([
    ['agree', 0, 0, false, null, "agrees with PostgreSQL's"],
    ['are two seconds apart', 2, 0, false, null, "agrees with PostgreSQL's"],
    ['are a little more apart', 2.1, 0, false, 'apart', "agrees with PostgreSQL's"],
    ['are ten seconds apart', -10, 0, false, 'apart', "agrees with PostgreSQL's"],
    ['are ahead', 30, 0, true, 'apart', "the clock of this machine is 30.0 s ahead of PostgreSQL's, by which all go"],
    ['are behind', -30, 0, true, 'apart', "the clock of this machine is 30.0 s behind PostgreSQL's, by which all go"],
    ['make up for time', 0, 20, true, 'apart', "PostgreSQL's clock was set ahead: 20.0 s are left to be made up for"],
    ['let time catch up', 0, -20, true, 'apart', "PostgreSQL's clock was set back: 20.0 s are left to be made up for"],
    [
      'are both',
      -3_600,
      3_599,
      true,
      'apart',
      "the clock of this machine is 3600.0 s behind PostgreSQL's, by which all go; PostgreSQL's clock was set ahead: 3599.0 s are left to be made up for",
    ],
  ])('%s', (_story, skew, behind, wrong, news, words) => {
    expect(isWrong(clocks(skew, behind))).toBe(wrong);
    expect(newsOf(clocks(0), clocks(skew, behind))).toBe(news);
    expect(describeClocks(clocks(skew, behind))).toBe(words);
  });

  it('are told once, and once when it is over', () => {
    expect(newsOf(clocks(30), clocks(31))).toBeNull();
    expect(newsOf(clocks(30), clocks(1))).toBe('together');
  });
});
