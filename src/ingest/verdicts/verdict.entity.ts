import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('device_verdict')
export class VerdictEntity {
  @PrimaryColumn('int') deviceNumber: number;
  @PrimaryColumn('text') reason: string;
  /** What was wrong, in a word or a rule; empty where the reason says it all. */
  @PrimaryColumn('text') detail: string;
  @Column('timestamptz') firstAt: Date;
  @Column('timestamptz') lastAt: Date;
  @Column('bigint') occurrences: number;
}
