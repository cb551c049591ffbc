import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('device_credential')
export class DeviceCredentialEntity {
  @PrimaryColumn('text')
  deviceId: string;

  @Column('bytea')
  secretHash: Buffer;

  @Column('timestamptz')
  rotatedAt: Date;
}
