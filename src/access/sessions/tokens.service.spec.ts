import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { realNow } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import type { Database } from '../../platform/database/database.js';
import type { SecretsStore } from '../../platform/database/secrets.store.js';
import { type Grant, TokensService } from './tokens.service.js';
import { HOUR_MS } from '../../platform/clock/spans.rules.js';

const GRANT = {
  kind: 'staff',
  sub: '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10',
  stamp: 'of-the-password',
} as const satisfies Grant;

const passUntil = (at: number): unknown => jest.advanceTimersByTime(at - realNow().getTime());

describe('a token that was read before', () => {
  let tokens: TokensService;
  beforeEach(() => {
    jest.useFakeTimers({
      now: new Date('2026-11-22T08:00:00Z'),
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'],
    });
    const database = { autocommit: (work: (tx: null) => unknown) => Promise.resolve(work(null)) };
    const secrets = { findOrMake: () => Buffer.alloc(32, 7) };
    tokens = new TokensService(
      database as unknown as Database,
      secrets as unknown as SecretsStore,
      {
        sessions: { hours: 12 },
      } as unknown as Config,
    );
  });
  afterEach(() => void jest.useRealTimers());

  it('says the same again, until the instant at which it expires', async () => {
    const { token, expiresAt } = await tokens.sign(GRANT);
    expect(await tokens.read(token)).toMatchObject(GRANT);
    passUntil(expiresAt.getTime() - 1);
    expect(await tokens.read(token)).toMatchObject(GRANT);
    passUntil(expiresAt.getTime());
    expect(await tokens.read(token)).toBeNull();
    passUntil(expiresAt.getTime() + HOUR_MS);
    expect(await tokens.read(token)).toBeNull();
  });

  it('vouches for no other', async () => {
    const { token } = await tokens.sign(GRANT);
    await tokens.read(token);
    const [head, , signature] = token.split('.');
    const body = Buffer.from(JSON.stringify({ ...GRANT, stamp: 'of-another' })).toString('base64url');
    expect(await tokens.read(`${head}.${body}.${signature}`)).toBeNull();
    expect(await tokens.read(token.slice(0, -1))).toBeNull();
  });

  it('is let go of when a thousand others came since, and read anew', async () => {
    const [first, ...others] = await Promise.all(
      Array.from({ length: 1_002 }, (_, n) => tokens.sign({ ...GRANT, stamp: String(n) })),
    );
    for (const { token } of [first!, ...others]) expect(await tokens.read(token)).not.toBeNull();
    expect(await tokens.read(first!.token)).toMatchObject({ ...GRANT, stamp: '0' });
  });
});
