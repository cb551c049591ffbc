import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('device')
export class DeviceEntity {
  @PrimaryColumn('text') deviceId: string;
  @Column({ type: 'int', insert: false, update: false }) number: number;
  @Column('text') dialect: string;
  @Column('text', { nullable: true }) model: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
  @Column('int') version: number;
}
