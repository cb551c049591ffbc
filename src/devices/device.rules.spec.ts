import { describe, expect, it } from '@jest/globals';
import { commands, deviceIdPattern, isCommandType } from './device.rules.js';

describe('names', () => {
  it.each(['HAD-0001', 'a', 'x'.repeat(64), 'a.b_c-D'])('%s is a device id', (id) => {
    expect(id).toMatch(deviceIdPattern);
  });
  it.each(['', 'x'.repeat(65), 'a/b', 'a+b', '#', 'a b', 'å', 'a\n'])('%j is not', (id) => {
    expect(id).not.toMatch(deviceIdPattern);
  });
  it('knows its commands', () => {
    expect(isCommandType('dose.remind')).toBe(true);
    expect(isCommandType('toString')).toBe(false);
  });
});

describe('commands', () => {
  it.each([
    ['dose.remind', { dueAt: '2026-11-21T08:00:00+01:00' }, true],
    ['dose.remind', { dueAt: 'now' }, false],
    [
      'schedule.set',
      { revision: 1, zone: 'Europe/Copenhagen', slots: [{ time: '08:00', criticality: 'standard' }] },
      true,
    ],
    [
      'schedule.set',
      { revision: 1, zone: 'Europe/Copenhagen', slots: [{ time: '24:00', criticality: 'standard' }] },
      false,
    ],
    ['time.sync', { now: '2026-11-21T08:00:00Z', speed: 60 }, true],
    ['time.sync', { now: '2026-11-21T08:00:00Z', speed: 0 }, false],
    ['message.show', { messageId: 'm1', text: 'Hello' }, true],
    ['dose.lock', {}, true],
  ] as const)('%s with %j fits: %s', (type, data, fits) => {
    expect(commands[type].safeParse(data).success).toBe(fits);
  });
});
