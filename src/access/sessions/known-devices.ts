import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { SecretsStore } from '../../platform/database/secrets.store.js';

const SIGNED = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/** Names browsers, in a cookie that nobody else can make. Who signed in on one is in the sessions. */
@Injectable()
export class KnownDevices {
  private key: Promise<Buffer> | null = null;

  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsStore,
  ) {}

  /** The device that the cookie names, or null for one that we did not make. */
  async read(cookie: string | undefined): Promise<string | null> {
    const [, id, signature] = SIGNED.exec(cookie ?? '') ?? [];
    if (id === undefined || signature === undefined) return null;
    const own = await this.signature(id);
    return timingSafeEqual(Buffer.from(own), Buffer.from(signature)) ? id : null;
  }

  async cookieOf(id: string): Promise<string> {
    return `${id}.${await this.signature(id)}`;
  }

  private async signature(id: string): Promise<string> {
    this.key ??= this.database
      .autocommit((tx) => this.secrets.findOrMake(tx, 'device-key', () => randomBytes(32)))
      .catch((error: unknown) => {
        this.key = null;
        throw error;
      });
    return createHmac('sha256', await this.key)
      .update(id)
      .digest('base64url');
  }
}
