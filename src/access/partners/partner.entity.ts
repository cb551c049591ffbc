import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Partner } from './partner.rules.js';

@Entity('partner')
export class PartnerEntity implements Partner {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { unique: true })
  clientId: string;

  @Column('text')
  name: string;

  @Column('bytea')
  secretHash: Buffer;

  @Column('text', { array: true })
  scopes: string[];

  @Column('uuid', { array: true, nullable: true })
  districtIds: string[] | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  disabledAt: Date | null;
}
