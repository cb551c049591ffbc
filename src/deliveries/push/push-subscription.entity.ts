import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PushSubscription } from './push-subscription.rules.js';

@Entity('push_subscription')
@Index('push_subscription_staff', ['staffId'])
export class PushSubscriptionEntity implements PushSubscription {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  staffId: string;

  @Column('uuid')
  sessionId: string;

  @Column('text', { unique: true })
  endpoint: string;

  @Column('text')
  p256dh: string;

  @Column('text')
  auth: string;

  @Column('text', { nullable: true })
  userAgent: string | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  takenAt: Date | null;

  @Column('text', { nullable: true })
  error: string | null;

  @Column('integer')
  failures: number;

  @Column('timestamptz', { nullable: true })
  restsUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  triedAt: Date | null;
}
