import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AbsenceReason } from '../citizens/absence.rules.js';
import type { LadderName, Priority } from '../devices/telemetry.rules.js';
import type { Alert, AlertDose, AlertState, Cause, Outcome } from './alert.rules.js';

@Entity('alert')
export class AlertEntity implements Alert {
  @PrimaryColumn('uuid') id: string;
  @Column('text') key: string;
  @Column('text') type: string;
  @Column('text') state: AlertState;
  @Column('text') priority: Priority;
  @Column('text', { nullable: true }) ladderName: LadderName | null;
  @Column('uuid', { nullable: true }) citizenId: string | null;
  @Column('text', { nullable: true }) deviceId: string | null;
  @Column('uuid', { nullable: true }) districtId: string | null;
  @Column('uuid', { nullable: true }) doseId: string | null;
  @Column('jsonb', { nullable: true }) dose: AlertDose | null;
  @Column('boolean') unmatched: boolean;
  @Column('timestamptz') openedAt: Date;
  @Column('int') occurrences: number;
  @Column('timestamptz') lastSeenAt: Date;
  @Column('timestamptz', { nullable: true }) shelvedUntil: Date | null;
  @Column('text', { nullable: true }) shelvedReason: string | null;
  @Column('timestamptz', { nullable: true }) resolvedAt: Date | null;
  @Column('text', { nullable: true }) outcome: Outcome | null;
  @Column('text', { nullable: true }) cause: Cause | null;
  @Column('uuid', { nullable: true }) previousAlertId: string | null;
  @Column('text', { nullable: true }) closedBecause: AbsenceReason | null;
  @Column('uuid', { nullable: true }) closedBecauseId: string | null;
  @Column('text', { nullable: true }) openedBecause: AbsenceReason | null;
  @Column('uuid', { nullable: true }) openedBecauseId: string | null;
  @Column('boolean') shadow: boolean;
  @Column('uuid', { nullable: true }) parentId: string | null;
  @Column('boolean') attached: boolean;
  @Column('timestamptz', { nullable: true }) attachedUntil: Date | null;
  @Column('jsonb') detail: Record<string, unknown>;
  @Column('bigint', { array: true }) evidence: number[];
  @Column('int') version: number;
}
