import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LogEntryCode } from './alert.rules.js';
import type { LogKind } from './log/log.rules.js';

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
  /** What a person wrote; of an entry of the kind `text`, all of it. */
  @Column('text', { nullable: true }) text: string | null;
  @Column('text', { default: 'text' }) kind: LogKind;
  /** The parameters of its kind. */
  @Column('jsonb', { nullable: true }) data: Record<string, unknown> | null;
}
