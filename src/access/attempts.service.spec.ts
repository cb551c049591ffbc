import { describe, expect, it } from '@jest/globals';
import { AttemptsService } from './attempts.service.js';

const wrong = async () => null;
const right = async () => 'token';
const tries = async (attempts: AttemptsService, count: number, name: (n: number) => string, address = '127.0.0.1') => {
  for (let n = 0; n < count; n++) await attempts.attempt(name(n), address, wrong);
};

describe('trying to sign in', () => {
  it('is refused after ten wrong tries, even a right one, and says when to come back', async () => {
    const attempts = new AttemptsService();
    await tries(attempts, 10, () => 'grete');
    await expect(attempts.attempt('grete', '127.0.0.1', right)).rejects.toMatchObject({
      status: 429,
      extra: { retryAfterSeconds: 60 },
    });
    await expect(attempts.attempt('ole', '127.0.0.1', right)).resolves.toBe('token');
    await expect(attempts.attempt('grete', '127.0.0.2', right)).resolves.toBe('token');
  });

  it('starts afresh after a right one', async () => {
    const attempts = new AttemptsService();
    await tries(attempts, 9, () => 'grete');
    await attempts.attempt('grete', '127.0.0.1', right);
    await tries(attempts, 10, () => 'grete');
    await expect(attempts.attempt('grete', '127.0.0.1', right)).rejects.toMatchObject({ status: 429 });
  });

  it('is refused to an address that tries a hundred names', async () => {
    const attempts = new AttemptsService();
    await tries(attempts, 100, (n) => `name-${n}`);
    await expect(attempts.attempt('grete', '127.0.0.1', right)).rejects.toMatchObject({ status: 429 });
  });

  it('never counts right ones', async () => {
    const attempts = new AttemptsService();
    for (let n = 0; n < 150; n++) await attempts.attempt('grete', '127.0.0.1', right);
  });
});
