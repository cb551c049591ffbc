import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseSubprotocol, isForMqtt, subprotocolsIn } from './upgrade.rules.js';

describe('whether a request wants MQTT over WebSocket', () => {
  it.each([
    ['GET', '/mqtt', 'websocket', true],
    ['GET', '/mqtt?x=1', 'WebSocket', true],
    ['GET', 'http://gateway.example/mqtt', 'websocket', true],
    ['GET', 'http://gateway.example:3000/mqtt?x', 'websocket', true],
    ['POST', '/mqtt', 'websocket', false],
    ['GET', '/mqtt', 'h2c', false],
    ['GET', '/mqtt', 'websocket, h2c', false],
    ['GET', '/mqtt', '', false],
    ['GET', '/mqtt', undefined, false],
    ['GET', '/mqtt/', 'websocket', false],
    ['GET', '//mqtt', 'websocket', false],
    ['GET', '/MQTT', 'websocket', false],
    ['GET', '/api/v1/teams', 'websocket', false],
    ['GET', '//', 'websocket', false],
    ['GET', '*', 'websocket', false],
    ['GET', '', 'websocket', false],
    ['GET', undefined, 'websocket', false],
    ['GET', 'http://', 'websocket', false],
    ['GET', 'http://[/mqtt', 'websocket', true],
    ['GET', '/%zz', 'websocket', false],
    ['GET', '/mqtthttp://gateway.example', 'websocket', false],
  ])('%s %s with Upgrade: %s', (method, url, upgrade, expected) => {
    expect(isForMqtt({ method, url, headers: { upgrade } })).toBe(expected);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (url) => {
        isForMqtt({ method: 'GET', url, headers: { upgrade: 'websocket' } });
      }),
    );
  });
});

describe('the subprotocol', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['mqtt', ['mqtt']],
    [' chat,mqtt ,, ', ['chat', 'mqtt']],
  ])('is one of those in %j: %j', (header, names) => expect([...subprotocolsIn(header)]).toEqual(names));

  it.each([
    [['mqtt'], 'mqtt'],
    [['mqttv3.1'], 'mqttv3.1'],
    [['mqttv3.1', 'mqtt'], 'mqtt'],
    [['chat', 'mqtt'], 'mqtt'],
    [['chat'], null],
    [['MQTT'], null],
    [[], null],
  ])('of %j is %s', (offered, chosen) => {
    expect(chooseSubprotocol(new Set(offered))).toBe(chosen);
  });
});
