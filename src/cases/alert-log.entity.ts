import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LogEntryCode } from './alert.rules.js';

@Entity('alert_log')
export class AlertLogEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: number;
  @Column('uuid') alertId: string;
  @Column('uuid', { nullable: true }) taskId: string | null;
  @Column('timestamptz') at: Date;
  @Column('text') entry: LogEntryCode;
  /** The id of who did it, or `gateway`. */
  @Column('text') by: string;
  @Column('text', { nullable: true }) byName: string | null;
  @Column('text', { nullable: true }) text: string | null;
  @Column('jsonb', { nullable: true }) data: Record<string, unknown> | null;
}
