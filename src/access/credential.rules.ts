export const DEVICE_ID = /^[A-Za-z0-9._-]{1,64}$/;

const LONGEST_SECRET = 256;
const PRINTABLE = /^[\x20-\x7e]+$/;

/** What a dispenser signs in with, when both parts can be read at all; a readable one may still be wrong. */
export function readCredential(
  username: string | undefined,
  password: Uint8Array | undefined,
): { deviceId: string; secret: string } | 'malformed' {
  if (username === undefined || !DEVICE_ID.test(username)) return 'malformed';
  if (password === undefined || password.length === 0 || password.length > LONGEST_SECRET) return 'malformed';
  const secret = Buffer.from(password).toString('latin1');
  return PRINTABLE.test(secret) ? { deviceId: username, secret } : 'malformed';
}
