import { describe, expect, it } from '@jest/globals';
import { explain, plain, Refused, ToldAlready } from './refusal.rules.js';

describe('a connection that ended by an error', () => {
  it.each<[Error & { code?: string; errorCode?: number }, string | null]>([
    [new Refused('too-many-filters', '65'), 'too-many-filters: 65'],
    [new Error('Invalid protocol'), 'malformed-packet: MQTT-3.1.0-1, MQTT-3.1.0-2: CONNECT comes first, and once'],
    [new Error('# is not allowed in PUBLISH'), 'malformed-packet: # is not allowed in PUBLISH'],
    [new Error('topic has too many levels'), 'malformed-packet: topic has too many levels'],
    [new Error('connect did not arrive in time'), 'no-connect: connect did not arrive in time'],
    [new Error('drain timeout'), 'not-read: drain timeout'],
    [new Error('whatever aedes says next'), 'protocol-error: whatever aedes says next'],
    // Nobody refused anything.
    [new Error('keep alive timeout'), null],
    [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), null],
    // It was told when it was refused.
    [Object.assign(new Error('wrong-secret'), { errorCode: 5 }), null],
    [new ToldAlready('may not publish to this topic'), null],
  ])('%s: %s', (error, expected) => {
    const why = explain(error);
    expect(why && `${why.reason}: ${why.detail}`).toBe(expected);
  });
});

describe('what is told', () => {
  it('is one line of plain characters, and no longer than that takes', () => {
    expect(plain('MQTT-4.7: no topic filter')).toBe('MQTT-4.7: no topic filter');
    expect(plain('a\nb\0c\u{1f48a}æ')).toBe('a?b?c???');
    expect(plain('x'.repeat(500))).toHaveLength(200);
  });
});
