import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('command')
export class CommandEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') deviceId: string;
  @Column('text') type: string;
  @Column('timestamptz') time: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('jsonb') data: Record<string, unknown>;
  @Column('text') state: 'queued' | 'sent' | 'done' | 'refused' | 'expired';
  @Column('uuid', { nullable: true }) alertId: string | null;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
  @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
  @Column('text', { nullable: true }) detail: string | null;
}
