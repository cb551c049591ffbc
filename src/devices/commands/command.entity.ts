import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CommandState, CommandType } from '../device.rules.js';

/** Who asked. */
export interface Asker {
  readonly kind: 'staff' | 'partner';
  readonly id: string;
  readonly name: string;
}

@Entity('command')
export class CommandEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') deviceId: string;
  @Column('text') type: CommandType;
  @Column('timestamptz') time: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('jsonb') data: Record<string, unknown>;
  @Column('text') state: CommandState;
  /** Whom the dispenser served when it was asked; null where it served nobody. */
  @Column('uuid', { nullable: true }) citizenId: string | null;
  /** Null for what the house asks by itself. */
  @Column('jsonb', { nullable: true }) askedBy: Asker | null;
  @Column('uuid', { nullable: true }) alertId: string | null;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
  @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
  @Column('text', { nullable: true }) detail: string | null;
}
