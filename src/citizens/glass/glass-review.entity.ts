import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Finding, GlassReview } from './glass-review.rules.js';

@Entity('glass_review')
export class GlassReviewEntity implements GlassReview {
  @PrimaryColumn('uuid')
  glassId: string;

  @Column('text')
  finding: Finding;

  @Column('text', { nullable: true })
  text: string | null;

  @Column('uuid')
  reviewedBy: string;

  @Column('text')
  reviewedByName: string;

  @Column('timestamptz')
  reviewedAt: Date;
}
