import { Injectable } from '@nestjs/common';
import { realNow } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import { mayCallOffline, observe, type Outage, type OutageNews, silenceCounts } from './outage.rules.js';
import { OutageStore } from './outage.store.js';

/** Whether dispensers are heard at all, as every process can ask. */
@Injectable()
export class OutageService {
  constructor(
    private readonly config: Config,
    private readonly store: OutageStore,
  ) {}

  find(tx: Turn['tx']): Promise<Outage> {
    return this.store.find(tx);
  }

  async silenceCounts(tx: Turn['tx'], now: Date): Promise<boolean> {
    return silenceCounts(await this.store.find(tx), now);
  }

  async mayCallOffline(tx: Turn['tx'], now: Date): Promise<boolean> {
    return mayCallOffline(await this.store.find(tx), now);
  }

  /** What changes of each gateway whenever it beats. */
  beats(tx: Turn['tx']): Promise<Map<string, string>> {
    return this.store.beats(tx);
  }

  /** One look at the gateways' beats; of several workers one looks at a time. */
  async look(turn: Turn): Promise<{ outage: Outage; since: Date | null; news: OutageNews }> {
    const held = await this.store.tryLock(turn.tx);
    if (!held) return { outage: await this.store.find(turn.tx), since: null, news: null };
    const seen = await this.store.heartbeats(turn.tx, realNow());
    const { outage, news } = observe(held, seen, this.config.outage, turn.now);
    if (outage !== held) await this.store.save(turn.tx, outage);
    return { outage, since: outage.downSince ?? held.downSince, news };
  }

  /** A gateway opens: what was closed until now was an outage, whoever was there to notice. */
  async opens(turn: Turn, nodeId: string): Promise<void> {
    const real = realNow();
    const held = await this.store.tryLock(turn.tx);
    const { isHeard, lastOpenAt } = await this.store.heartbeats(turn.tx, real);
    if (held && !held.downSince && !isHeard && lastOpenAt)
      await this.store.save(turn.tx, { ...held, downSince: lastOpenAt });
    await this.store.beat(turn.tx, nodeId, real, turn.now, true);
    await this.store.forgetOld(turn.tx, nodeId, real);
  }

  beat(turn: Turn, nodeId: string, open: boolean): Promise<void> {
    return this.store.beat(turn.tx, nodeId, realNow(), turn.now, open);
  }
}
