import { describe, expect, it } from '@jest/globals';
import { readNetwork, trustsAmong } from './trusted-proxies.js';

it.each([
  ['127.0.0.1', { address: '127.0.0.1', family: 'ipv4', prefix: 32 }],
  ['10.0.0.0/8', { address: '10.0.0.0', family: 'ipv4', prefix: 8 }],
  ['fd00::/8', { address: 'fd00::', family: 'ipv6', prefix: 8 }],
  ['::1', { address: '::1', family: 'ipv6', prefix: 128 }],
  ['0.0.0.0/0', null],
  ['::/0', null],
  ['10.0.0.0/33', null],
  ['10.0.0/8', null],
  ['10.0.0.0/8/8', null],
  ['true', null],
  ['proxy.example', null],
  ['*', null],
  ['', null],
])('%s is the network %j', (text, network) => expect(readNetwork(text)).toEqual(network));

describe('who is trusted', () => {
  const trusts = trustsAmong(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
  it.each([
    ['127.0.0.1', true],
    ['::ffff:127.0.0.1', true],
    ['127.0.0.2', false],
    ['10.200.0.1', true],
    ['::ffff:10.0.0.9', true],
    ['11.0.0.1', false],
    ['fd12::1', true],
    ['fe80::1', false],
    ['nonsense', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (address, isTrusted) => expect(trusts(address)).toBe(isTrusted));

  it('is nobody where nobody was named', () => expect(trustsAmong([])('127.0.0.1')).toBe(false));
});
