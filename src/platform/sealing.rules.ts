import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key of 32 bytes for one purpose, from which neither the one it is made of nor that of another purpose can be told. */
export const keyFor = (purpose: string, key: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));

/** AES-256-GCM, bound to what it is about; its first byte says by which version, or which key, it was sealed. */
export function seal(version: number, key: Buffer, text: string, about: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), sealed]);
}

/** @throws when the bytes were changed, belong to something else or were sealed with another key */
export function unseal(key: Buffer, sealed: Buffer, about: string): string {
  const tagAt = 1 + IV_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, tagAt))
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(tagAt, tagAt + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(tagAt + TAG_BYTES)), decipher.final()]).toString('utf8');
}
