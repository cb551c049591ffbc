import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { end, isInForce, overlap, type Pause, pauseInForce, progress } from './pause.rules.js';

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
    ['taken back before it began', pause(8, 12, { endedAt: at(7) }), 9, false],
    ['undone, as if it had never been', pause(8, 12, { endedAt: at(10), undoneAt: at(10) }), 9, false],
    ['ended late by the sweep', pause(8, 12, { endedAt: at(13) }), 12, false],
  ])('%s', (_, p, hour, inForce) => {
    expect(isInForce(p, at(hour))).toBe(inForce);
    expect(pauseInForce([p], at(hour))).toBe(inForce ? p : null);
  });
});

describe('whether two pauses collide', () => {
  it.each<[string, Pause, Pause, boolean]>([
    ['they meet', pause(8, 12), pause(12, 14), false],
    ['they overlap', pause(8, 12), pause(11, 14), true],
    ['one is within the other', pause(8, 12), pause(9, 10), true],
    ['one is over', pause(8, 12, { endedAt: at(9) }), pause(11, 14), false],
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

  it.each<[string, Pause, string[]]>([
    ['ended early', pause(8, 12, { begunAt: at(8) }), ['service.resumed']],
    ['taken back', pause(20, 21), []],
    ['ended again', pause(8, 12, { begunAt: at(8), endedAt: at(9) }), []],
  ])('%s', (_, p, types) => expect(end(p, 'd', at(10)).facts.map((f) => f.type)).toEqual(types));

  it('is undone when it is taken back before its time, and never when its time had come', () => {
    const begun = pause(8, 12, { begunAt: at(8) });
    const said = (turned: ReturnType<typeof end>) => [turned.pause.undoneAt, turned.facts.at(-1)?.data.undone];
    expect(said(end(begun, 'd', at(10)))).toEqual([at(10), true]);
    expect(said(end(pause(20, 21), 'd', at(10)))).toEqual([at(10), undefined]);
    expect(said(end(begun, 'd', at(12)))).toEqual([null, false]);
    expect(said(progress(begun, 'd', at(13)))).toEqual([null, false]);
  });

  it('says paused and resumed in turn and once, however often it is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 23 })), fc.option(fc.nat(23)), (hours, endHour) => {
        let p = pause(8, 12);
        const said = hours
          .toSorted((a, b) => a - b)
          .flatMap((hour) => {
            const turned = hour === endHour ? end(p, 'd', at(hour)) : progress(p, 'd', at(hour));
            p = turned.pause;
            return turned.facts.map((f) => f.type);
          });
        expect([[], ['service.paused'], ['service.paused', 'service.resumed']]).toContainEqual(said);
      }),
    );
  });
});
