import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('device_health')
export class DeviceHealthEntity {
  @PrimaryColumn('text') deviceId: string;
  @Column('boolean') online: boolean;
  @Column('timestamptz', { nullable: true }) onlineChangedAt: Date | null;
  /** The node that has it, or had it last; null behind a broker of others. */
  @Column('uuid', { nullable: true }) nodeId: string | null;
  /** Over which of all connections, as they were let in one after the other. */
  @Column('bigint', { nullable: true }) connection: number | null;
  /** When that ended, if it ended with a goodbye. */
  @Column('timestamptz', { nullable: true }) goodbyeAt: Date | null;
  @Column('timestamptz', { nullable: true }) lastSeenAt: Date | null;
  /** How often it left with a goodbye and was back in time, one after the other. */
  @Column('smallint') visits: number;
  @Column('double precision', { nullable: true }) batteryPct: number | null;
  /** When a heartbeat said so last. */
  @Column('timestamptz', { nullable: true }) batteryAt: Date | null;
  @Column('boolean', { nullable: true }) mains: boolean | null;
  @Column('double precision', { nullable: true }) rssiDbm: number | null;
  @Column('int', { nullable: true }) dosesRemaining: number | null;
  @Column('timestamptz', { nullable: true }) nextDueAt: Date | null;
  @Column('text', { nullable: true }) firmware: string | null;
}
