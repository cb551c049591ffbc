import { Injectable } from '@nestjs/common';
import { OutageService } from '../ingest/presence/outage.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { conditionCleared, conditionRaised } from '../devices/conditions/condition.facts.js';
import { ladderFor } from '../devices/telemetry.rules.js';
import { DosesStore } from './doses.store.js';

const CONDITION = 'gateway.ingest_degraded';
const MOST_LISTED = 200;

/** Tells operations when dispensers are not heard at all, whose doses are at risk meanwhile, and when it is over. */
@Injectable()
export class OutageWorker {
  constructor(
    private readonly outage: OutageService,
    private readonly doses: DosesStore,
    private readonly bus: FactBus,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'outage', role: 'worker', look: () => this.look(), first: true });
  }

  private look(): Promise<number> {
    return this.bus.transact(async (turn) => {
      const { since, news } = await this.outage.look(turn);
      if (news === null || since === null) return { facts: [], result: 0 };
      return { facts: [await this.tell(turn, news, since)], result: 1 };
    });
  }

  private async tell(turn: Turn, news: 'announced' | 'at-risk' | 'over', since: Date): Promise<Fact> {
    const common = { condition: CONDITION, line: null };
    const about = { subject: 'gateway', citizenId: null, deviceId: null, districtId: null };
    if (news === 'over') return conditionCleared(about, turn.now, { ...common, eventType: 'gateway.ingest_restored' });
    const detail = {
      scope: 'ingest',
      since: since.toISOString(),
      ...(news === 'at-risk' && { atRisk: await this.atRisk(turn, since) }),
    };
    const asked = { priority: 'P1', ladder: ladderFor(CONDITION, 'standard') } as const;
    return conditionRaised(about, turn.now, { ...common, eventType: CONDITION, ...asked, detail });
  }

  /** Doses whose time came while nobody could be heard, time-critical first: for those who can ring the citizens. */
  private async atRisk({ tx, now }: Turn, since: Date) {
    const doses = await this.doses.atRisk(tx, since, now, MOST_LISTED);
    return { listedAt: now.toISOString(), count: doses.length, doses };
  }
}
