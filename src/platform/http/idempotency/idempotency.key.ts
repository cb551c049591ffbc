import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import { SecretsStore } from '../../database/secrets.store.js';
import { DIGEST } from './idempotency.rules.js';

const NAME = 'idempotency';
const BYTES = 32;

/**
 * Tells requests apart without keeping them. The key comes from DATA_KEY and is not in the database, so that whoever reads the table
 * cannot guess the CPR numbers that requests carried. Without a DATA_KEY no request with a number is ever done, and what else they
 * carry stands in the database in clear anyway: then the key is one of the house's own secrets.
 */
@Injectable()
export class IdempotencyKey {
  private key: Promise<Buffer> | null = null;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly secrets: SecretsStore,
  ) {}

  async digestOf(request: string): Promise<string> {
    this.key ??= this.find().catch((error: unknown) => {
      this.key = null;
      throw error;
    });
    return (
      DIGEST +
      createHmac('sha256', await this.key)
        .update(request)
        .digest('base64url')
    );
  }

  private find(): Promise<Buffer> {
    const { key } = this.config.data;
    if (key) return Promise.resolve(Buffer.from(hkdfSync('sha256', key, '', 'dosevagt idempotency', BYTES)));
    return this.database.autocommit((tx) => this.secrets.findOrMake(tx, NAME, () => randomBytes(BYTES)));
  }
}
