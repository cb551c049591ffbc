import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Cause, Outcome } from './alert.rules.js';
import type { Priority } from '../devices/telemetry.rules.js';
import type { Routing } from '../teams/routing.rules.js';
import type { Mode, Task, TaskKind, TaskState } from './task.rules.js';

@Entity('task')
export class TaskEntity implements Task {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') alertId: string;
  @Column('uuid', { nullable: true }) citizenId: string | null;
  @Column('text') kind: TaskKind;
  @Column('text') state: TaskState;
  @Column('text') priority: Priority;
  @Column('uuid', { nullable: true }) teamId: string | null;
  @Column('uuid', { nullable: true }) districtId: string | null;
  @Column('uuid', { nullable: true }) assigneeId: string | null;
  @Column('text') audience: 'team' | 'district' | 'person';
  @Column('timestamptz') dueAt: Date;
  @Column('timestamptz') createdAt: Date;
  @Column('uuid', { nullable: true }) claimedBy: string | null;
  @Column('text', { nullable: true }) claimedByName: string | null;
  @Column('timestamptz', { nullable: true }) claimedAt: Date | null;
  @Column('timestamptz', { nullable: true }) remindAt: Date | null;
  @Column('timestamptz', { nullable: true }) claimExpiresAt: Date | null;
  @Column('timestamptz', { nullable: true }) shiftEndsAt: Date | null;
  @Column('timestamptz', { nullable: true }) releaseAt: Date | null;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('text', { nullable: true }) mode: Mode | null;
  @Column('smallint') unansweredCalls: number;
  @Column('timestamptz', { nullable: true }) resolvedAt: Date | null;
  @Column('text', { nullable: true }) outcome: Outcome | null;
  @Column('text', { nullable: true }) cause: Cause | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('smallint') rung: number;
  @Column('jsonb') routing: Routing;
  @Column('uuid', { nullable: true }) nextTeamId: string | null;
  @Column('uuid', { nullable: true }) nextDistrictId: string | null;
  @Column('timestamptz', { nullable: true }) movedAt: Date | null;
  @Column('int') version: number;
}
