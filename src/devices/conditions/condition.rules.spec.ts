import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkAfter,
  type ConditionNews,
  type ConditionReport,
  hearReport,
  isLasting,
  look,
  resolvedByHand,
  type DeviceCondition,
  togglesOf,
} from './condition.rules.js';
import { vocabulary } from '../telemetry.rules.js';

const START = Date.UTC(2026, 2, 10, 7);
const MINUTE = 60_000;
const at = (minute: number): Date => new Date(START + minute * MINUTE);
let lines = 0;

/** `E1 up`, `E1 over`, `up`, `over`: raised and cleared, of a thing among several or without saying which. */
const word = (said: string, minute: number, more: Partial<ConditionReport> = {}): ConditionReport => {
  const [what, code] = said.split(' ').reverse();
  const is = what === 'up' ? 'raised' : 'cleared';
  const atMs = START + minute * MINUTE;
  const place = { atMs, heardMs: atMs, isTimed: true, bootId: null, sequence: null };
  const detail = is === 'raised' && { detail: code ? { faultCode: code } : {} };
  return { ...place, is, code: code ?? null, line: ++lines, ...detail, ...more };
};

const about = (condition: string) => ({ deviceId: 'd', condition, citizenId: 'c' });

/** What is told when it is heard in the order given, each at once or all of it at a minute given. */
function hear(condition: string, words: readonly ConditionReport[], heardAt?: number) {
  let standing: DeviceCondition | null = null;
  const news: ConditionNews[] = [];
  for (const one of words) {
    const now = heardAt === undefined ? new Date(one.atMs) : at(heardAt);
    const decided = hearReport(standing, about(condition), one, now, 3);
    standing = decided?.standing ?? standing;
    news.push(decided?.news ?? null);
  }
  return { standing: standing!, news };
}
const toggle = (minutes: readonly number[]) =>
  hear(
    'device.opened',
    minutes.map((minute, i) => word(i % 2 === 0 ? 'up' : 'over', minute)),
  );

