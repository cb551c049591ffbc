import { describe, expect, it } from '@jest/globals';
import { afterSoMany, codeOf, lookAt, mistakeOf, type Step, tell } from './external-trouble.rules.js';

describe('what an external broker does, and what to look at', () => {
  it.each<[step: Step, code: number | string, told: string, at: RegExp]>([
    ['connect', 0x86, 'refuses the connection: 0x86 bad user name or password', /user name and password/],
    ['connect', 0x87, 'refuses the connection: 0x87 not authorized', /user name and password.*MQTT_CLIENT_ID/],
    ['connect', 4, 'refuses the connection: 0x04 bad user name or password (MQTT 3.1.1)', /user name/],
    ['connect', 5, 'refuses the connection: 0x05 not authorized (MQTT 3.1.1)', /user name/],
    ['connect', 1, 'refuses the connection: 0x01 unacceptable protocol version (MQTT 3.1.1)', /MQTT 5 is needed/],
    ['connect', 0x84, 'refuses the connection: 0x84 unsupported protocol version', /MQTT 5 is needed/],
    ['connect', 0x85, 'refuses the connection: 0x85 client identifier not valid', /MQTT_CLIENT_ID/],
    ['connect', 0x88, 'refuses the connection: 0x88 server unavailable', /log of the broker/],
    ['connect', 0x8a, 'refuses the connection: 0x8A banned', /banned/],
    ['connect', 0x97, 'refuses the connection: 0x97 quota exceeded', /limits/],
    ['connect', 0x9c, 'refuses the connection: 0x9C use another server', /another address/],
    ['connect', 0xee, 'refuses the connection: 0xEE', /log of the broker/],
    ['connect', 'no-connack', 'did not answer CONNECT', /MQTT_BROKER_URL/],
    ['connect', 'closed', 'closed the connection and did not say why', /mqtts/],
    ['connect', 'not-mqtt', 'said something that is not MQTT 5', /MQTT_BROKER_URL/],
    ['subscribe', 0x80, 'refuses a subscription: 0x80 unspecified error', /may read.*log of the broker/],
    ['subscribe', 0x87, 'refuses a subscription: 0x87 not authorized', /may read/],
    ['subscribe', 0x97, 'refuses a subscription: 0x97 quota exceeded', /subscriptions/],
    ['subscribe', 0x9e, 'refuses a subscription: 0x9E shared subscriptions not supported', /no shared subscriptions/],
    ['subscribe', 0xa2, 'refuses a subscription: 0xA2 wildcard subscriptions not supported', /no wildcard/],
    ['subscribe', 'lower-qos', 'granted QoS 0 only', /highest QoS/],
    ['subscribe', 'no-suback', 'did not answer SUBSCRIBE', /log of the broker/],
    ['publish', 0x87, 'refuses a command: 0x87 not authorized', /write: commands/],
    ['publish', 0x9b, 'refuses a command: 0x9B QoS not supported', /highest QoS/],
    ['publish', 'no-puback', 'did not acknowledge a command', /hangs/],
    ['disconnect', 0x8b, 'ended the connection: 0x8B server shutting down', /nothing/],
    ['disconnect', 0x8e, 'ended the connection: 0x8E session taken over', /MQTT_CLIENT_ID/],
    ['disconnect', 0x9e, 'ended the connection: 0x9E shared subscriptions not supported', /no shared subscriptions/],
    ['disconnect', 'no-pingresp', 'did not answer a ping', /hangs/],
    ['disconnect', 'closed', 'closed the connection and did not say why', /whether the broker runs/],
    [
      'disconnect',
      'closed-again',
      'lets us in and closes the connection soon after, again and again, and does not say why',
      /MQTT_CLIENT_ID/,
    ],
    ['reach', 'ECONNREFUSED', 'cannot be reached: ECONNREFUSED', /whether the broker runs/],
    ['reach', 'ECONNRESET', 'cannot be reached: ECONNRESET', /TLS/],
    ['reach', 'ERR_SSL_WRONG_VERSION_NUMBER', 'cannot be reached: ERR_SSL_WRONG_VERSION_NUMBER', /TLS/],
    ['reach', 'ENOTFOUND', 'cannot be reached: ENOTFOUND', /DNS/],
    ['reach', 'CERT_HAS_EXPIRED', 'cannot be reached: CERT_HAS_EXPIRED', /expired/],
    ['reach', 'ERR_TLS_CERT_ALTNAME_INVALID', 'cannot be reached: ERR_TLS_CERT_ALTNAME_INVALID', /another name/],
    ['reach', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'cannot be reached: DEPTH_ZERO_SELF_SIGNED_CERT', /NODE_EXTRA_CA_CERTS/],
    ['take', 'not-taken', 'brought a message that could not be taken', /log of this gateway/],
  ])('%s %s', (step, code, told, at) => {
    expect(tell({ step, code })).toBe(`the broker ${told}`);
    expect(lookAt({ step, code })).toMatch(at);
  });

  it('says what the broker said, and knows a mistake by its step and code', () => {
    const trouble = { step: 'connect', code: 0x9d, said: 'broker-2.example' } as const;
    expect(tell(trouble)).toBe('the broker refuses the connection: 0x9D server moved (broker-2.example)');
    expect([codeOf(trouble), mistakeOf(trouble)]).toEqual(['0x9D', 'connect 0x9D']);
  });

  it.each<[step: Step, code: number | string, times: number, then: number | string]>([
    ['disconnect', 'closed', 1, 'closed'],
    ['disconnect', 'closed', 2, 'closed'],
    ['disconnect', 'closed', 3, 'closed-again'],
    ['connect', 'closed', 9, 'closed'],
    ['disconnect', 0x8b, 9, 0x8b],
  ])('%s %s for the %ith time in a row is %s', (step, code, times, then) => {
    expect(afterSoMany({ step, code }, times)).toEqual({ step, code: then });
  });
});
