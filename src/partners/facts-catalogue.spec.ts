import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { WITHDRAWN } from '../cases/task.rules.js';
import type { FactOf } from '../platform/facts/fact.js';
import type { Listeners } from '../platform/facts/fact-bus.js';
import { RENAMED as STORED_ANEW, WHY_SUPERSEDED } from '../platform/database/migrations/0030-facts-by-one-name.js';
import { FACTS, flawOfType, RENAMED } from './facts-catalogue.js';

/** Where a text may stand all the same, and why. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  detail:
    'the fields that its type of telemetry has (src/devices/telemetry), parsed at the door, and what the house adds: numbers, times, and codes that only a vendor knows. One shape would have to be a union of all types, and grow with each',
};

const types = Object.keys(FACTS);

describe('the facts of the house', () => {
  it('are named noun.past_tense, with underscores inside a word', () => {
    expect(types.filter((type) => !/^[a-z]+\.[a-z]+(_[a-z]+)*$/.test(type))).toEqual([]);
    const told =
      /(?:^|_)(?:\w+ed|set|begun|given|withdrawn|broken|grew|shown|told|came|taken|read|found|left|kept|fallen)(?:_|$)/;
    expect(types.filter((type) => !told.test(type.split('.')[1]!))).toEqual([]);
  });

  it('have no two names that differ by a letter', () => {
    const alike = types.flatMap((a, i) =>
      types
        .slice(i + 1)
        .filter((b) => differByOne(a, b))
        .map((b) => [a, b]),
    );
    expect(alike).toEqual([]);
  });

  it.each(Object.entries(FACTS))('hold ids, codes, counts and times, and no free text: %s', (_, schema) => {
    const { properties, additionalProperties } = z.toJSONSchema(schema) as unknown as Json;
    expect(additionalProperties).toBe(false);
    const free = Object.entries(properties ?? {}).flatMap(([name, one]) => freeTexts(one, name));
    expect(free.filter((name) => !Object.hasOwn(OWN_WORDS, name.split('.').at(-1)!))).toEqual([]);
  });

  it('that were called otherwise are asked for by the name they have now', () => {
    expect(flawOfType('task.taken_over')).toBeNull();
    expect(flawOfType('task.taken-over')).toBe('is called task.taken_over now');
    expect(flawOfType('task.imagined')).toBe('is no type of fact');
    expect(flawOfType('constructor')).toBe('is no type of fact');
  });

  it('that were stored under another name, and for a reason in words, are stored as they are told now', () => {
    expect(STORED_ANEW).toEqual(RENAMED);
    expect(Object.values(WHY_SUPERSEDED).toSorted()).toEqual(WITHDRAWN.toSorted());
  });

  it('are told and heard as their room describes them, by the compiler', () => {
    const about = { subject: 'x', districtId: null, citizenId: null };
    const told: FactOf<'holidays.set'>[] = [
      { ...about, type: 'holidays.set', data: { days: 1 } },
      // @ts-expect-error a field that the fact has not
      { ...about, type: 'holidays.set', data: { days: 1, names: ['x'] } },
      // @ts-expect-error a field that the fact has
      { ...about, type: 'holidays.set', data: {} },
      // @ts-expect-error a type that nobody described
      { ...about, type: 'holidays.imagined', data: { days: 1 } },
    ];
    const hears = (fact: FactOf<'roster.set'>): boolean => fact.data.onDuty;
    const line: Partial<Listeners> = {
      'roster.set': [(_turn, fact) => Promise.resolve(hears(fact) ? [] : [])],
      // @ts-expect-error who hears of a roster does not hear of holidays
      'holidays.set': [(_turn, fact) => Promise.resolve(hears(fact) ? [] : [])],
    };
    // @ts-expect-error a row that no room tells
    line['holidays.imagined'] = [];
    // @ts-expect-error a row of every type there is
    const whole: Listeners = { 'roster.set': [] };
    expect([told.length, Object.keys(whole)]).toEqual([4, ['roster.set']]);
  });
});

interface Json {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly properties?: Record<string, Json>;
  readonly additionalProperties?: boolean | Json;
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
}

/** The places of a shape that take any text. */
function freeTexts(one: Json, at: string): string[] {
  const isFree = one.type === 'string' && !one.format && !one.pattern && !one.enum && one.const === undefined;
  const isOpen = typeof one.additionalProperties === 'object';
  return [
    ...(isFree || isOpen ? [at] : []),
    ...(one.items ? freeTexts(one.items, at) : []),
    ...(one.anyOf ?? []).flatMap((each) => freeTexts(each, at)),
    ...Object.entries(one.properties ?? {}).flatMap(([name, each]) => freeTexts(each, `${at}.${name}`)),
  ];
}

function differByOne(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  const i = Array.from(short).findIndex((letter, at) => letter !== long[at]);
  if (i < 0) return true;
  return short.slice(i + 1) === long.slice(i + 1) || short.slice(i) === long.slice(i + 1);
}
