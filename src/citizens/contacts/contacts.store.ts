import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import type { KeptContacts } from './contact.rules.js';

interface Kept extends KeptContacts {
  readonly citizenId: string;
}

@Injectable()
export class ContactsStore {
  /** Of those of whom something is known. */
  findMany(tx: EntityManager, citizenIds: readonly string[]): Promise<Kept[]> {
    return rows<Kept>(
      tx,
      `SELECT "citizenId", "mobile", "phone", "screenCallAddress", "language", "hearing", "homeAccess"
       FROM contact WHERE "citizenId" = ANY ($1::uuid[])`,
      [citizenIds],
    );
  }

  async put(tx: EntityManager, citizenId: string, contacts: KeptContacts): Promise<void> {
    const { mobile, phone, screenCallAddress, language, hearing, homeAccess } = contacts;
    await rows(
      tx,
      `INSERT INTO contact ("citizenId", "mobile", "phone", "screenCallAddress", "language", "hearing", "homeAccess")
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ("citizenId") DO UPDATE SET "mobile" = $2, "phone" = $3, "screenCallAddress" = $4, "language" = $5, "hearing" = $6,
         "homeAccess" = $7`,
      [citizenId, mobile, phone, screenCallAddress, language, hearing, homeAccess],
    );
  }
}
