import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('assignment')
export class AssignmentEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') deviceId: string;
  @Column('uuid') citizenId: string;
  @Column('timestamptz') from: Date;
  @Column('timestamptz', { nullable: true }) until: Date | null;
  /** Set ahead of time and not begun yet: when it does. */
  @Column('timestamptz', { nullable: true }) beginsAt: Date | null;
  /** Its end was set ahead of time and has not come yet: when it does. */
  @Column('timestamptz', { nullable: true }) endsAt: Date | null;
}