describe('a condition', () => {
  it.each<[string, number[], ConditionNews[]]>([
    ['comes and goes', [0, 1], ['raised', 'cleared']],
    ['toggles three times in ten minutes', [0, 3, 6], ['raised', 'cleared', 'raised']],
    ['scenario 28: toggles more often', [0, 1, 2, 3, 4], ['raised', 'cleared', 'raised', 'unstable', null]],
    [
      'is steady when it is said again after ten quiet minutes',
      [0, 1, 2, 3, 20],
      ['raised', 'cleared', 'raised', 'unstable', 'steady'],
    ],
    ['toggles as often, slowly', [0, 5, 11, 16, 22], ['raised', 'cleared', 'raised', 'cleared', 'raised']],
  ])('%s', (_story, minutes, news) => expect(toggle(minutes).news).toEqual(news));

  it('scenario 28: is steady again after ten quiet minutes', () => {
    const { standing } = toggle([0, 1, 2, 3]);
    expect(togglesOf(standing)).toBe(4);
    expect(look(standing, at(12)).news).toBeNull();
    expect(look(standing, at(13))).toMatchObject({ news: 'steady', standing: { unstableSince: null, lookAt: null } });
  });

  it('scenario 28: is not unstable any more when that is heard ten minutes later', () => {
    const told = (heardAt: number) =>
      hear(
        'device.opened',
        [0, 1, 2, 3].map((minute, i) => word(i % 2 === 0 ? 'up' : 'over', minute)),
        heardAt,
      ).news.at(-1);
    expect([told(12.9), told(13)]).toEqual(['unstable', 'cleared']);
  });

  it('is louder when it lasts, counted from its beginning, and once', () => {
    const { standing } = toggle([0]);
    expect(look(standing, at(29)).news).toBeNull();
    const { standing: louder, news } = look(standing, at(30));
    expect(news).toBe('louder');
    expect(hearReport(louder, about('device.opened'), word('up', 31), at(31), 3)!.standing.louderAt).toBeNull();
    expect(hear('device.opened', [word('up', 5), word('up', 0)], 6).standing).toMatchObject({
      since: at(0),
      louderAt: at(30),
    });
  });

  it('is over when it was said to be, by the count of the dispenser, and what only happens when it was said last', () => {
    const counted = (said: string, minute: number, sequence: number) => word(said, minute, { bootId: 1, sequence });
    const words = [counted('up', 0, 1), counted('up', 3, 2), counted('over', 2, 3)];
    expect(hear('device.opened', words, 9).standing.clearedAt).toEqual(at(2));
    expect(hear('device.booted', [word('up', 7)]).standing.clearedAt).toEqual(at(7));
  });

  it('of a type that nobody knows any more is a condition all the same', () =>
    expect(hear('vendor.gone', [word('up', 0)])).toMatchObject({
      news: ['raised'],
      standing: { detail: {}, louderAt: null },
    }));

  it('scenario 29: closed by hand is over when it only happens, and looked at again when it lasts', () => {
    expect([isLasting('device.jam'), isLasting('device.fault')]).toEqual([false, true]);
    expect(resolvedByHand(hear('device.jam', [word('up', 0)]).standing, at(5)).clearedAt).toEqual(at(5));
    const fault = resolvedByHand(hear('device.fault', [word('up', 0)]).standing, at(5));
    expect(fault).toMatchObject({ clearedAt: null, resolvedAt: at(5) });
    expect(look({ ...fault, checkAt: at(25) }, at(25)).news).toBe('persists');
    expect(look({ ...fault, checkAt: at(25) }, at(24)).news).toBeNull();
  });

  it('that was closed by hand is looked at a quarter of an hour after the next sign of life', () =>
    expect(checkAfter(at(5))).toEqual(at(20)));

  it('is remembered whole', () => {
    const [one, over] = [word('E1 up', 0), word('E1 over', 3)];
    const { standing } = hear('device.fault', [one]);
    expect(standing).toEqual({
      deviceId: 'd',
      condition: 'device.fault',
      citizenId: 'c',
      eventType: 'device.fault',
      detail: { faultCode: 'E1', codes: ['E1'] },
      since: at(0),
      lastAt: at(0),
      clearedAt: null,
      words: [one],
      louderAt: null,
      unstableSince: null,
      resolvedAt: null,
      checkAt: null,
      lookAt: null,
    });
    expect(hear('device.fault', [one, over]).standing).toEqual({
      ...standing,
      detail: {},
      since: at(3),
      clearedAt: at(3),
      words: [one, over],
    });
  });

  describe('looked at', () => {
    const opened = toggle([0]).standing;
    it('is louder once, and not while it comes and goes', () => {
      expect(opened).toMatchObject({ louderAt: at(30), lookAt: at(30) });
      expect(look(opened, at(30)).standing).toEqual({ ...opened, louderAt: null, lookAt: null });
      const unstable = { ...opened, unstableSince: at(25), lastAt: at(25) };
      expect(look(unstable, at(30))).toMatchObject({ news: null, standing: { louderAt: null, lookAt: at(35) } });
    });

    it('persists once, and not while it comes and goes', () => {
      const closed = { ...resolvedByHand(opened, at(5)), checkAt: at(25) };
      expect(look(closed, at(25))).toEqual({
        news: 'persists',
        standing: { ...closed, resolvedAt: null, checkAt: null, lookAt: null },
      });
      expect(look({ ...closed, unstableSince: at(20), lastAt: at(20) }, at(25))).toMatchObject({
        news: null,
        standing: { checkAt: null },
      });
    });

    it('that is over neither persists nor is louder', () => {
      const over = { ...opened, clearedAt: at(2), checkAt: at(25) };
      expect(look(over, at(40)).news).toBeNull();
      expect(look(opened, at(20))).toEqual({ news: null, standing: opened });
    });

    it('is looked at again when the first of its times has come', () => {
      const { standing } = look({ ...opened, checkAt: at(20) }, at(10));
      expect(standing.lookAt).toEqual(at(20));
    });
  });

  it('closed by hand is asked about no more, and what was over stays as it was', () => {
    const opened = toggle([0]).standing;
    expect(resolvedByHand(opened, at(5))).toEqual({ ...opened, resolvedAt: at(5), louderAt: null, lookAt: null });
    const jam = hear('device.jam', [word('up', 0)]).standing;
    expect(resolvedByHand({ ...jam, louderAt: at(9) }, at(5))).toEqual({
      ...jam,
      clearedAt: at(5),
      words: [],
      lookAt: null,
    });
    const over = toggle([0, 1]).standing;
    expect(resolvedByHand(over, at(5))).toBe(over);
  });

  it('that is raised anew after it was over has forgotten that somebody had closed it', () => {
    const closed = { ...resolvedByHand(hear('device.fault', [word('up', 0)]).standing, at(5)), checkAt: at(25) };
    const still = hearReport(closed, about('device.fault'), word('up', 6), at(6), 3)!.standing;
    expect(still).toMatchObject({ resolvedAt: at(5), checkAt: at(25), lookAt: at(25) });
    const over = hearReport(still, about('device.fault'), word('over', 7), at(7), 3)!.standing;
    expect(over).toMatchObject({ resolvedAt: null, checkAt: null, lookAt: null });
  });

  it('is of the citizen of what was said newest', () => {
    const { standing } = hear('device.fault', [word('up', 5)]);
    const of = (citizenId: string, minute: number) =>
      hearReport(standing, { ...about('device.fault'), citizenId }, word('up', minute), at(9), 3)!.standing.citizenId;
    expect([of('new', 6), of('old', 4)]).toEqual(['new', 'c']);
  });

  it('is said once, under one line or as one count', () => {
    const one = word('up', 0, { bootId: 1, sequence: 4 });
    const { standing } = hear('device.fault', [one]);
    const again = (more: Partial<ConditionReport>) =>
      hearReport(standing, about('device.fault'), word('up', 0, { bootId: 1, sequence: 4, ...more }), at(1), 3);
    expect([again({}), again({ line: one.line, sequence: 5 })]).toEqual([null, null]);
    const others = [
      { sequence: 5 },
      { bootId: 2 },
      { is: 'cleared' as const },
      { atMs: one.atMs + 1 },
      { sequence: null },
    ];
    for (const other of others) expect(again(other)).not.toBeNull();
    expect(again({ line: null, sequence: null })).not.toBeNull();
    const uncounted = (line: number | null, minute: number) => word('up', minute, { line });
    const toldTwice = (...words: ConditionReport[]) => hear('device.fault', words).news;
    expect(toldTwice(uncounted(1, 0), uncounted(2, 0))).toEqual(['raised', 'raised']);
    expect(toldTwice(uncounted(null, 0), uncounted(null, 1))).toEqual(['raised', 'raised']);
  });

  it('names what is told apart only by names that are short', () => {
    const code = (length: number) => 'x'.repeat(length);
    const named = hear('device.fault', [word(`${code(41)} up`, 0), word(`${code(40)} up`, 1)]).standing.detail.codes;
    expect(named).toEqual([code(40)]);
    expect(hear('device.fault', [word('E2 up', 0), word('E1 up', 1)]).standing.detail.codes).toEqual(['E1', 'E2']);
    expect(hear('device.opened', [word('up', 0)]).standing.detail).not.toHaveProperty('codes');
  });

  it.each<[string, string, number, ConditionNews]>([
    ['the same once more, later', 'E1 up', 6, 'raised'],
    ['the same, told late', 'E1 up', 4, null],
    ['the same, of that moment', 'E1 up', 5, null],
    ['something else, told late', 'E2 up', 4, 'raised'],
    ['that it was over before', 'over', -1, null],
    ['that it is over', 'E1 over', 6, 'cleared'],
  ])('closed by hand at 5 and told of %s', (_what, said, minute, news) => {
    const closed = resolvedByHand(hear('device.fault', [word('E1 up', 0)]).standing, at(5));
    expect(hearReport(closed, about('device.fault'), word(said, minute), at(7), 3)).toMatchObject({ news });
  });

  it('that only happens is told although somebody closed what was known of it later', () => {
    const closed = resolvedByHand(hear('user.help_requested', [word('up', 0)]).standing, at(5));
    expect(hearReport(closed, about('user.help_requested'), word('up', 4), at(7), 3)).toMatchObject({ news: 'raised' });
  });

  it('that is counted is told from the third time in a day', () => {
    const boots = (minutes: number[]) =>
      hear(
        'device.booted',
        minutes.map((minute) => word('up', minute)),
      ).news;
    expect(boots([0, 20, 40, 60])).toEqual([null, null, 'raised', 'raised']);
    expect(boots([40, 0, 20])).toEqual([null, null, 'raised']);
    expect(boots([0, 20, 24 * 60])).toEqual([null, null, null]);
    expect(boots([0, 20, 40, 30])).toEqual([null, null, 'raised', 'raised']);
    expect(boots([20, 40, 60, 0])).toEqual([null, null, 'raised', 'raised']);
    expect(boots([0, 20, 40, 3 * 24 * 60])).toEqual([null, null, 'raised', null]);
    expect(boots([0, 20, 40, -3 * 24 * 60])).toEqual([null, null, 'raised', null]);
    const counted = [0, 24 * 60 + 1, 24 * 60 - 1].map((minute, i) => word('up', minute, { bootId: 1, sequence: i }));
    expect(hear('device.booted', counted, 24 * 60 + 1).news).toEqual([null, null, null]);
    expect(boots([2 * 24 * 60, 0, 20, 40])).toEqual([null, null, null, 'raised']);
  });

  it.each<[string, string, [string, number][], ConditionNews[]]>([
    [
      'an older end ends nothing',
      'device.fault',
      [
        ['up', 60],
        ['over', 0],
      ],
      ['raised', null],
    ],
    [
      'an older beginning begins nothing',
      'supply.empty',
      [
        ['over', 120],
        ['up', 0],
      ],
      ['cleared', null],
    ],
    [
      'an older end of what is over',
      'supply.empty',
      [
        ['over', 120],
        ['over', 0],
      ],
      ['cleared', null],
    ],
    [
      'the end of one is not the end of another',
      'device.fault',
      [
        ['E1 up', 0],
        ['E2 up', 1],
        ['E2 over', 2],
      ],
      ['raised', 'raised', 'eased'],
    ],
    [
      'both are over',
      'device.fault',
      [
        ['E1 up', 0],
        ['E2 up', 1],
        ['E1 over', 2],
        ['E2 over', 3],
      ],
      ['raised', 'raised', 'eased', 'cleared'],
    ],
    [
      'an end that names none ends all',
      'device.fault',
      [
        ['E1 up', 0],
        ['E2 up', 1],
        ['over', 2],
      ],
      ['raised', 'raised', 'cleared'],
    ],
    [
      'an end that names one does not end what has no name',
      'device.fault',
      [
        ['up', 0],
        ['E1 over', 1],
      ],
      ['raised', null],
    ],
    [
      'nor the end of all what came after',
      'device.fault',
      [
        ['E1 up', 0],
        ['E2 up', 9],
        ['over', 5],
      ],
      ['raised', 'raised', 'eased'],
    ],
    [
      'what was over before it was heard',
      'device.fault',
      [
        ['E2 up', 9],
        ['E1 over', 8],
        ['E1 up', 7],
      ],
      ['raised', null, null],
    ],
  ])('%s', (_story, condition, words, news) => {
    expect(
      hear(
        condition,
        words.map(([said, minute]) => word(said, minute)),
        200,
      ).news,
    ).toEqual(news);
  });

  it('names what stands side by side, with what was said of that', () => {
    const fault = (code: string, minute: number, detail: object) =>
      word(`${code} up`, minute, { detail: { faultCode: code, ...detail } });
    const both = [fault('E1', 0, { dispensingStopped: true }), fault('E2', 1, {})];
    expect(hear('device.fault', both).standing.detail).toEqual({
      faultCode: 'E2',
      dispensingStopped: true,
      codes: ['E1', 'E2'],
    });
    expect(hear('device.fault', [...both, word('E1 over', 2)]).standing.detail).toEqual({
      faultCode: 'E2',
      codes: ['E2'],
    });
  });

  it('that was cleared nobody knows when stands, unless the dispenser counted both', () => {
    const guess = { isTimed: false, bootId: 7, sequence: 12 };
    const over = (more: object) => hear('device.fault', [word('up', 0, more), word('over', 5, guess)]).news;
    expect(over({})).toEqual(['raised', null]);
    expect(over({ bootId: 7, sequence: 11 })).toEqual(['raised', 'cleared']);
    expect(over({ bootId: 7, sequence: 13 })).toEqual(['raised', null]);
    expect(over({ isTimed: false })).toEqual(['raised', 'cleared']);
  });

  it('is not forgotten by much that is said after it', () => {
    const noise = Array.from({ length: 80 }, (_, i) => word(`E${i % 7} ${i % 2 ? 'over' : 'up'}`, 10 + i * 11));
    const { standing } = hear('device.fault', [
      word('K1 up', 0),
      word('K2 up', 1),
      word('K2 over', 2),
      ...noise,
      word('over', -5),
    ]);
    expect(standing.detail.codes).toContain('K1');
    expect(standing.since).toEqual(at(0));
    expect(standing.words.length).toBeLessThan(50);
    const late = hearReport(standing, about('device.fault'), word('K2 up', 1.5), at(999), 3);
    expect(late).toMatchObject({ news: null });
    expect(late!.standing.detail.codes).not.toContain('K2');
  });

  it('goes by the name of the word that raises it', () => {
    for (const [type, { about, condition }] of Object.entries(vocabulary))
      if (about === 'condition' && condition) expect(condition).toBe(type);
  });

  describe('told in any order, over wraps of its counters, and however often', () => {
    const CONDITIONS = ['device.fault', 'supply.empty', 'device.opened', 'device.jam', 'device.booted'] as const;
    const someStory = fc.record({
      condition: fc.constantFrom(...CONDITIONS),
      steps: fc.array(
        fc.record({
          said: fc.constantFrom('up', 'over', 'E1 up', 'E1 over', 'E2 up', 'E2 over'),
          seconds: fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 300 }), fc.nat({ max: 20_000 })),
          counts: fc.integer({ min: 1, max: 20 }),
          boots: fc.constantFrom(false, false, false, true),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      width: fc.constantFrom(2 ** 8, 2 ** 16, 2 ** 32),
      before: fc.nat({ max: 60 }),
      clock: fc.constantFrom('good', 'seconds', 'none'),
      places: fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
      heardAfter: fc.nat({ max: 30 }),
      again: fc.array(fc.nat({ max: 11 }), { maxLength: 6 }),
    });

    it('comes to the same, and asks about the same', () => {
      const property = fc.property(
        someStory,
        ({ condition, steps, width, before, clock, places, heardAfter, again }) => {
          const around = (count: number): number => ((count % width) + width) % width;
          let [ms, sequence, bootId] = [0, around(-before), around(-1)];
          const story = steps
            .filter(({ said }) => isLasting(condition) || said.endsWith('up'))
            .map(({ said, seconds, counts, boots }) => {
              ms += seconds * 1000 + 7;
              [bootId, sequence] = boots ? [around(bootId + 1), counts] : [bootId, around(sequence + counts)];
              const code = condition === 'device.fault' ? said : said.split(' ').at(-1)!;
              const place = { atMs: START + (clock === 'seconds' ? ms - (ms % 1000) : ms), bootId, sequence };
              return word(code, 0, { ...place, heardMs: place.atMs });
            });
          if (story.length === 0) return;
          const told = [...story, ...again.flatMap((i) => story[i] ?? [])]
            .map((one, i) => ({ one, place: places[i]! }))
            .sort((a, b) => a.place - b.place)
            // Without a clock it is all heard at one go, and only the count tells.
            .map(({ one }) => (clock === 'none' ? { ...one, atMs: START, heardMs: START } : one));
          const heardAt = ms / MINUTE + heardAfter;
          const [plain, jumbled] = [story, told].map((words) => settle(condition, words, heardAt));
          expect(jumbled!.live).toEqual(plain!.live);
          const state = ({ standing: { clearedAt, detail } }: Settled) => ({ stands: clearedAt === null, detail });
          expect(state(jumbled!)).toEqual(state(plain!));
          if (clock === 'none') return;
          expect(jumbled!.standing).toMatchObject({ since: plain!.standing.since, lastAt: plain!.standing.lastAt });
        },
      );
      fc.assert(property, { numRuns: 1_000 });
    });

    interface Settled {
      readonly standing: DeviceCondition;
      /** What is live of the alerts it is told as. */
      readonly live: readonly string[];
    }

    /** Heard, and looked at until nothing is to be done about it. */
    function settle(condition: string, words: readonly ConditionReport[], heardAt: number): Settled {
      const live = new Set<string>();
      const tell = (news: ConditionNews, { clearedAt }: DeviceCondition): void => {
        if (news === 'cleared' || news === 'unstable' || news === 'steady') live.delete('alert');
        if (news === 'unstable') live.add('unstable');
        if (news === 'steady') live.delete('unstable');
        if (news === 'raised' || news === 'persists' || (news === 'steady' && clearedAt === null)) live.add('alert');
      };
      let standing: DeviceCondition | null = null;
      for (const one of words) {
        const decided = hearReport(standing, about(condition), one, at(heardAt), 3);
        if (!decided) continue;
        standing = decided.standing;
        tell(decided.news, standing);
      }
      for (;;) {
        const { standing: looked, news } = look(standing!, at(heardAt + 60));
        standing = looked;
        if (news === null) return { standing, live: [...live].sort() };
        tell(news, looked);
      }
    }
  });
});
