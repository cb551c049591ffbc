import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endOf, isInForce, move, overlap, type Pause, pauseInForce, plan, progress, takeBack } from './pause.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 10, hour));
const pause = (from: number, until: number, rest: Partial<Pause> = {}): Pause => ({
  id: `${from}-${until}`,
  citizenId: 'c',
  reason: 'hospital',
  from: at(from),
  until: at(until),
  createdAt: at(0),
  createdBy: 's',
  begunAt: null,
  endedAt: null,
  undoneAt: null,
  ...rest,
});

describe('whether a pause is in force', () => {
  it.each<[string, Pause, number, boolean]>([
    ['before it', pause(8, 12), 7, false],
    ['as it begins', pause(8, 12), 8, true],
    ['within', pause(8, 12), 11, true],
    ['as it ends', pause(8, 12), 12, false],
    ['before it was cut short', pause(8, 12, { endedAt: at(10) }), 9, true],
    ['since it was cut short', pause(8, 12, { endedAt: at(10) }), 10, false],
    ['taken back before it began', pause(8, 12, { endedAt: at(7), undoneAt: at(7) }), 9, false],
    ['taken back while it was on', pause(8, 12, { endedAt: at(10), undoneAt: at(10) }), 9, false],
    ['taken back when it was over', pause(8, 12, { endedAt: at(12), undoneAt: at(20) }), 9, false],
    ['undone, as if it had never been', pause(8, 12, { endedAt: at(10), undoneAt: at(10) }), 9, false],
    ['ended late by the sweep', pause(8, 12, { endedAt: at(13) }), 12, false],
  ])('%s', (_, p, hour, inForce) => {
    expect(isInForce(p, at(hour))).toBe(inForce);
    expect(pauseInForce([p], at(hour))).toBe(inForce ? p : null);
  });
});

it.each<[string, Pause, number]>([
  ['as planned', pause(8, 12), 12],
  ['when it was cut short', pause(8, 12, { endedAt: at(10) }), 10],
  ['as planned, though the sweep came late', pause(8, 12, { endedAt: at(13) }), 12],
])('is over %s', (_, p, hour) => expect(endOf(p)).toEqual(at(hour)));

it('of several the one that is in force', () =>
  expect(pauseInForce([pause(8, 9), pause(10, 12), pause(13, 14)], at(11))?.id).toBe('10-12'));

describe('whether two pauses collide', () => {
  it.each<[string, Pause, Pause, boolean]>([
    ['they meet', pause(8, 12), pause(12, 14), false],
    ['they overlap', pause(8, 12), pause(11, 14), true],
    ['one is within the other', pause(8, 12), pause(9, 10), true],
    ['one is over', pause(8, 12, { endedAt: at(9) }), pause(11, 14), false],
    ['the other is over', pause(8, 12), pause(11, 14, { endedAt: at(9) }), false],
    ['it is the same', pause(8, 12), pause(8, 12), false],
  ])('%s', (_, a, b, collide) => {
    expect(overlap(a, b)).toBe(collide);
    expect(overlap(b, a)).toBe(collide);
  });
});

