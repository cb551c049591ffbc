import { expect, it } from '@jest/globals';
import { stoodFor } from './stood-for.rules.js';

const whole = { citizenId: 'c', deviceId: 'd', fromLine: 3, upToLine: 7 };
const { citizenId: _citizen, ...noCitizen } = whole;
const { deviceId: _device, ...noDevice } = whole;
const { fromLine: _from, ...noBegin } = whole;
const { upToLine: _upTo, ...noEnd } = whole;

it.each([
  ['which lines, and which of them were told', { ...whole, lines: [3, 7] }, { ...whole, lines: [3, 7] }],
  ['which lines, and not which were told, as the version before wrote it', whole, { ...whole, lines: null }],
  ['no citizen', noCitizen, null],
  ['no dispenser', noDevice, null],
  ['no first line', noBegin, null],
  ['no last line', noEnd, null],
  ['nothing', {}, null],
])('an alert stands in for others where it says %s', (_, detail, expected) =>
  expect(stoodFor({ detail })).toEqual(expected),
);
