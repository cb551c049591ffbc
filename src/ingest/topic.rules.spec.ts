import { describe, expect, it } from '@jest/globals';
import { maySubscribe, publishRight } from './topic.rules.js';

describe('what a dispenser may publish', () => {
  it.each([
    ['dosevagt/v1/HAD-1/events', 'events'],
    ['dosevagt/v1/HAD-1/heartbeat', 'heartbeat'],
    ['dosevagt/v1/HAD-1/status', 'status'],
    ['dosevagt/v1/HAD-1/commands/ack', 'commands/ack'],
    ['dosevagt/v1/HAD-1/commands', 'no-such-topic'],
    ['dosevagt/v1/HAD-1/events/more', 'no-such-topic'],
    ['dosevagt/v1/HAD-2/events', 'another-device'],
    ['dosevagt/v1/HAD-10/events', 'another-device'],
    ['dosevagt/v1//events', 'another-device'],
    ['dosevagt/v2/HAD-1/events', 'another-device'],
    ['$SYS/x', 'another-device'],
    ['', 'another-device'],
  ])('%s: %s', (topic, right) => expect(publishRight('HAD-1', topic)).toBe(right));
});

describe('what a dispenser may subscribe to', () => {
  it.each([
    ['dosevagt/v1/HAD-1/commands', true],
    ['dosevagt/v1/HAD-1/#', true],
    ['dosevagt/v1/HAD-10/commands', false],
    ['dosevagt/v1/+/commands', false],
    ['dosevagt/v1/#', false],
    ['#', false],
    ['$share/g/dosevagt/v1/HAD-1/commands', false],
  ])('%s: %s', (filter, may) => expect(maySubscribe('HAD-1', filter)).toBe(may));
});
