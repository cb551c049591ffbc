import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('access_log')
@Index('access_log_principal', ['principalId', 'at'])
@Index('access_log_at', ['at'])
export class AccessLogEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  what: string;

  @Column('text', { nullable: true })
  principalKind: string | null;

  @Column('uuid', { nullable: true })
  principalId: string | null;

  @Column('text', { nullable: true })
  byKind: string | null;

  @Column('uuid', { nullable: true })
  byId: string | null;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('text', { array: true, default: '{}' })
  fields: string[];

  @Column('text', { nullable: true })
  text: string | null;
}
