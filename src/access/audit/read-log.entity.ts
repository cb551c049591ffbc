import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('read_log')
@Index('read_log_citizen', ['citizenId', 'at'])
export class ReadLogEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  principalId: string;

  @Column('text')
  principalKind: string;

  @Column('uuid')
  citizenId: string;

  @Column('text')
  what: string;

  @Column('text', { nullable: true })
  reason: string | null;
}
