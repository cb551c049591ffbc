import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConditionReport, DeviceCondition } from './condition.rules.js';

@Entity('condition')
export class ConditionEntity implements DeviceCondition {
  @PrimaryColumn('text') deviceId: string;
  @PrimaryColumn('text') condition: string;
  @Column('uuid', { nullable: true }) citizenId: string | null;
  @Column('text') eventType: string;
  @Column('jsonb') detail: Record<string, unknown>;
  @Column('timestamptz') since: Date;
  @Column('timestamptz') lastAt: Date;
  @Column('timestamptz', { nullable: true }) clearedAt: Date | null;
  @Column('jsonb') words: ConditionReport[];
  @Column('timestamptz', { nullable: true }) louderAt: Date | null;
  @Column('timestamptz', { nullable: true }) unstableSince: Date | null;
  @Column('timestamptz', { nullable: true }) resolvedAt: Date | null;
  @Column('timestamptz', { nullable: true }) checkAt: Date | null;
  @Column('timestamptz', { nullable: true }) lookAt: Date | null;
}
