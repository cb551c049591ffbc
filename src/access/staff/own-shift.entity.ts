import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OwnShift } from '../../teams/shifts/own-shift.rules.js';

@Entity('own_shift')
export class OwnShiftEntity implements OwnShift {
  @PrimaryColumn('uuid')
  teamId: string;

  @PrimaryColumn('uuid')
  staffId: string;

  @Column('boolean')
  atWork: boolean;

  @Column('timestamptz')
  from: Date;

  @Column('timestamptz')
  until: Date;

  /** Nothing is to be told of its end any more. */
  @Column('boolean')
  isOver: boolean;
}
