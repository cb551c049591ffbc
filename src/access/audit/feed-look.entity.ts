import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What one reader of the feed was told of one district in one hour. */
@Entity('feed_look')
@Index('feed_look_at', ['at'])
export class FeedLookEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: number;

  /** Of the first. */
  @Column('timestamptz')
  at: Date;

  @Column('timestamptz')
  hour: Date;

  @Column('text')
  principalId: string;

  @Column('text')
  principalKind: string;

  @Column('text')
  route: string;

  @Column('uuid', { nullable: true })
  districtId: string | null;

  @Column('bigint')
  firstPosition: number;

  @Column('bigint')
  lastPosition: number;

  @Column('uuid', { array: true })
  citizenIds: string[];
}
