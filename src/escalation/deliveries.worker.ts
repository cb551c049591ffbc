import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { codeOf, isAboutMessage } from '../platform/database/trouble.rules.js';
import { Line } from '../platform/facts/line.js';
import { Log } from '../platform/logging/log.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { Channels } from './channels.js';
import { DeliveriesService } from './deliveries.service.js';
import { type Answer, type Delivery, TRY_SECONDS } from './delivery.rules.js';

const AT_ONCE = 8;
/** The look goes on without those that take longer: rungs and deadlines do not wait for a slow channel. */
const LOOK_MS = 500;

/** Sends what waits, each in a turn of its own, so that one bad recipient holds up nobody. */
@Injectable()
export class DeliveriesWorker implements OnModuleDestroy {
  private readonly underWay = new Map<string, Promise<number>>();

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly line: Line,
    private readonly log: Log,
    private readonly channels: Channels,
    private readonly deliveries: DeliveriesService,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'deliveries', role: 'worker', look: () => this.look() });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  /** What is still under way counts as found: whoever waits until nothing is left waits for it too. */
  private async look(): Promise<number> {
    const busy = [...this.underWay.keys()];
    const except = [...busy, ...this.deliveries.failing.resting];
    const due = await this.database.read((tx) =>
      this.deliveries.store.due(tx, this.clock.now(), except, AT_ONCE - busy.length),
    );
    for (const id of due) this.underWay.set(id, this.send(id));
    const sent = await atMost(LOOK_MS, Promise.all(this.underWay.values()));
    return sent === null ? AT_ONCE : sent.reduce((sum, each) => sum + each, 0);
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

  private tryOnce(id: string, ask: (delivery: Delivery) => Promise<Answer>): Promise<number> {
    return this.line.transact(async (turn) => {
      const delivery = await this.deliveries.store.take(turn.tx, id, turn.now);
      if (!delivery) return { facts: [], result: 0 };
      return { facts: await this.deliveries.answered(turn, delivery, await ask(delivery)), result: 1 };
    });
  }

  /** What fails for what is about it does so on this channel for ever. */
  private async giveUp(id: string, error: string): Promise<number> {
    return this.tryOnce(id, () => Promise.resolve({ outcome: 'give-up', error })).catch(() => 0);
  }

  /** A way out that this house does not have is none; one that breaks or does not answer may yet. */
  private async ask(delivery: Delivery): Promise<Answer> {
    const channel = this.channels.find(delivery.channel);
    if (!channel) return { outcome: 'give-up', error: 'no-such-channel' };
    const answer = channel.deliver(delivery).catch((error: unknown): Answer => {
      const isForGood = isAboutMessage(error) && delivery.attempts > 0;
      return { outcome: isForGood ? 'give-up' : 'retry', error: codeOf(error) };
    });
    return (await atMost(TRY_SECONDS * 1000, answer)) ?? { outcome: 'retry', error: 'no-answer' };
  }
}

/** Null when the time was up first. */
async function atMost<T>(ms: number, work: Promise<T>): Promise<T | null> {
  const done = new AbortController();
  const timeUp = pause(ms, null, { signal: done.signal }).catch(() => null);
  return Promise.race([work, timeUp]).finally(() => done.abort());
}
