import { describe, expect, it } from '@jest/globals';
import {
  eventsTopic,
  flawOfWill,
  hearsCommands,
  matches,
  publishRight,
  readTopic,
  SHARED_FILTERS,
  subscribeRight,
  UNSHARED_FILTERS,
} from './topic.rules.js';

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

it('what gateways listen to is all that dispensers publish, and what may never be missed by itself', () => {
  expect(eventsTopic('HAD-1')).toBe('dosevagt/v1/HAD-1/events');
  expect(SHARED_FILTERS).toEqual(
    ['events', 'heartbeat', 'commands/ack'].map((one) => `$share/dosevagt/dosevagt/v1/+/${one}`),
  );
  expect(UNSHARED_FILTERS).toEqual(['dosevagt/v1/+/events', 'dosevagt/v1/+/commands/ack']);
  expect(['dosevagt/v1/HAD-1', 'dosevagt/v1/', 'dosevagt/v1/events'].map(readTopic)).toEqual([null, null, null]);
});

describe('a last will', () => {
  const longest = { events: 16, heartbeat: 8, status: 4, 'commands/ack': 2 };
  it.each([
    ['dosevagt/v1/HAD-1/status', 4, null],
    ['dosevagt/v1/HAD-1/status', 5, 'status of more than 4 bytes'],
    ['dosevagt/v1/HAD-1/events', 16, null],
    ['dosevagt/v1/HAD-1/events', 17, 'events of more than 16 bytes'],
    ['dosevagt/v1/HAD-1/commands', 0, 'no-such-topic'],
    ['dosevagt/v1/HAD-2/status', 0, 'another-device'],
    ['', 0, 'another-device'],
  ])('to %s of %i bytes: %s', (topic, bytes, flaw) =>
    expect(flawOfWill('HAD-1', { topic, payload: Buffer.alloc(bytes) }, longest)).toBe(flaw),
  );
});

describe('what a dispenser may subscribe to', () => {
  it.each([
    ['commands', 'granted', true],
    ['#', 'granted', true],
    ['+', 'granted', true],
    ['commands/#', 'granted', true],
    ['+/#', 'granted', true],
    ['status', 'granted', false],
    ['status/#', 'granted', false],
    ['commands/+', 'never-served', false],
    ['commands/ack', 'never-served', false],
    ['commands/', 'never-served', false],
    ['+/+', 'never-served', false],
    ['command', 'never-served', false],
    ['Commands', 'never-served', false],
    ['', 'never-served', false],
    ['/commands', 'never-served', false],
    ['commands/ack/#', 'never-served', false],
    ['#/commands', 'never-served', false],
    ['events', 'never-served', false],
    ['heartbeat', 'never-served', false],
  ])('its own %s: %s, and commands are heard: %s', (leaf, right, hears) => {
    const filter = `dosevagt/v1/HAD-1/${leaf}`;
    expect(subscribeRight('HAD-1', filter)).toBe(right);
    expect(hearsCommands('HAD-1', filter)).toBe(hears);
  });

  it.each([
    'dosevagt/v1/HAD-10/commands',
    'dosevagt/v1/HAD-1',
    'dosevagt/v1/+/commands',
    'dosevagt/v1/#',
    'dosevagt/+/HAD-1/commands',
    '#',
    '+/+/+/commands',
    '$SYS/#',
    '$share/g/dosevagt/v1/HAD-1/commands',
    '/dosevagt/v1/HAD-1/commands',
  ])('%s reaches further, or elsewhere', (filter) => expect(subscribeRight('HAD-1', filter)).toBe('subscribe'));
});

/** The examples of MQTT 3.1.1 section 4.7. */
describe('a topic filter', () => {
  it.each([
    ['sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
    ['sport/#', 'sport', true],
    ['#', 'sport', true],
    ['sport/tennis/+', 'sport/tennis/player1', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+', '/finance', false],
    ['sport', 'Sport', false],
    ['sport/', 'sport', false],
  ])('%s and %s: %s', (filter, topic, does) => expect(matches(filter, topic)).toBe(does));
});
