import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { problem } from '../errors/problem.js';
import { rows } from './sql.js';

/** The time zones that PostgreSQL knows: fewer, or others, than Node does, and SQL that names another fails for every row. */
@Injectable()
export class Zones {
  private names: ReadonlySet<string> | null = null;

  async known(tx: EntityManager): Promise<ReadonlySet<string>> {
    this.names ??= new Set(
      (await rows<{ name: string }>(tx, 'SELECT "name" FROM pg_timezone_names')).map(({ name }) => name),
    );
    return this.names;
  }

  /** @throws Problem 422 for a zone that the database does not know */
  async check(tx: EntityManager, zone: string): Promise<void> {
    if ((await this.known(tx)).has(zone)) return;
    throw problem.unprocessable([{ path: 'zone', message: 'is not a time zone that the database knows' }]);
  }
}
