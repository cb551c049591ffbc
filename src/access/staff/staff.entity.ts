import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Staff } from './staff.rules.js';

@Entity('staff')
export class StaffEntity implements Staff {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { unique: true })
  username: string;

  @Column('text')
  displayName: string;

  @Column('text', { nullable: true })
  passwordHash: string | null;

  @Column('text', { array: true })
  roles: string[];

  @Column('uuid', { array: true })
  teamIds: string[];

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  disabledAt: Date | null;

  @Column('integer', { default: 1 })
  version: number;
}
