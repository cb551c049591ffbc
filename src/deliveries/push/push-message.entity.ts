import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { PushNews, ToPush } from './push-news.rules.js';

/** What waits to be pushed to one browser. It is gone once the push service has it. */
export interface PushMessage extends ToPush {
  /** Sent twice, it is one: her device knows it by this. */
  readonly id: string;
  readonly subscriptionId: string;
  readonly position: number;
}

@Entity('push_message')
@Unique(['subscriptionId', 'position'])
export class PushMessageEntity implements PushMessage {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  subscriptionId: string;

  @Column('bigint')
  position: number;

  @Column('text')
  news: PushNews;

  @Column('uuid', { nullable: true })
  taskId: string | null;

  @Column('uuid', { nullable: true })
  teamId: string | null;

  @Column('text', { nullable: true })
  kind: string | null;

  @Column('text', { nullable: true })
  priority: string | null;

  @Column('timestamptz')
  at: Date;

  @Column('timestamptz')
  until: Date;
}
