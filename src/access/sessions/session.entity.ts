import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Session } from './session.rules.js';

@Entity('session')
@Index('session_principal', ['principalId', 'createdAt'])
export class SessionEntity implements Session {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  principalKind: 'staff' | 'partner';

  @Column('uuid')
  principalId: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz')
  lastUsedAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('text', { nullable: true })
  userAgent: string | null;

  @Column('uuid', { nullable: true })
  deviceId: string | null;
}
