import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LadderName } from '../devices/telemetry.rules.js';
import type { Climb } from './climbing/climb.rules.js';
import type { Rung } from '../ladders/ladder.rules.js';

@Entity('escalation')
export class ClimbEntity implements Climb {
  @PrimaryColumn('uuid') alertId: string;
  @Column('text') ladderName: LadderName;
  @Column('jsonb') rungs: Rung[];
  @Column('int') claimTimeoutSeconds: number;
  @Column('int', { nullable: true }) claimReminderSeconds: number | null;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz', { nullable: true }) deadlineAt: Date | null;
  @Column('text', { nullable: true }) becomes: LadderName | null;
  @Column('text', { nullable: true }) nightZone: string | null;
  @Column('smallint', { nullable: true }) rung: number | null;
  @Column('smallint', { nullable: true }) nextRung: number | null;
  @Column('timestamptz', { nullable: true }) nextRungAt: Date | null;
  @Column('timestamptz', { nullable: true }) heldSince: Date | null;
  @Column('timestamptz', { nullable: true }) stoppedAt: Date | null;
}
