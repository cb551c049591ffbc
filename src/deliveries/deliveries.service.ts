import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isLive } from '../cases/alert.rules.js';
import { AlertsService } from '../cases/lists/alerts.service.js';
import { CasesService } from '../cases/cases.service.js';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import {
  afterTry,
  type DeliveryResult,
  type Delivery,
  type DeliveryState,
  isCopy,
  keyOf,
  sendAgain,
  type Step,
  type ToDeliver,
} from './delivery.rules.js';
import { DeliveriesStore } from './deliveries.store.js';
import { FailingDeliveries } from './failing-deliveries.js';

/** What people and systems outside the queue are told: written with what it is about, sent afterwards, never lost. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly store: DeliveriesStore,
    readonly failing: FailingDeliveries,
    private readonly alerts: AlertsService,
    private readonly cases: CasesService,
  ) {}

  find(tx: Turn['tx'], id: string): Promise<Delivery | null> {
    return this.store.find(tx, id);
  }

  lock(tx: Turn['tx'], id: string): Promise<Delivery | null> {
    return this.store.lock(tx, id);
  }

  /** Newest first. */
  list(
    tx: Turn['tx'],
    states: readonly DeliveryState[],
    before: readonly [Date, string] | null,
    limit: number,
  ): Promise<Delivery[]> {
    return this.store.list(tx, states, before, limit);
  }

  /** What the console showed one person, newest first. */
  shownTo(
    tx: Turn['tx'],
    staffId: string,
    before: readonly [Date, string] | null,
    limit: number,
  ): Promise<(Delivery & { deliveredAt: Date })[]> {
    return this.store.shownTo(tx, staffId, before, limit);
  }

  /** Each recipient is told of the same thing once. */
  write({ tx, now }: Turn, recipients: readonly ToDeliver[]): void {
    if (recipients.length === 0) return;
    const deliveries = recipients.map(({ about, ...rest }): Delivery => ({
      ...rest,
      id: newId(),
      key: keyOf({ about, ...rest }),
      givenUp: [],
      apart: false,
      channel: rest.channels[0]!,
      state: 'waiting',
      attempts: 0,
      failingSince: null,
      nextTryAt: now,
      createdAt: now,
      deliveredAt: null,
      error: null,
    }));
    this.store.add(tx, deliveries);
  }

  /** Writes down what a channel answered, on the delivery and in the log of its alert. */
  async answered(turn: Turn, held: Delivery, answer: DeliveryResult): Promise<Fact[]> {
    const { delivery, step } = afterTry(held, answer, turn.now, await this.isOver(turn, held));
    await this.store.save(turn.tx, delivery);
    if (step === 'retry') return [];
    await this.log(turn, held, delivery, step);
    return [deliveryFact(held, delivery, step)];
  }

  /** A copy is about an alert that stands, and there is work beside it. */
  private async isOver({ tx }: Turn, { apart, purpose, alertId }: Delivery): Promise<boolean> {
    if (!apart || !alertId || !isCopy(purpose)) return false;
    const alert = await this.cases.find(tx, alertId);
    return alert === null || !isLive(alert.state);
  }

  /** What waits for the house, or for what is outside of it, since before an instant. */
  waitingLong(tx: EntityManager, since: Date) {
    return this.store.waitingLong(tx, since, [...this.failing.troubles.keys()]);
  }

  /** What is tried again and again, longest first, with the code of what it fails with. */
  async triedAgain(tx: EntityManager, limit: number) {
    const { troubles } = this.failing;
    const found = await this.store.triedAgain(tx, [...troubles.keys()], limit);
    return found.map(({ id, error, ...rest }) => ({ id, ...rest, trouble: troubles.get(id) ?? error }));
  }

  /** What no channel will ever deliver. */
  countParked(tx: EntityManager): Promise<number> {
    return this.store.count(tx, 'parked');
  }

  /** Somebody put right what it failed for; null when it is not parked any more. */
  async retry(turn: Turn, held: Delivery, by: { id: string; name: string }): Promise<Delivery | null> {
    const delivery = sendAgain(held, turn.now);
    if (!delivery) return null;
    await this.store.save(turn.tx, delivery);
    const { alertId, taskId, id, purpose, recipientKind, recipientId, channel, state } = delivery;
    const data = { deliveryId: id, purpose, recipientKind, recipientId, channel, state, error: null };
    if (alertId) this.alerts.log(turn, { alertId, taskId }, { kind: 'delivery_sent_again', data }, by);
    return delivery;
  }

  logNoRelative(turn: Turn, alertId: string): void {
    this.alerts.log(turn, { alertId }, { kind: 'no_relative_reached', data: { purpose: 'notify-relative' } });
  }

  private async log(
    turn: Turn,
    tried: Delivery,
    { state, error }: Delivery,
    step: Exclude<Step, 'retry'>,
  ): Promise<void> {
    const { id, alertId, taskId, purpose, recipientKind, recipientId, channel } = tried;
    if (!alertId) return;
    const isLastHope = step === 'parked' && purpose === 'notify-relative';
    // Of two that are given up at once, the later one sees both.
    if (isLastHope) await this.cases.lock(turn, alertId);
    const data = { deliveryId: id, purpose, recipientKind, recipientId, channel, state, error };
    this.alerts.log(turn, { alertId, taskId }, { kind: LOGGED_AS[step], data });
    if (isLastHope && (await this.store.reachedNobody(turn.tx, alertId, purpose))) this.logNoRelative(turn, alertId);
  }
}

const LOGGED_AS = {
  delivered: 'delivery_delivered',
  'fallen-through': 'delivery_fallen_through',
  parked: 'delivery_parked',
} as const;

type DeliveryFact =
  'notice.shown' | 'delivery.delivered' | 'delivery.fallen_through' | 'delivery.given_up' | 'delivery.parked';

const FACT_OF = {
  delivered: 'delivery.delivered',
  'fallen-through': 'delivery.fallen_through',
  parked: 'delivery.parked',
} as const;

/** On the console the fact is the notice itself. */
function typeOf(step: Exclude<Step, 'retry'>, { channel, purpose }: Delivery): DeliveryFact {
  if (step === 'delivered' && channel === 'console') return 'notice.shown';
  return step === 'parked' && isCopy(purpose) ? 'delivery.given_up' : FACT_OF[step];
}

function deliveryFact(tried: Delivery, { error }: Delivery, step: Exclude<Step, 'retry'>): Fact {
  const { id, alertId, taskId, citizenId, districtId, purpose, recipientKind, recipientId, channel } = tried;
  const type = typeOf(step, tried);
  return {
    type,
    subject: id,
    ...(type === 'notice.shown' && recipientKind === 'staff' && { for: recipientId }),
    citizenId,
    districtId,
    data: { deliveryId: id, alertId, taskId, purpose, recipientKind, recipientId, channel, error },
  };
}
