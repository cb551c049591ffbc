import { expect, it } from '@jest/globals';
import { AUDIT_KINDS, conditionOf, describeFindings, type Finding } from './audit.rules.js';

const found = (count: number): Finding[] => [{ kind: 'alert-without-step', count, oldestAt: null }];

it('what an audit found is told in a sentence', () => {
  expect(describeFindings(found(1))).toBe('1 alert-without-step');
  expect(describeFindings(found(2))).toBe('2 alert-without-step');
  expect(describeFindings(found(0))).toBe('every alert has a next step, every dose an outcome');
});

it('each kind has an alert of its own', () =>
  expect(AUDIT_KINDS.map(conditionOf)).toEqual([
    'audit.alert-without-step',
    'audit.dose-without-outcome',
    'audit.line-waiting',
  ]));
