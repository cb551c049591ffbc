import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Country } from './postcode.rules.js';

@Entity('postcode')
export class PostcodeEntity {
  @PrimaryColumn('text') country: Country;
  @PrimaryColumn('text') code: string;
  @Column('double precision') lat: number;
  @Column('double precision') lon: number;
}
