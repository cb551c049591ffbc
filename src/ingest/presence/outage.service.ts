import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { Turn } from '../../platform/database/turn.js';
import { observe, offlineCountsUntil, type Outage, type OutageNews, silenceCountsUntil } from './outage.rules.js';
import { type GatewayStanding, OutageStore } from './outage.store.js';
import { MINUTE_MS } from '../../platform/clock/spans.rules.js';

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

  /** Until when silence says something about a citizen; null while it says nothing. Asked again by whoever acts upon it. */
  async silenceCountsUntil(tx: Turn['tx'], now: Date): Promise<Date | null> {
    const { outage, beats } = await this.store.withBeats(tx, this.lostAfter(now));
    return silenceCountsUntil(outage, beats, now);
  }

  /** Until when a dispenser that was not heard may be called offline; null while none may. */
  async offlineCountsUntil(tx: Turn['tx'], now: Date): Promise<Date | null> {
    const { outage, beats } = await this.store.withBeats(tx, this.lostAfter(now));
    return offlineCountsUntil(outage, beats, now);
  }

  /** Each gateway that said something within a day, the latest first. */
  gateways(tx: Turn['tx']): Promise<GatewayStanding[]> {
    return this.store.gateways(tx);
  }

  /** What changes of each gateway whenever it beats. */
  beats(tx: Turn['tx']): Promise<Map<string, string>> {
    return this.store.beats(tx);
  }

  /** One look at the gateways' beats; of several workers one looks at a time. */
  async look(turn: Turn): Promise<{ outage: Outage; since: Date | null; news: OutageNews }> {
    const held = await this.store.tryLock(turn.tx);
    if (!held) return { outage: await this.store.find(turn.tx), since: null, news: null };
    const { beats } = await this.store.withBeats(turn.tx, this.lostAfter(turn.now));
    const { outage, news } = observe(held, beats, this.config.outage, turn.now);
    if (outage !== held) await this.store.save(turn.tx, outage);
    return { outage, since: outage.downSince ?? held.downSince, news };
  }

  /** A gateway says that what dispensers said until then was heard and is written, so many seconds after it asked itself. */
  beat(tx: Turn['tx'], nodeId: string, heardUntil: Date, agoSeconds: number): Promise<void> {
    return this.store.beat(tx, nodeId, heardUntil, agoSeconds);
  }

  /** A gateway says that it hears nobody from now on, and leaves: its dispensers come to another within the time they have to report. */
  close(tx: Turn['tx'], nodeId: string): Promise<void> {
    return this.store.close(tx, nodeId);
  }

  /** A gateway says that it hears nobody for a while: its dispensers get time to report, wherever they come. */
  fallDeaf(tx: Turn['tx'], nodeId: string): Promise<void> {
    return this.store.fallDeaf(tx, nodeId);
  }

  forgetOld(tx: Turn['tx'], nodeId: string): Promise<void> {
    return this.store.forgetOld(tx, nodeId);
  }

  /** What dispensers told a gateway that was lost they tell another one within the grace. */
  private lostAfter(now: Date): Date {
    return new Date(now.getTime() - this.config.outage.watchGraceMinutes * MINUTE_MS);
  }
}
