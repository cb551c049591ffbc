import { describe, expect, it } from '@jest/globals';
import { PasswordsService } from './passwords.service.js';

describe('a password', () => {
  const passwords = new PasswordsService();

  it('is right only for its own hash, and for nobody is never right', async () => {
    const hash = await passwords.hash('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,/);
    expect(await passwords.isRight(hash, 'correct horse battery')).toBe(true);
    expect(await passwords.isRight(hash, 'correct horse batterY')).toBe(false);
    expect(await passwords.isRight(null, 'correct horse battery')).toBe(false);
    expect(await passwords.isRight(null, 'nobody signs in with this')).toBe(false);
  });
});
