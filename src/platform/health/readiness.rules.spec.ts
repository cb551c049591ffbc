import { describe, expect, it } from '@jest/globals';
import { type Check, judgeReadiness, type Purpose } from './readiness.rules.js';

const check = (name: string, purposes: readonly Purpose[], ok: boolean, degradedOnly = false): Check => ({
  name,
  for: purposes,
  ok,
  detail: '',
  degradedOnly,
});

describe('judgeReadiness', () => {
  it.each<[string, Check[], whole: string, mqtt: string, http: string]>([
    ['all is well', [check('read', ['mqtt', 'http'], true)], 'ok', 'ok', 'ok'],
    ['nothing is asked', [], 'ok', 'ok', 'ok'],
    ['the disk is full', [check('write', ['mqtt'], false)], 'unavailable', 'unavailable', 'ok'],
    ['nothing can be read', [check('read', ['mqtt', 'http'], false)], 'unavailable', 'unavailable', 'unavailable'],
    ['effects are late', [check('ingest', [], false)], 'unavailable', 'ok', 'ok'],
    ['the queue is away', [check('queue', [], false, true)], 'degraded', 'ok', 'ok'],
    ['half a broker', [check('broker', ['mqtt'], false, true)], 'degraded', 'degraded', 'ok'],
    [
      'one fault covers no other',
      [check('queue', [], false, true), check('write', ['mqtt'], false)],
      'unavailable',
      'unavailable',
      'ok',
    ],
  ])('%s', (_, checks, ...statuses) => {
    expect([null, 'mqtt' as const, 'http' as const].map((one) => judgeReadiness(checks, one).status)).toEqual(statuses);
  });

  it('names only what is for whoever asks', () => {
    const checks = [check('read', ['mqtt', 'http'], true), check('write', ['mqtt'], true), check('audit', [], true)];
    const named = (purpose: Purpose | null) => judgeReadiness(checks, purpose).checks.map(({ name }) => name);
    expect([named(null), named('mqtt'), named('http')]).toEqual([
      ['read', 'write', 'audit'],
      ['read', 'write'],
      ['read'],
    ]);
  });
});
