import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LadderName } from '../devices/telemetry.rules.js';
import type { Ladder, Rung } from './ladder.rules.js';

@Entity('ladder')
export class LadderEntity implements Ladder {
  @PrimaryColumn('text') name: LadderName;
  @Column('jsonb') rungs: Rung[];
  @Column('int') claimTimeoutSeconds: number;
  @Column('int', { nullable: true }) claimReminderSeconds: number | null;
  @Column('int') version: number;
  @Column('timestamptz') updatedAt: Date;
}
