import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Presence } from './device.rules.js';

@Entity('device')
export class DeviceEntity {
  @PrimaryColumn('text') deviceId: string;
  @Column({ type: 'int', insert: false, update: false }) number: number;
  @Column('text') dialect: string;
  /** What it spoke before that was changed for the first time; null where it never was. */
  @Column('text', { nullable: true }) firstDialect: string | null;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text', { nullable: true }) presence: Presence | null;
  @Column('int', { nullable: true }) expectEveryMinutes: number | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
  @Column('int') version: number;
}
