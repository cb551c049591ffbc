import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Delivery, DeliveryPurpose, DeliveryState, RecipientKind } from './delivery.rules.js';

@Entity('delivery')
export class DeliveryEntity implements Delivery {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { unique: true }) key: string;
  @Column('uuid', { nullable: true }) alertId: string | null;
  @Column('uuid', { nullable: true }) taskId: string | null;
  @Column('uuid', { nullable: true }) citizenId: string | null;
  @Column('uuid', { nullable: true }) districtId: string | null;
  @Column('text') purpose: DeliveryPurpose;
  @Column('text') recipientKind: RecipientKind;
  @Column('text') recipientId: string;
  @Column('text', { array: true }) channels: string[];
  @Column('text', { array: true }) givenUp: string[];
  @Column('boolean') apart: boolean;
  @Column('text') channel: string;
  @Column('text') state: DeliveryState;
  @Column('smallint') attempts: number;
  @Column('timestamptz', { nullable: true }) failingSince: Date | null;
  @Column('timestamptz', { nullable: true }) nextTryAt: Date | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) deliveredAt: Date | null;
  @Column('text', { nullable: true }) error: string | null;
}
