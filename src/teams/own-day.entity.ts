import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MunicipalityDay } from './holiday.rules.js';

@Entity('own_day')
export class OwnDayEntity implements MunicipalityDay {
  @PrimaryColumn('uuid')
  municipalityId: string;

  @PrimaryColumn('text')
  date: string;

  @Column('text', { nullable: true })
  name: string | null;

  @Column('boolean')
  holiday: boolean;
}
