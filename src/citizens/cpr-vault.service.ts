import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface SealedCpr {
  cipher: Buffer;
  digest: Buffer;
}

/** CPR and FNR numbers: AES-256-GCM at rest, bound to their citizen, and found by HMAC-SHA-256. Both keys come from DATA_KEY. */
@Injectable()
export class CprVault {
  private readonly keys: { seal: Buffer; digest: Buffer } | null;

  constructor(config: Config) {
    const key = config.data.key;
    this.keys = key && { seal: derive(key, 'dosevagt cpr seal'), digest: derive(key, 'dosevagt cpr digest') };
  }

  /** Without a key no number is taken. */
  get hasKey(): boolean {
    return this.keys !== null;
  }

  seal(cpr: string, citizenId: string): SealedCpr {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.needKeys().seal, iv).setAAD(Buffer.from(citizenId));
    const sealed = Buffer.concat([cipher.update(cpr, 'utf8'), cipher.final()]);
    return {
      cipher: Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]),
      digest: this.digestOf(cpr),
    };
  }

  /** @throws when the bytes were changed or belong to another citizen */
  open(sealed: Buffer, citizenId: string): string {
    if (sealed[0] !== VERSION) throw new Error('A sealed number has an unknown version');
    const tagAt = 1 + IV_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', this.needKeys().seal, sealed.subarray(1, tagAt))
      .setAAD(Buffer.from(citizenId))
      .setAuthTag(sealed.subarray(tagAt, tagAt + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(tagAt + TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  digestOf(cpr: string): Buffer {
    return createHmac('sha256', this.needKeys().digest).update(cpr).digest();
  }

  private needKeys(): { seal: Buffer; digest: Buffer } {
    if (!this.keys) throw new Error('No DATA_KEY is configured');
    return this.keys;
  }
}

const derive = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
