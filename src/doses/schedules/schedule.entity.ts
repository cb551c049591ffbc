import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Slot } from './schedule.rules.js';

@Entity('schedule')
export class ScheduleEntity {
  @PrimaryColumn('uuid') citizenId: string;
  @PrimaryColumn('int') revision: number;
  @Column('text') zone: string;
  @Column('jsonb') slots: Slot[];
  @Column('timestamptz') validFrom: Date;
  @Column('timestamptz', { nullable: true }) validUntil: Date | null;
  @Column('timestamptz') plannedUntil: Date;
  /** When the dispenser is to be told; null when it was, or never will be. */
  @Column('timestamptz', { nullable: true }) sendAt: Date | null;
  @Column('timestamptz') createdAt: Date;
}
