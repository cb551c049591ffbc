import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OwnSettings } from './own-settings.schema.js';

@Entity('own_settings')
export class OwnSettingsEntity {
  @PrimaryColumn('uuid')
  staffId: string;

  @Column('jsonb')
  settings: OwnSettings;

  @Column('timestamptz')
  updatedAt: Date;

  @Column('integer')
  version: number;
}
