import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Note } from '../devices/readings/note.rules.js';

@Entity('journal')
export class JournalEntity {
  @Column('bigint') number: number;
  @PrimaryColumn('int') deviceNumber: number;
  @PrimaryColumn('text') eventId: string;
  @PrimaryColumn('timestamptz') time: Date;
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
  @Column('text', { array: true, nullable: true }) notes: Note[] | null;
  @Column('text', { nullable: true }) dialect: string | null;
}
