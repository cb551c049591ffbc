import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Dose, DoseState } from './dose.rules.js';
import type { Criticality } from '../devices/telemetry.rules.js';

@Entity('dose')
export class DoseEntity implements Dose {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') citizenId: string;
  @Column('int') revision: number;
  @Column('text') slot: string;
  @Column('timestamptz') dueAt: Date;
  @Column('timestamptz') windowClosesAt: Date;
  @Column('timestamptz') deadlineAt: Date;
  @Column('text') criticality: Criticality;
  @Column('text') state: DoseState;
  @Column('boolean') settled: boolean;
  @Column('timestamptz', { nullable: true }) alarmedAt: Date | null;
  @Column('timestamptz', { nullable: true }) dispensedAt: Date | null;
  @Column('timestamptz', { nullable: true }) retrievedAt: Date | null;
  @Column('timestamptz', { nullable: true }) inAdvanceAt: Date | null;
  @Column('timestamptz', { nullable: true }) cancelledAt: Date | null;
  @Column('timestamptz', { nullable: true }) missedAt: Date | null;
  @Column('timestamptz', { nullable: true }) unconfirmedAt: Date | null;
  @Column('bigint', { array: true }) evidence: number[];
}