describe('a pause whose time comes', () => {
  it.each<[string, Pause, number, string[]]>([
    ['not yet', pause(8, 12), 7, []],
    ['begins', pause(8, 12), 8, ['service.paused']],
    ['is on', pause(8, 12, { begunAt: at(8) }), 9, []],
    ['ends', pause(8, 12, { begunAt: at(8) }), 12, ['service.resumed']],
    ['was slept through', pause(8, 12), 13, ['service.paused', 'service.resumed']],
    ['is over', pause(8, 12, { begunAt: at(8), endedAt: at(9) }), 13, []],
    ['was taken back', pause(8, 12, { endedAt: at(7) }), 9, []],
  ])('%s', (_, p, hour, types) => {
    const turned = progress(p, 'd', at(hour));
    expect(turned.facts.map((f) => f.type)).toEqual(types);
    expect(progress(turned.pause, 'd', at(hour)).facts).toEqual([]);
  });

  it.each<[string, Pause, object[]]>([
    ['before it begins', pause(20, 21), [{ type: 'service.pause_withdrawn', data: { begun: false } }]],
    [
      'on',
      pause(8, 12, { begunAt: at(8) }),
      [{ type: 'service.resumed', data: { since: at(8).toISOString(), takenBack: true } }],
    ],
    [
      'over',
      pause(6, 9, { begunAt: at(6), endedAt: at(9) }),
      [{ type: 'service.pause_withdrawn', data: { begun: true, since: at(6).toISOString() } }],
    ],
    [
      'when its time had come',
      pause(8, 12),
      [{ type: 'service.pause_withdrawn', data: { begun: true, since: at(8).toISOString() } }],
    ],
    ['taken back before', pause(8, 12, { begunAt: at(8), endedAt: at(9), undoneAt: at(9) }), []],
  ])('taken back: %s', (_, p, said) => {
    const turned = takeBack(p, 'd', at(10));
    expect(turned.facts).toMatchObject(said);
    expect(turned.facts).toHaveLength(said.length);
    expect(isInForce(turned.pause, at(9))).toBe(false);
    expect(takeBack(turned.pause, 'd', at(11)).facts).toEqual([]);
  });

  it.each<[string, Pause, number, number, string[]]>([
    ['later', pause(20, 22), 21, 23, ['service.pause_moved']],
    ['so that it begins', pause(20, 22), 9, 22, ['service.paused']],
    ['so that it is over', pause(20, 22), 7, 9, ['service.paused', 'service.resumed']],
    ['longer', pause(8, 12, { begunAt: at(8) }), 8, 20, ['service.pause_moved']],
    ['shorter', pause(8, 12, { begunAt: at(8) }), 8, 11, ['service.pause_moved']],
    ['home by now', pause(8, 12, { begunAt: at(8) }), 8, 9, ['service.resumed']],
    ['begun earlier', pause(8, 12, { begunAt: at(8) }), 6, 12, ['service.pause_moved']],
    ['nowhere', pause(8, 12, { begunAt: at(8) }), 8, 12, []],
  ])('moved %s', (_, p, from, until, types) => {
    const turned = move(p, { from: at(from), until: at(until) }, 'd', at(10));
    expect(turned.facts.map((f) => f.type)).toEqual(types);
    expect(turned.pause).toMatchObject({ from: at(from), until: at(until) });
  });

  it('that has begun and is said to have begun later tells since when doses are wanted', () => {
    const begun = pause(6, 12, { begunAt: at(6) });
    const since = (from: number, until: number) =>
      move(begun, { from: at(from), until: at(until) }, 'd', at(10)).facts.at(-1)!.data as { since?: string };
    const sinceOf = (from: number, until: number) => since(from, until).since;
    expect([sinceOf(8, 12), sinceOf(8, 9), sinceOf(5, 12), sinceOf(6, 9), sinceOf(6, 14)]).toEqual([
      at(6).toISOString(),
      at(6).toISOString(),
      undefined,
      at(9).toISOString(),
      undefined,
    ]);
  });

  it('is cut short when it ends before it was to, also where its end has come and nobody was told', () => {
    const begun = pause(6, 9, { begunAt: at(6) });
    const early = (from: number, until: number, now: number) =>
      move(begun, { from: at(from), until: at(until) }, 'd', at(now)).facts.at(-1)!.data as { early?: boolean };
    const all = [early(6, 8, 8), early(6, 8, 10), early(7, 9, 10), early(5, 9, 10), early(6, 10, 11)];
    expect(all.map((one) => one.early)).toEqual([true, true, true, false, false]);
  });

  it('is planned, or on at once', () => {
    expect(plan(pause(12, 14), 'd', at(10)).facts).toMatchObject([{ type: 'service.pause_planned' }]);
    expect(plan(pause(9, 14), 'd', at(10)).facts).toMatchObject([{ type: 'service.paused' }]);
  });

  it('that ends says since when doses are wanted again', () =>
    expect(progress(pause(8, 12, { begunAt: at(8) }), 'd', at(13)).facts).toMatchObject([
      { data: { since: at(12).toISOString(), takenBack: false } },
    ]));

  it('says of whom it is, why, and from when until when', () => {
    const about = { subject: '8-12', citizenId: 'c', districtId: 'd' };
    const data = { reason: 'hospital', from: at(8).toISOString(), until: at(12).toISOString() };
    expect(progress(pause(8, 12), 'd', at(13))).toEqual({
      pause: pause(8, 12, { begunAt: at(13), endedAt: at(13) }),
      facts: [
        { type: 'service.paused', ...about, data },
        {
          type: 'service.resumed',
          ...about,
          data: { ...data, since: at(12).toISOString(), takenBack: false, early: false },
        },
      ],
    });
    expect(plan(pause(8, 12), 'd', at(7))).toEqual({
      pause: pause(8, 12),
      facts: [{ type: 'service.pause_planned', ...about, data }],
    });
  });

  it('that is moved says from where', () => {
    const moved = move(pause(20, 22), { from: at(21), until: at(23) }, 'd', at(10));
    expect(moved.facts[0]!.data).toEqual({
      reason: 'hospital',
      from: at(21).toISOString(),
      until: at(23).toISOString(),
      was: { from: at(20).toISOString(), until: at(22).toISOString() },
    });
    expect(moved.pause).toEqual({ ...pause(20, 22), from: at(21), until: at(23) });
  });

  it.each<[string, Pause, number, boolean | undefined, Date]>([
    ['before its end', pause(8, 12, { begunAt: at(8) }), 11, true, at(11)],
    ['as it ends', pause(8, 12, { begunAt: at(8) }), 12, false, at(12)],
    [
      'when it was over, and then it ended when it did',
      pause(8, 12, { begunAt: at(8), endedAt: at(9) }),
      11,
      undefined,
      at(9),
    ],
  ])('taken back %s', (_, p, hour, early, endedAt) => {
    const turned = takeBack(p, 'd', at(hour));
    expect((turned.facts[0]!.data as { early?: boolean }).early).toBe(early);
    expect(turned.pause).toEqual({ ...p, endedAt, undoneAt: at(hour) });
  });

  it('that never began and was ended is taken back as one that never began', () => {
    expect(takeBack(pause(8, 12, { endedAt: at(7) }), 'd', at(9)).facts).toMatchObject([{ data: { begun: false } }]);
    expect(takeBack(pause(10, 12), 'd', at(10)).facts).toMatchObject([
      { data: { begun: true, since: at(10).toISOString() } },
    ]);
  });

  it('says paused and resumed in turn and once, however often it is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 23 })), fc.option(fc.nat(23)), (hours, endHour) => {
        let p = pause(8, 12);
        const said = hours
          .toSorted((a, b) => a - b)
          .flatMap((hour) => {
            const turned = hour === endHour ? takeBack(p, 'd', at(hour)) : progress(p, 'd', at(hour));
            p = turned.pause;
            return turned.facts.map((f) => f.type);
          });
        const kept = ['service.paused', 'service.resumed'];
        const all = [[], ['service.pause_withdrawn'], ['service.paused'], kept, [...kept, 'service.pause_withdrawn']];
        expect(all).toContainEqual(said);
      }),
    );
  });
});
