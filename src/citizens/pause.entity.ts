import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Pause, PauseReason } from './pause.rules.js';

@Entity('pause')
@Index('pause_citizen', ['citizenId', 'from'])
export class PauseEntity implements Pause {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  citizenId: string;

  @Column('text')
  reason: PauseReason;

  @Index('pause_unbegun', { where: '"begunAt" IS NULL' })
  @Column('timestamptz')
  from: Date;

  @Index('pause_unended', { where: '"endedAt" IS NULL' })
  @Column('timestamptz')
  until: Date;

  @Column('timestamptz')
  createdAt: Date;

  @Column('text')
  createdBy: string;

  @Column('timestamptz', { nullable: true })
  begunAt: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  undoneAt: Date | null;
}
