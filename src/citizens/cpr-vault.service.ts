import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { keyFor, seal, unseal } from '../platform/sealing.rules.js';

const VERSION = 1;

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
    this.keys = key && { seal: keyFor('dosevagt cpr seal', key), digest: keyFor('dosevagt cpr digest', key) };
  }

  /** Without a key no number is taken. */
  get hasKey(): boolean {
    return this.keys !== null;
  }

  seal(cpr: string, citizenId: string): SealedCpr {
    return { cipher: seal(VERSION, this.needKeys().seal, cpr, citizenId), digest: this.digestOf(cpr) };
  }

  /** @throws when the bytes were changed or belong to another citizen */
  open(sealed: Buffer, citizenId: string): string {
    if (sealed[0] !== VERSION) throw new Error('A sealed number has an unknown version');
    return unseal(this.needKeys().seal, sealed, citizenId);
  }

  digestOf(cpr: string): Buffer {
    return createHmac('sha256', this.needKeys().digest).update(cpr).digest();
  }

  private needKeys(): { seal: Buffer; digest: Buffer } {
    if (!this.keys) throw new Error('No DATA_KEY is configured');
    return this.keys;
  }
}
