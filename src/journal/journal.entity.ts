import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('journal')
export class JournalEntity {
  @PrimaryColumn('bigint') number: number;
  @PrimaryColumn('timestamptz') time: Date;
  @Column('int') deviceNumber: number;
  @Column('text') eventId: string;
  @Column('timestamptz') receivedAt: Date;
  @Column('timestamptz') effectiveAt: Date;
  @Column('text') clock: string;
  @Column('text') type: string;
  @Column('bigint', { nullable: true }) bootId: number | null;
  @Column('bigint', { nullable: true }) sequence: number | null;
  @Column('timestamptz', { nullable: true }) dueAt: Date | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') payloadLength: number;
  @Column('bytea') payload: Buffer;
}
