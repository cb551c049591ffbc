import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Area, District } from './district.rules.js';

@Entity('district')
export class DistrictEntity implements District {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('uuid', { nullable: true })
  parentId: string | null;

  @Column('jsonb', { nullable: true })
  polygon: Area | null;

  @Column('boolean', { default: false })
  shadow: boolean;

  @Column('timestamptz')
  createdAt: Date;

  @Column('integer', { default: 1 })
  version: number;
}
