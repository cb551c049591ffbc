import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BrokenGlass, GlassReason } from './break-glass.rules.js';

@Entity('break_glass')
@Index('break_glass_open', ['staffId', 'citizenId', 'until'])
export class BreakGlassEntity implements BrokenGlass {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  staffId: string;

  @Column('uuid')
  citizenId: string;

  @Column('text')
  reason: GlassReason;

  @Column('text')
  text: string;

  @Column('timestamptz')
  openedAt: Date;

  @Column('timestamptz')
  until: Date;
}
