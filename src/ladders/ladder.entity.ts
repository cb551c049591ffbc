import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LadderName } from '../devices/telemetry.rules.js';
import type { Ladder, Rung } from './ladder.rules.js';

@Entity('ladder')
export class LadderEntity implements Ladder {
  @PrimaryColumn('text') name: LadderName;
  /** `all`, or what it is for, so that each has one of a name. */
  @PrimaryColumn('text') scope: string;
  @Column('uuid', { nullable: true }) districtId: string | null;
  @Column('uuid', { nullable: true }) citizenId: string | null;
  @Column('jsonb') rungs: Rung[];
  @Column('int') claimTimeoutSeconds: number;
  @Column('int', { nullable: true }) claimReminderSeconds: number | null;
  @Column('int') version: number;
  @Column('timestamptz') updatedAt: Date;
}
