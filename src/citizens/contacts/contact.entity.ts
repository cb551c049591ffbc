import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Hearing, KeptContacts } from './contact.rules.js';

/** Beside the citizen's own row, so that whoever reads that has not read this; it goes with it. */
@Entity('contact')
export class ContactEntity implements KeptContacts {
  @PrimaryColumn('uuid')
  citizenId: string;

  @Column('text', { nullable: true })
  mobile: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { nullable: true })
  screenCallAddress: string | null;

  @Column('text', { nullable: true })
  language: string | null;

  @Column('text', { nullable: true })
  hearing: Hearing | null;

  /** Sealed: see HomeAccessVault. */
  @Column('bytea', { nullable: true })
  homeAccess: Buffer | null;
}
