import { describe, expect, it } from '@jest/globals';
import { aDose } from '../../../test/support/doses.js';
import { vocabulary } from '../../devices/telemetry.rules.js';
import { causeOf, QUARANTINE_KINDS } from '../../journal/journal.rules.js';
import type { Dose } from '../dose.rules.js';
import {
  ALARMS,
  courseOfDeed,
  type Deed,
  isAlarm,
  mostCritical,
  TELLING,
  TOLD_OF_DISPENSER,
} from './quarantine.rules.js';

describe('what a person can do about what was put aside', () => {
  const rows: [string, Deed, boolean, string][] = [
    ['rejected', 'assign', false, 'work'],
    ['rejected', 'assign', true, 'effect'],
    ['rejected', 'retry', false, 'read'],
    ['rejected', 'retry', true, 'read'],
    ['unattributed', 'assign', false, 'work'],
    ['unattributed', 'assign', true, 'effect'],
    ['unattributed', 'retry', false, 'again'],
    ['unattributed', 'retry', true, 'again'],
    ['unknown-type', 'assign', false, 'work'],
    ['unknown-type', 'assign', true, 'work'],
    ['unknown-type', 'retry', false, 'again'],
    ['unknown-type', 'retry', true, 'again'],
    ['parked', 'assign', false, 'work'],
    ['parked', 'assign', true, 'work'],
    ['parked', 'retry', false, 'again'],
    ['parked', 'retry', true, 'again'],
    ['review', 'assign', false, 'work'],
    ['review', 'assign', true, 'effect'],
    ['review', 'retry', false, 'again'],
    ['review', 'retry', true, 'again'],
    ['waiting', 'assign', false, 'work'],
    ['waiting', 'assign', true, 'work'],
    ['waiting', 'retry', false, 'again'],
    ['waiting', 'retry', true, 'again'],
    ...QUARANTINE_KINDS.flatMap((kind) =>
      [true, false].map((understood) => [kind, 'dismiss', understood, 'left'] as [string, Deed, boolean, string]),
    ),
  ];

  it.each(rows)('%s, %s, understood today: %s: %s', (kind, deed, understood, course) =>
    expect(courseOfDeed(kind as never, deed, understood)).toBe(course),
  );

  it('is said of every kind and every deed', () => {
    expect(rows).toHaveLength(QUARANTINE_KINDS.length * 3 * 2);
    expect(new Set(rows.map(([kind, deed, understood]) => `${kind} ${deed} ${understood}`)).size).toBe(rows.length);
  });
});

it.each([
  ['rejected', true, true],
  ['unattributed', true, false],
  ['unknown-type', true, false],
  ['parked', false, false],
  ['review', false, false],
  ['waiting', false, false],
] as const)('%s is told to operations: %s, to the team when it reads as an alarm: %s', (kind, operations, team) =>
  expect(TELLING[kind]).toEqual({ operations, team }),
);
it('every kind is told of its dispenser, or has an alert of its own', () => {
  expect(TOLD_OF_DISPENSER).toEqual(['rejected', 'unattributed', 'unknown-type']);
  expect(QUARANTINE_KINDS.filter((kind) => !TELLING[kind].operations)).toEqual(['parked', 'review', 'waiting']);
});

it.each([
  ['not JSON', 'not JSON'],
  ['the event has 20000 bytes, and at most 16384 are taken', 'the event has # bytes, and at most # are taken'],
  ['x'.repeat(500), 'x'.repeat(120)],
])('the cause of %j', (reason, cause) => expect(causeOf(reason)).toBe(cause));

it.each([
  ['dose.missed', true],
  ['dose.left_in_tray', true],
  ['user.help_requested', true],
  ['device.opened', true],
  ['dose.dispensed', false],
  ['device.heartbeat', false],
  ['device.booted', false],
  ['dose.unconfirmed', false],
  ['connectivity.offline', false],
  ['weather.changed', false],
])('%s is an alarm from a dispenser: %s', (type, alarm) => expect(isAlarm(type)).toBe(alarm));
it('asks of no word more than it says', () => {
  for (const [type, { priority, origin }] of Object.entries(vocabulary)) {
    const isOne = origin === 'device' && priority !== 'I';
    expect([type, isAlarm(type), ALARMS.includes(type)]).toEqual([type, isOne, isOne]);
  }
});

describe('the dose it costs at the worst', () => {
  const at = new Date('2026-03-10T08:00:00Z');
  const dose = (minutes: number, criticality: Dose['criticality'], state: Dose['state'] = 'scheduled') =>
    aDose({ id: `${minutes}`, dueAt: new Date(at.getTime() + minutes * 60_000), criticality, state });

  it.each<[string, Dose[], string | null]>([
    ['none', [], null],
    ['the only one', [dose(40, 'flexible')], '40'],
    ['the nearest', [dose(40, 'standard'), dose(-10, 'standard')], '-10'],
    ['the nearest, though another was due before', [dose(-40, 'standard'), dose(10, 'standard')], '10'],
    ['one that has a limit, though one that has none is nearer', [dose(5, 'flexible'), dose(80, 'standard')], '80'],
    ['the more critical, though it is farther off', [dose(1, 'standard'), dose(80, 'time-critical')], '80'],
    ['one that is missed already', [dose(-30, 'standard', 'missed')], '-30'],
    ['one that nothing was heard of', [dose(-80, 'standard', 'unconfirmed')], '-80'],
    ['none that was dispensed', [dose(0, 'time-critical', 'dispensed'), dose(5, 'standard')], '5'],
    ['none that was called off', [dose(0, 'standard', 'cancelled')], null],
    ['none that was taken along', [dose(0, 'standard', 'dispensed-in-advance')], null],
  ])('%s', (_, doses, id) => expect(mostCritical(doses, at)?.id ?? null).toBe(id));
});
