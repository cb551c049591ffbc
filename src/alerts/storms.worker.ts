import { Injectable } from '@nestjs/common';
import { OutageService } from '../ingest/outage.service.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { Line } from '../platform/facts/line.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import type { Alert } from './alert.rules.js';
import { IncidentsService } from './incidents.service.js';
import { FEWEST, isOver, isStorm, STORM_MINUTES } from './storm.rules.js';
import { StormsStore } from './storms.store.js';

const STORM_MS = STORM_MINUTES * 60_000;

/** Sees many dispensers of a district lost at once: one incident stands for what it did to each, until nearly all are back. */
@Injectable()
export class StormsWorker {
  constructor(
    private readonly config: Config,
    private readonly incidents: IncidentsService,
    private readonly outage: OutageService,
    private readonly store: StormsStore,
    private readonly line: Line,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'storms', role: 'worker', look: () => this.look() });
  }

  private look(): Promise<number> {
    return this.line.transact(async (turn) => {
      if (!(await this.store.tryLock(turn.tx))) return { facts: [], result: 0 };
      const live = await this.store.liveIncidents(turn.tx);
      const facts: Fact[] = [];
      for (const incident of live) facts.push(...(await this.follow(turn, incident)));
      // Whom nobody hears was not lost by the district.
      if (await this.outage.mayCallOffline(turn.tx, turn.now)) facts.push(...(await this.open(turn, live)));
      return { facts, result: facts.length };
    });
  }

  private async open(turn: Turn, live: readonly Alert[]): Promise<Fact[]> {
    const known = new Set(live.map(({ districtId }) => districtId));
    const losses = await this.store.losses(turn.tx, new Date(turn.now.getTime() - STORM_MS), turn.now, FEWEST);
    const storms = losses.filter((loss) => !known.has(loss.districtId) && isStorm(loss, this.config.storm));
    const facts: Fact[] = [];
    for (const { districtId, lost, inUse, since } of storms) {
      const detail = { scope: 'district', deviceCount: lost, inUse, since: since.toISOString(), holdMinutes: 0 };
      const { alert, facts: opened } = await this.incidents.open(turn, districtId, detail);
      facts.push(...opened, ...(await this.attach(turn, alert)));
    }
    return facts;
  }

  /** Takes in what came since, and closes when nearly all that were lost at the worst are back. */
  private async follow(turn: Turn, incident: Alert): Promise<Fact[]> {
    const lost = await this.store.stillLost(turn.tx, incident.districtId!, startOf(incident), turn.now);
    const worst = Math.max(lost, Number(incident.detail.deviceCount));
    if (isOver(lost, worst)) return this.incidents.close(turn, incident.id, lost);
    if (worst > Number(incident.detail.deviceCount)) await this.incidents.grow(turn, incident.id, worst);
    return this.attach(turn, incident);
  }

  private async attach(turn: Turn, incident: Alert): Promise<Fact[]> {
    const alertIds = await this.store.attachAll(turn.tx, incident, startOf(incident));
    if (alertIds.length === 0) return [];
    return [{ type: 'incident.grew', subject: incident.id, districtId: incident.districtId, data: { alertIds } }];
  }
}

/** What was lost a little before it was an incident belongs to it. */
const startOf = ({ detail, openedAt }: Alert): Date =>
  new Date((typeof detail.since === 'string' ? Date.parse(detail.since) : openedAt.getTime()) - STORM_MS);
