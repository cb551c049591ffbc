import { describe, expect, it } from '@jest/globals';
import { askableTypes, commands, commandTypes, deviceIdPattern, isCommandType, scopeToAsk } from './device.rules.js';

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
    ['message.show', { messageId: 'm', text: '!' }, true],
    ['dose.lock', {}, true],
    ['dose.remind', { n: 1 }, true],
    ['dose.remind', { n: 0 }, false],
    ['time.sync', { now: '2026-11-21T08:00:00Z', speed: 10_000 }, true],
    ['time.sync', { now: '2026-11-21T08:00:00Z', speed: 10_001 }, false],
    ['message.show', { messageId: '', text: 'Hello' }, false],
    ['message.show', { messageId: 'x'.repeat(128), text: 'x'.repeat(500) }, true],
    ['message.show', { messageId: 'x'.repeat(129), text: 'Hello' }, false],
    ['message.show', { messageId: 'm1', text: 'x'.repeat(501) }, false],
    ['message.show', { messageId: 'm1', text: '' }, false],
  ] as const)('%s with %j fits: %s', (type, data, fits) => {
    expect(commands[type].safeParse(data).success).toBe(fits);
  });

  const plan = (more: object) => ({ revision: 0, zone: 'Europe/Oslo', slots: [], ...more });
  const slot = (more: object = {}) => ({ time: '08:00', criticality: 'standard', ...more });
  const many = (count: number) => Array.from({ length: count }, () => slot());
  it.each<[string, object, boolean]>([
    ['of nothing', plan({}), true],
    ['before the first', plan({ revision: -1 }), false],
    ['without a zone', plan({ zone: '' }), false],
    ['in a zone of one letter', plan({ zone: 'Z' }), true],
    ['in a zone of 64 letters', plan({ zone: 'x'.repeat(64) }), true],
    ['in one of more', plan({ zone: 'x'.repeat(65) }), false],
    ['of 48 slots', plan({ slots: many(48) }), true],
    ['of more', plan({ slots: many(49) }), false],
    ['of 48 courses', plan({ courses: many(48) }), true],
    ['of more courses', plan({ courses: many(49) }), false],
    ['at the last minute', plan({ slots: [slot({ time: '23:59' })] }), true],
    ['at no minute', plan({ slots: [slot({ time: '08:60' })] }), false],
    ['at a time that begins with one', plan({ slots: [slot({ time: '08:000' })] }), false],
    ['at a time that ends with one', plan({ slots: [slot({ time: '108:00' })] }), false],
    [
      'on every day of the week',
      plan({ slots: [slot({ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] })] }),
      true,
    ],
    ['on no day there is', plan({ slots: [slot({ days: ['holiday'] })] }), false],
    ['with a window of a minute', plan({ slots: [slot({ windowMinutes: 1 })] }), true],
    ['with none', plan({ slots: [slot({ windowMinutes: 0 })] }), false],
    ['with a window of a day', plan({ slots: [slot({ windowMinutes: 1440 })] }), true],
    ['with a longer', plan({ slots: [slot({ windowMinutes: 1441 })] }), false],
    [
      'of any criticality',
      plan({ slots: [slot({ criticality: 'time-critical' }), slot({ criticality: 'flexible' })] }),
      true,
    ],
    ['of no such criticality', plan({ slots: [slot({ criticality: 'high' })] }), false],
    ['every day', plan({ courses: [slot({ from: '2026-03-10', until: '2026-03-12', everyDays: 1 })] }), true],
    ['every no days', plan({ courses: [slot({ everyDays: 0 })] }), false],
    ['from no date', plan({ courses: [slot({ from: '10 March' })] }), false],
  ])('a schedule %s fits: %s', (_, data, fits) => {
    expect(commands['schedule.set'].safeParse(data).success).toBe(fits);
  });

  it('are these, and others than the house may ask for some of them', () => {
    expect(commandTypes).toEqual(['dose.remind', 'dose.lock', 'schedule.set', 'message.show', 'time.sync']);
    expect(askableTypes.map((type) => [type, scopeToAsk(type)])).toEqual([
      ['dose.remind', 'devices:write'],
      ['dose.lock', 'citizens:write'],
      ['message.show', 'citizens:write'],
    ]);
  });
});
