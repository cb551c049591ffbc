import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One answer that showed citizens. */
@Entity('look')
@Index('look_at', ['at'])
export class LookEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  principalId: string;

  @Column('text')
  principalKind: string;

  @Column('text')
  route: string;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { array: true, nullable: true })
  fields: string[] | null;

  @Column('text', { array: true, nullable: true })
  shown: string[] | null;

  @Column('boolean')
  replayed: boolean;

  @Column('uuid', { array: true })
  citizenIds: string[];
}
