import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes as 43 characters that pass unquoted through CSV, headers and shells; none begins as an option or a formula does. */
export function newSecret(): string {
  const secret = randomBytes(32).toString('base64url');
  return secret.startsWith('-') ? newSecret() : secret;
}

/** One plain SHA-256: a secret of 256 random bits cannot be guessed, so slowing the guesser down would only slow the fleet. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

/** Whether it is the secret behind the hash, in the same time however wrong it is. */
export const isSecretRight = (hash: Buffer, secret: string): boolean => timingSafeEqual(hash, hashSecret(secret));
