import { describe, expect, it } from '@jest/globals';
import { en } from '../../../words/en.js';
import {
  type Cause,
  causesOf,
  CHIPS,
  type Ending,
  inCommon,
  likelyCause,
  type Outcome,
  outcomesOf,
} from './endings.js';

// As the house has them: `labels.spec.ts` compares.
const [OUTCOMES, CAUSES, KINDS] = [en.outcome, en.cause, en.kind].map((words) => Object.keys(words)) as [
  string[],
  string[],
  string[],
];
const types = [...Object.keys(en.what), ...Object.keys(en.condition), 'vendor.something_new'];
const all = types.flatMap((type) => KINDS.map((kind): Ending => ({ kind, type })));

describe('how work may end', () => {
  it.each<[string, string, Outcome[]]>([
    ['call', 'dose.missed', ['taken-after-call', 'found-already-taken', 'refused', 'skipped-on-advice']],
    ['screen-call', 'dose.unconfirmed', ['taken-after-call', 'found-already-taken']],
    ['visit', 'dose.missed', ['taken-at-visit', 'found-already-taken']],
    ['refill', 'supply.low', ['refilled', 'device-fixed']],
    ['technical', 'device.jam', ['device-fixed', 'false-alarm']],
    ['visit', 'connectivity.offline', ['device-fixed']],
    ['call', 'user.help_requested', ['taken-after-call']],
    ['review', 'service.plan_check', ['found-already-taken', 'skipped-on-advice']],
    ['technical', 'gateway.fleet_outage', ['other', 'false-alarm']],
    ['call', 'service.made_by_hand', ['other', 'taken-at-visit']],
    ['technical', 'vendor.something_new', ['device-fixed']],
  ])('a %s about %s first as %j', (kind, type, first) =>
    expect(outcomesOf({ kind, type }).slice(0, first.length)).toEqual(first),
  );

  it.each<[string, string, Outcome[]]>([
    ['call', 'dose.missed', ['taken-at-visit']],
    ['visit', 'dose.missed', ['taken-after-call']],
    ['technical', 'device.jam', ['taken-after-call', 'taken-at-visit', 'found-already-taken', 'refused']],
    ['refill', 'supply.low', ['taken-after-call', 'skipped-on-advice']],
    ['technical', 'gateway.fleet_outage', ['hospitalised', 'refilled', 'taken-at-visit']],
  ])('a %s about %s never as %j', (kind, type, never) =>
    expect(outcomesOf({ kind, type }).filter((code) => never.includes(code))).toEqual([]),
  );

  it.each<[string, Cause[]]>([
    ['device.jam', ['forgot', 'asleep', 'confusion', 'refused']],
    ['supply.low', ['asleep', 'power']],
    ['gateway.fleet_outage', ['asleep', 'hospital']],
  ])('what %s is about has never the causes %j', (type, never) =>
    expect(causesOf({ kind: 'visit', type }).filter((code) => never.includes(code))).toEqual([]),
  );

  it.each<[string, Outcome, Cause]>([
    ['dose.missed', 'taken-after-call', 'forgot'],
    ['dose.missed', 'found-already-taken', 'unknown'],
    ['dose.missed', 'false-alarm', 'unknown'],
    ['dose.missed', 'device-fixed', 'device-fault'],
    ['dose.missed', 'skipped-on-advice', 'other'],
    ['dose.unconfirmed', 'taken-after-call', 'connectivity'],
    ['dose.unconfirmed', 'away', 'away'],
    ['supply.low', 'false-alarm', 'unknown'],
    ['dose.missed', 'hospitalised', 'hospital'],
    ['dose.missed', 'away', 'away'],
    ['dose.refused', 'taken-after-call', 'refused'],
    ['dose.not_dispensed_empty', 'refilled', 'supply'],
    ['connectivity.offline', 'device-fixed', 'connectivity'],
    ['battery.low', 'device-fixed', 'power'],
    ['device.jam', 'device-fixed', 'device-fault'],
    ['gateway.fleet_outage', 'other', 'connectivity'],
    ['service.made_by_hand', 'other', 'other'],
    ['user.help_requested', 'away', 'confusion'],
  ])('%s that ended as %s was likely by %s', (type, outcome, cause) =>
    expect(likelyCause({ kind: 'call', type }, outcome)).toBe(cause),
  );
});

describe('whatever the work is', () => {
  it('it may have ended otherwise, each way is there once, and as the house has it', () => {
    for (const work of all) {
      const [outcomes, causes] = [outcomesOf(work), causesOf(work)];
      expect(outcomes).toContain('other');
      expect(causes).toEqual(expect.arrayContaining(['unknown', 'other']));
      expect(new Set(outcomes).size).toBe(outcomes.length);
      expect(new Set(causes).size).toBe(causes.length);
      for (const outcome of outcomes) {
        expect(OUTCOMES).toContain(outcome);
        expect(causes).toContain(likelyCause(work, outcome));
      }
      for (const cause of causes) expect(CAUSES).toContain(cause);
    }
  });

  it('no way to end is without work that may end so', () => {
    expect(new Set(all.flatMap((work) => outcomesOf(work)))).toEqual(new Set(OUTCOMES));
    expect(new Set(all.flatMap((work) => causesOf(work)))).toEqual(new Set(CAUSES));
    expect(CHIPS).toBeLessThanOrEqual(9);
  });
});

it.each([
  [[], []],
  [[['a', 'b']], ['a', 'b']],
  [
    [
      ['b', 'a', 'c'],
      ['a', 'b'],
    ],
    ['b', 'a'],
  ],
  [[['a'], ['b']], []],
])('in common have %j: %j', (each, common) => expect(inCommon(each)).toEqual(common));
