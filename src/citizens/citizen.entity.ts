import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Address, Citizen, Relative, TemporaryAddress } from './citizen.rules.js';

@Entity('citizen')
export class CitizenEntity implements Omit<Citizen, 'cprKnown'> {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  displayName: string;

  @Index('citizen_external', { where: '"externalId" IS NOT NULL' })
  @Column('text', { nullable: true })
  externalId: string | null;

  @Column('jsonb')
  address: Address;

  @Column('jsonb', { nullable: true })
  temporaryAddress: TemporaryAddress | null;

  @Column('boolean', { default: false })
  addressProtected: boolean;

  @Column('timestamptz', { nullable: true })
  deceasedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  deathRegisteredAt: Date | null;

  @Column('text')
  zone: string;

  @Index('citizen_district')
  @Column('uuid', { nullable: true })
  districtId: string | null;

  @Column('uuid', { nullable: true })
  eDistrictTeamId: string | null;

  @Column('uuid', { nullable: true })
  contactPersonId: string | null;

  @Column('jsonb', { default: [] })
  relatives: Relative[];

  @Column('text', { nullable: true })
  serviceArea: string | null;

  @Column('bytea', { nullable: true, select: false })
  cprCipher: Buffer | null;

  @Column('bytea', { nullable: true, unique: true, select: false })
  cprDigest: Buffer | null;

  /** The same of whoever got the number while another citizen had it. */
  @Column('bytea', { nullable: true, select: false })
  cprDigestToo: Buffer | null;

  @Column('boolean')
  consentTelemetry: boolean;

  @Column('text', { nullable: true })
  consentReason: string | null;

  @Column('timestamptz')
  consentChangedAt: Date;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  updatedAt: Date;

  @Column('integer', { default: 1 })
  version: number;
}
