import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { codeOf } from '../platform/database/trouble.rules.js';
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
    const due = await this.database.read((tx) =>
      this.deliveries.store.due(tx, this.clock.now(), busy, AT_ONCE - busy.length),
    );
    for (const id of due) this.underWay.set(id, this.send(id));
    const sent = await atMost(LOOK_MS, Promise.all(this.underWay.values()));
    return sent === null ? AT_ONCE : sent.reduce((sum, each) => sum + each, 0);
  }

  private async send(id: string): Promise<number> {
    try {
      return await this.line.transact(async (turn) => {
        const delivery = await this.deliveries.store.take(turn.tx, id, turn.now);
        if (!delivery) return { facts: [], result: 0 };
        const answer = await this.ask(delivery);
        return { facts: await this.deliveries.answered(turn, delivery, answer), result: 1 };
      });
    } catch (error) {
      this.log.error({ deliveryId: id, error: codeOf(error) }, 'a delivery failed; it is tried again');
      return 0;
    } finally {
      this.underWay.delete(id);
    }
  }

  /** A way out that this house does not have is none; one that breaks or does not answer may yet. */
  private async ask(delivery: Delivery): Promise<Answer> {
    const channel = this.channels.find(delivery.channel);
    if (!channel) return { outcome: 'give-up', error: 'no-such-channel' };
    const answer = channel
      .deliver(delivery)
      .catch((error: unknown): Answer => ({ outcome: 'retry', error: codeOf(error) }));
    return (await atMost(TRY_SECONDS * 1000, answer)) ?? { outcome: 'retry', error: 'no-answer' };
  }
}

/** Null when the time was up first. */
async function atMost<T>(ms: number, work: Promise<T>): Promise<T | null> {
  const done = new AbortController();
  const timeUp = pause(ms, null, { signal: done.signal }).catch(() => null);
  return Promise.race([work, timeUp]).finally(() => done.abort());
}
