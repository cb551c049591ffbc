import { expect, it } from '@jest/globals';
import { heldBy, isForLead, recipientOf } from './lead.rules.js';

it.each([
  ['coverage.gap', 'shift-lead'],
  ['service.alarm_waiting', 'shift-lead'],
  ['citizen.access_review', 'shift-lead'],
  ['service.telemetry_review', 'nearest-team'],
  ['dose.missed', 'nearest-team'],
  ['uncoverage.', 'nearest-team'],
] as const)('%s asks %s, and a manager where the ladder says so', (type, asked) => {
  expect(recipientOf('nearest-team', type)).toBe(asked);
  expect(isForLead(type)).toBe(asked === 'shift-lead');
  expect(recipientOf('manager', type)).toBe('manager');
});

it('what stands in for news takes no citizen’s row', () => {
  expect(heldBy('service.alarm_waiting', 'c')).toBeNull();
  expect(heldBy('dose.missed', 'c')).toBe('c');
  expect(heldBy('coverage.gap', null)).toBeNull();
});
