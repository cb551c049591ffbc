import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Override } from './roster.rules.js';
import type { Shift } from './shifts/shift-dates.rules.js';
import type { Team, TeamKind } from './team.rules.js';

@Entity('team')
export class TeamEntity implements Team {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: TeamKind;

  @Column('uuid')
  districtId: string;

  @Column('double precision')
  lat: number;

  @Column('double precision')
  lon: number;

  @Column('text')
  zone: string;

  @Column('jsonb', { default: [] })
  shifts: Shift[];

  @Column('jsonb', { default: [] })
  overrides: Override[];

  @Column('timestamptz')
  createdAt: Date;

  @Column('integer', { default: 1 })
  version: number;
}
