import { describe, expect, it } from '@jest/globals';
import { vocabulary } from '../devices/telemetry.rules.js';
import {
  endsWith,
  ageMinutes,
  type Alert,
  ALERT_STATES,
  asksForPlanCheck,
  checklistFor,
  conditionKey,
  doseKey,
  isAnsweredBy,
  isConnectivityFalseAlarm,
  isLive,
  isMiss,
  isSuitabilityDue,
  isToldOnce,
  isUnclaimedUnmatched,
  MADE_BY_HAND,
  manyUnmatchedKey,
  openAgain,
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

it('an alert begins with nothing of what may become of it', () => {
  const { line: _, ...about } = said;
  expect(live).toEqual({
    ...about,
    id: 'a',
    state: 'open',
    openedAt: now,
    occurrences: 1,
    lastSeenAt: now,
    shelvedUntil: null,
    shelvedReason: null,
    resolvedAt: null,
    outcome: null,
    cause: null,
    previousAlertId: null,
    closedBecause: null,
    closedBecauseId: null,
    openedBecause: null,
    openedBecauseId: null,
    shadow: false,
    parentId: null,
    attached: false,
    attachedUntil: null,
    evidence: [],
    version: 1,
  });
});

it('an alert opens since when it stands, as often as it was seen, over what absence it belongs to', () => {
  const openedAt = new Date('2026-03-10T07:00:00Z');
  const openedBecause = { why: 'paused', id: 'p' } as Report['openedBecause'];
  expect(report(null, { ...said, openedAt, times: 3, openedBecause }, 'a', now).alert).toMatchObject({
    openedAt,
    occurrences: 3,
    lastSeenAt: now,
    openedBecause: 'paused',
    openedBecauseId: 'p',
  });
});

it('what closed by mistake opens as a new alert after it, as it was and with all that is known of it', () => {
  const later = new Date('2026-03-10T09:00:00Z');
  const closed: Alert = {
    ...live,
    state: 'auto-resolved',
    occurrences: 4,
    openedBecause: 'paused',
    openedBecauseId: 'p',
    closedBecause: 'deceased',
    closedBecauseId: 'd',
    resolvedAt: now,
    outcome: 'other',
    evidence: [4, 9],
  };
  expect(openAgain(closed, 'b', 'moved', later)).toEqual({
    ...live,
    id: 'b',
    districtId: 'moved',
    openedAt: later,
    lastSeenAt: later,
    previousAlertId: 'a',
    openedBecause: 'paused',
    openedBecauseId: 'p',
    evidence: [4, 9],
  });
  expect(openAgain(live, 'b', 'd', later)).toMatchObject({ openedBecause: null, openedBecauseId: null });
});

it('is live until it is closed', () =>
  expect(ALERT_STATES.filter(isLive)).toEqual(['open', 'claimed', 'in-progress', 'shelved']));

describe('a report', () => {
  it('of what is new is no louder than anything', () =>
    expect(report(null, said, 'a', now)).toMatchObject({ opened: true, louder: false }));

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

it('a report counts as often as it was seen, adds what it says, and is of the dispenser that was named first', () => {
  const later = new Date('2026-03-10T08:01:00Z');
  const named = report(
    live,
    { ...said, deviceId: 'HAD-1', times: 3, detail: { connected: true } },
    'ignored',
    later,
  ).alert;
  expect(named).toEqual({
    ...live,
    deviceId: 'HAD-1',
    occurrences: 4,
    lastSeenAt: later,
    detail: { lastSeenAt: null, connected: true },
  });
  expect(
    report(named, { ...said, deviceId: 'HAD-2', detail: { connected: false } }, 'ignored', later).alert,
  ).toMatchObject({
    deviceId: 'HAD-1',
    occurrences: 5,
    detail: { lastSeenAt: null, connected: false },
  });
});

it.each([
  ['dose.unconfirmed', 'dose.missed', 'dose.missed'],
  ['dose.missed', 'dose.unconfirmed', 'dose.missed'],
  ['dose.missed', 'dose.refused', 'dose.refused'],
  ['dose.refused', 'dose.missed', 'dose.refused'],
  ['dose.left_in_tray', 'dose.partial', 'dose.partial'],
  ['dose.partial', 'dose.left_in_tray', 'dose.partial'],
  ['dose.dispensed_while_paused', 'dose.partial', 'dose.dispensed_while_paused'],
  ['dose.left_in_tray', 'dose.not_dispensed_empty', 'dose.left_in_tray'],
  ['dose.not_dispensed_empty', 'dose.refused', 'dose.not_dispensed_empty'],
  ['dose.missed', 'dose.missed_late', 'dose.missed'],
  ['dose.missed_late', 'dose.unconfirmed', 'dose.missed_late'],
  ['dose.missed', 'service.plan_check', 'service.plan_check'],
  ['service.plan_check', 'dose.missed', 'dose.missed'],
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
  [manyUnmatchedKey('c'), 'citizen:c/unmatched:many'],
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
  ['many misses that matched no dose', true, 'open', manyUnmatchedKey('c'), false],
  ['one of them', true, 'open', doseKey('c', null, null), true],
  ['one that somebody has', true, 'claimed', doseKey('c', null, null), false],
  ['one that matched', false, 'open', doseKey('c', 'x', null), false],
] as const)('may be followed with others: %s', (_, unmatched, state, key, may) =>
  expect(isUnclaimedUnmatched({ unmatched, state, key })).toBe(may),
);

describe('what is done besides', () => {
  const dose = { dueAt: '', windowClosesAt: '', criticality: 'standard' } as const;
  it.each([
    ['a dose taken from elsewhere', 'found-already-taken', dose, ['lock']],
    ['a dose taken after a call', 'taken-after-call', dose, []],
    ['what is about no dose', 'found-already-taken', null, []],
  ] as const)('%s', (_, outcome, about, expected) =>
    expect(checklistFor({ type: 'dose.missed', dose: about }, outcome, { foundAlreadyTaken: ['lock'] })).toEqual(
      expected,
    ),
  );

  it.each([
    ['after a hospital', { reason: 'hospital' }, true],
    ['after a hospital where nobody was', { reason: 'hospital', takenBack: true }, false],
    ['after a holiday', { reason: 'travel' }, false],
    ['after a stay of which nothing was said', {}, false],
  ])('the plan is looked at %s: %s', (_, stay, asks) => expect(asksForPlanCheck(stay)).toBe(asks));

  it.each([
    [null, true],
    ['2026-03-03T08:00:00Z', true],
    ['2026-03-03T08:00:00.001Z', false],
  ])('whether the dispenser suits, asked at %s, is asked now: %s', (askedAt, due) =>
    expect(isSuitabilityDue(askedAt === null ? null : new Date(askedAt), now)).toBe(due),
  );
});

describe('how old a report is', () => {
  it.each([
    ['07:45:00', 15],
    ['07:45:30', 15],
    ['07:45:31', null],
    ['06:00:00', 120],
    ['08:10:00', null],
  ])('of %s, heard at eight', (time, minutes) =>
    expect(ageMinutes(new Date(`2026-03-10T${time}Z`), now)).toBe(minutes),
  );

  it.each([
    ['07:59:59', true],
    ['08:00:00', false],
  ])('dispensed at %s, the alarm of eight was false for want of contact: %s', (time, isFalse) =>
    expect(isConnectivityFalseAlarm(live, new Date(`2026-03-10T${time}Z`))).toBe(isFalse),
  );
});

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

it('says why it may not be shelved, and until when', () => {
  const says = (priority: 'P1' | 'P2', until: string) =>
    whyNotShelve({ priority, state: 'claimed' }, new Date(`2026-03-${until}Z`), now);
  expect(says('P1', '10T09:00:00')).toEqual({ path: 'priority', message: 'a P1 alert is never shelved' });
  expect(says('P2', '10T08:00:00')).toEqual({ path: 'until', message: 'must lie ahead' });
  expect(says('P2', '11T08:00:00.001')).toEqual({ path: 'until', message: 'may be at most 24 hours ahead' });
});

it('misses are these', () => {
  const misses = Object.keys(vocabulary).filter(isMiss);
  expect(misses).toEqual(['dose.missed', 'dose.not_dispensed_empty', 'dose.unconfirmed', 'dose.refused']);
  expect(isMiss('dose.missed_late')).toBe(true);
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

describe('which absence ends which alert', () => {
  const reviews = ['service.plan_check', 'service.doses_review'];
  const others = ['device.unstable', 'service.suitability', 'service.news_review', 'service.telemetry_review'];
  const raised = ['device.misses_unmatched', 'service.alarm_waiting'];
  const types = [...Object.keys(vocabulary), ...reviews, ...others, ...raised, MADE_BY_HAND];

  it.each(types)('%s', (type) => {
    expect(endsWith('deceased', type)).toBe(true);
    expect(endsWith('consent-withdrawn', type)).toBe(!['service.plan_check', MADE_BY_HAND].includes(type));
    expect(endsWith('paused', type)).toBe(type.startsWith('dose.') || reviews.includes(type));
  });

  it('but the dispenser is fetched', () => {
    for (const why of ['paused', 'deceased', 'consent-withdrawn'] as const)
      expect(endsWith(why, 'device.recovery')).toBe(false);
  });
});
