import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { codeOf, isAboutMessage } from '../platform/database/trouble.rules.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Log } from '../platform/logging/log.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { Channels } from './channels.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveriesStore } from './deliveries.store.js';
import { type DeliveryResult, type Delivery, TRY_SECONDS } from './delivery.rules.js';
import { atMost } from '../platform/at-most.js';

/** So many are begun by one look; a channel with as many under way gets no more before some of them are done. */
const AT_ONCE = 8;
/** The look goes on without those that take longer. */
const LOOK_MS = 500;
/** Nobody else tries meanwhile what one is trying; of one that died there is nothing left to see after that. */
const CLAIM_MS = 2 * TRY_SECONDS * 1000;

interface UnderWay {
  readonly channel: string;
  readonly sending: Promise<number>;
}

/**
 * Sends what waits, each by itself, so that one bad recipient holds up nobody. While a channel is asked no connection is held: what is
 * sent was claimed before, and what came of it is written after.
 */
@Injectable()
export class DeliveriesWorker implements OnModuleDestroy {
  private readonly underWay = new Map<string, UnderWay>();

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly log: Log,
    private readonly channels: Channels,
    private readonly deliveries: DeliveriesService,
    private readonly store: DeliveriesStore,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'deliveries', role: 'worker', look: () => this.look() });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.sending);
  }

  private get sending(): Promise<number>[] {
    return [...this.underWay.values()].map(({ sending }) => sending);
  }

  /** What is still under way counts as found: whoever waits until nothing is left waits for it too. */
  private async look(): Promise<number> {
    const due = await this.database.autocommit((tx) =>
      this.store.due(tx, {
        now: this.clock.now(),
        except: [...this.underWay.keys(), ...this.deliveries.failing.resting],
        exceptChannels: this.fullChannels(),
        limit: AT_ONCE,
      }),
    );
    const begun = due.map(({ id, channel }) => {
      const sending = this.send(id);
      this.underWay.set(id, { channel, sending });
      return sending;
    });
    const sent = await atMost(LOOK_MS, Promise.all(begun.length > 0 ? begun : this.sending));
    return this.underWay.size + (sent ?? []).reduce((sum, each) => sum + each, 0);
  }

  /** Whose answers are awaited by as many as may at once. */
  private fullChannels(): string[] {
    const channels = [...this.underWay.values()].map(({ channel }) => channel);
    return [...new Set(channels)].filter((one) => channels.filter((other) => other === one).length >= AT_ONCE);
  }

  private async send(id: string): Promise<number> {
    const { failing } = this.deliveries;
    const isRepeated = failing.troubles.has(id);
    try {
      return await failing.unlessTooSoon(id, () => this.tryOnce(id, (delivery) => this.ask(delivery)));
    } catch (error) {
      this.log.error({ deliveryId: id, error: codeOf(error) }, 'a delivery failed; it is tried again');
      return isRepeated && isAboutMessage(error) ? await this.giveUp(id, codeOf(error)) : 0;
    } finally {
      this.underWay.delete(id);
    }
  }

  private async tryOnce(id: string, ask: (delivery: Delivery) => Promise<DeliveryResult>): Promise<number> {
    const { store } = this;
    const now = this.clock.now();
    const until = new Date(now.getTime() + CLAIM_MS);
    const held = await this.database.commitAtOnce((tx) => store.claim(tx, id, now, until));
    if (!held) return 0;
    try {
      const answer = await ask(held);
      return await this.bus.transact(async (turn) => {
        const isOurs = await store.lockClaimed(turn.tx, id, until);
        return isOurs
          ? { facts: await this.deliveries.answered(turn, held, answer), result: 1 }
          : { facts: [], result: 0 };
      });
    } catch (error) {
      // Else the claim ends by itself.
      await this.database.commitAtOnce((tx) => store.putBack(tx, held, until)).catch(() => undefined);
      throw error;
    }
  }

  /** What fails for what is about it does so on this channel for ever. */
  private async giveUp(id: string, error: string): Promise<number> {
    return this.tryOnce(id, () => Promise.resolve({ outcome: 'give-up', error })).catch(() => 0);
  }

  /** A way out that this house does not have is none; one that breaks or does not answer may yet. */
  private async ask(delivery: Delivery): Promise<DeliveryResult> {
    const channel = this.channels.find(delivery.channel);
    if (!channel) return { outcome: 'give-up', error: 'no-such-channel' };
    const answer = channel.deliver(delivery).catch((error: unknown): DeliveryResult => {
      const isForGood = isAboutMessage(error) && delivery.attempts > 0;
      return { outcome: isForGood ? 'give-up' : 'retry', error: codeOf(error) };
    });
    return (await atMost(TRY_SECONDS * 1000, answer)) ?? { outcome: 'retry', error: 'no-answer' };
  }
}
