import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from './sql.js';

/** Keys the house made for itself, one per name, for ever. */
@Injectable()
export class SecretsStore {
  /** The secret of that name; made on first use, and of two processes that make it at once both get the same. */
  async findOrMake(tx: EntityManager, name: string, make: () => Buffer): Promise<Buffer> {
    return (await this.find(tx, name)) ?? (await this.makeOnce(tx, name, make()));
  }

  private async find(tx: EntityManager, name: string): Promise<Buffer | null> {
    const [secret] = await rows<{ value: Buffer }>(tx, `SELECT "value" FROM secret WHERE "name" = $1`, [name]);
    return secret?.value ?? null;
  }

  private async makeOnce(tx: EntityManager, name: string, value: Buffer): Promise<Buffer> {
    await rows(tx, `INSERT INTO secret ("name", "value") VALUES ($1, $2) ON CONFLICT DO NOTHING`, [name, value]);
    const held = await this.find(tx, name);
    if (!held) throw new Error(`The secret ${name} was not kept`);
    return held;
  }
}
