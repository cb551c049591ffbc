import { expect, it } from '@jest/globals';
import { type Enrolled, enrolmentOf, watchedSince } from './enrolment.rules.js';

const at = new Date('2026-03-10T07:00:00Z');
const nothing: Enrolled = {
  citizenId: 'alma',
  consent: false,
  isReached: false,
  hasRelatives: false,
  hasContactPerson: false,
  hasPlan: false,
  plannedSince: null,
  dispenser: null,
  seenAt: null,
};

it.each<[string, Partial<Enrolled>]>([
  ['consent', { consent: true }],
  ['contacts', { isReached: true }],
  ['relatives', { hasRelatives: true }],
  ['contact-person', { hasContactPerson: true }],
  ['plan', { hasPlan: true }],
  ['dispenser', { dispenser: { deviceId: 'D', from: at } }],
  ['test-dose', { seenAt: at }],
])('ticks %s by itself, once the house knows it', (tick, known) => {
  const done = Object.entries(enrolmentOf({ ...nothing, ...known })).filter(([, isDone]) => isDone);
  expect(done).toEqual([[tick, true]]);
  expect(Object.values(enrolmentOf(nothing))).not.toContain(true);
});

it.each<[boolean, Date | null, Date | null]>([
  [true, at, at],
  [false, at, null],
  [true, null, null],
])('consent %s and planned since %s: watched since %s', (consent, plannedSince, since) => {
  expect(watchedSince({ ...nothing, consent, plannedSince })).toBe(since);
});
