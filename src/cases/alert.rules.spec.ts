import { describe, expect, it } from '@jest/globals';
import {
  type Alert,
  conditionKey,
  doseKey,
  isAnsweredBy,
  isToldOnce,
  report,
  type Report,
  mayRest,
  whyNotShelve,
} from './alert.rules.js';

const now = new Date('2026-03-10T08:00:00Z');
const said: Report = {
  key: 'k',
  type: 'dose.unconfirmed',
  priority: 'P2',
  ladderName: 'standard-dose',
  citizenId: 'c',
  deviceId: null,
  districtId: 'd',
  doseId: 'x',
  dose: null,
  unmatched: false,
  detail: { lastSeenAt: null },
  line: null,
};
const live: Alert = report(null, said, 'a', now).alert;

describe('a report', () => {
  it('opens an alert where none is live', () => {
    expect(report({ ...live, id: 'before', state: 'resolved' }, { ...said, line: 4 }, 'a', now)).toMatchObject({
      opened: true,
      alert: { id: 'a', state: 'open', occurrences: 1, openedAt: now, previousAlertId: 'before', evidence: [4] },
    });
  });

  it.each([
    ['the same once more', { ...said }, 'P2', false],
    ['a louder one', { ...said, priority: 'P1' as const }, 'P1', true],
    ['a quieter one', { ...said, priority: 'P3' as const }, 'P2', false],
  ])('%s adds to the live one', (_, again, priority, louder) => {
    const heard = report(live, { ...again, type: 'dose.missed', line: 9 }, 'ignored', new Date('2026-03-10T08:01:00Z'));
    expect(heard).toMatchObject({
      opened: false,
      louder,
      alert: { id: 'a', type: 'dose.missed', priority, occurrences: 2, evidence: [9], openedAt: now },
    });
  });
});

it.each([
  ['dose.unconfirmed', 'dose.missed', 'dose.missed'],
  ['dose.missed', 'dose.unconfirmed', 'dose.missed'],
  ['dose.missed', 'dose.refused', 'dose.refused'],
  ['dose.refused', 'dose.missed', 'dose.refused'],
  ['dose.left_in_tray', 'dose.partial', 'dose.partial'],
  ['dose.partial', 'dose.left_in_tray', 'dose.partial'],
  ['device.jam', 'device.fault', 'device.fault'],
  ['device.fault', 'device.jam', 'device.jam'],
])('an alert over %s that is told %s goes by %s', (held, told, type) =>
  expect(report({ ...live, type: held }, { ...said, type: told }, 'ignored', now).alert.type).toBe(type),
);

it.each([
  ['P3', 'standard-dose', 'P1', 'time-critical-dose', 'time-critical-dose'],
  ['P1', 'time-critical-dose', 'P3', 'standard-dose', 'time-critical-dose'],
  ['P2', 'standard-dose', 'P2', 'time-critical-dose', 'standard-dose'],
  ['P3', 'standard-dose', 'P2', null, 'standard-dose'],
] as const)('a %s alert on %s that is told a %s on %s climbs %s', (priority, ladderName, louder, other, climbs) => {
  const held = { ...live, priority, ladderName };
  expect(report(held, { ...said, priority: louder, ladderName: other }, 'ignored', now).alert.ladderName).toBe(climbs);
});

it.each([
  [doseKey('c', 'x', '2026-03-10T07:00:00Z'), 'citizen:c/dose:x'],
  [doseKey('c', null, '2026-03-10T07:00:00Z'), 'citizen:c/unmatched:2026-03-10T07:00:00Z'],
  [doseKey('c', null, null), 'citizen:c/unmatched:unknown'],
  [conditionKey('c', 'HAD-1', 'supply.low'), 'citizen:c/supply.low'],
  [conditionKey(null, 'HAD-1', 'supply.low'), 'dispenser:HAD-1/supply.low'],
  [conditionKey(null, null, 'message'), 'operations/message'],
])('key %s', (key, expected) => expect(key).toBe(expected));

it.each([
  ['dose.missed', 'dose.dispensed', true],
  ['dose.unconfirmed', 'dose.dispensed_late', true],
  ['dose.left_in_tray', 'dose.dispensed', false],
  ['dose.left_in_tray', 'dose.retrieved', true],
  ['dose.partial', 'dose.dispensed', false],
  ['dose.partial', 'dose.retrieved', false],
  ['dose.dispensed_while_paused', 'dose.retrieved', false],
])('%s is answered by %s: %s', (alert, event, answered) => expect(isAnsweredBy(alert, event)).toBe(answered));

it.each([
  ['P2', 'open', '2026-03-11T08:00:00Z', null],
  ['P1', 'open', '2026-03-10T09:00:00Z', 'priority'],
  ['P2', 'open', '2026-03-10T08:00:00Z', 'until'],
  ['P2', 'open', '2026-03-11T08:00:01Z', 'until'],
  ['P2', 'resolved', '2026-03-10T09:00:00Z', 'state'],
  ['P2', 'shelved', '2026-03-10T09:00:00Z', 'state'],
] as const)('shelving a %s alert that is %s until %s: %s', (priority, state, until, why) => {
  const answer = whyNotShelve({ priority, state }, new Date(until), now);
  expect(typeof answer === 'object' && answer ? answer.path : answer).toBe(why);
});

it.each([
  ['shelved', 'P1', false],
  ['shelved', 'P2', true],
  ['open', 'P1', true],
] as const)('%s and %s may rest: %s', (state, priority, may) => expect(mayRest({ state, priority })).toBe(may));

it.each([
  ['dose.missed', 'x', true],
  ['dose.unconfirmed', 'x', true],
  ['dose.refused', 'x', true],
  ['dose.missed', null, false],
  ['dose.left_in_tray', 'x', false],
])('%s of dose %s is told once: %s', (type, doseId, once) => expect(isToldOnce(doseId, type)).toBe(once));
