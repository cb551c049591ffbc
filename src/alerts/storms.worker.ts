import { Injectable } from '@nestjs/common';
import { OutageService } from '../ingest/outage.service.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { Line } from '../platform/facts/line.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { isInShadow } from '../teams/district.rules.js';
import { TeamsService } from '../teams/teams.service.js';
import type { Alert } from './alert.rules.js';
import { IncidentsService } from './incidents.service.js';
import { coverings, FEWEST, isOver, isStorm, outageOf, STORM_MINUTES } from './storm.rules.js';
import { StormsStore } from './storms.store.js';

const STORM_MS = STORM_MINUTES * 60_000;

/**
 * Sees many dispensers of a district lost at once: one incident stands for what it did to each, until nearly all are back. Districts
 * struck together are one incident of the district above them.
 */
@Injectable()
export class StormsWorker {
  constructor(
    private readonly config: Config,
    private readonly incidents: IncidentsService,
    private readonly outage: OutageService,
    private readonly store: StormsStore,
    private readonly line: Line,
    private readonly teams: TeamsService,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'storms', role: 'worker', look: () => this.look() });
  }

  private look(): Promise<number> {
    return this.line.transact(async (turn) => {
      if (!(await this.store.tryLock(turn.tx))) return { facts: [], result: 0 };
      const live = await this.store.liveIncidents(turn.tx);
      const facts: Fact[] = [];
      for (const incident of live) facts.push(...(await this.follow(turn, incident, live)));
      // Whom nobody hears was not lost by the district.
      if (await this.outage.offlineCountsUntil(turn.tx, turn.now)) facts.push(...(await this.open(turn, live)));
      facts.push(...(await this.cover(turn)));
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
      const { alert, facts: opened } = await this.incidents.open(turn, outageOf(districtId, detail));
      facts.push(...opened, ...(await this.attach(turn, alert)));
    }
    return facts;
  }

  /** Takes in what came since, and closes when nearly all that were lost at the worst are back. */
  private async follow(turn: Turn, incident: Alert, live: readonly Alert[]): Promise<Fact[]> {
    const lost = await this.store.stillLost(turn.tx, districtsOf(incident, live), startOf(incident), turn.now);
    const worst = Math.max(lost, Number(incident.detail.deviceCount));
    if (isOver(lost, worst)) return this.incidents.close(turn, incident.id, lost);
    if (worst > Number(incident.detail.deviceCount))
      await this.incidents.grow(turn, incident.id, { deviceCount: worst });
    return this.attach(turn, incident);
  }

  /** One incident for districts that were struck together, with theirs under it. */
  private async cover(turn: Turn): Promise<Fact[]> {
    const incidents = await this.store.liveIncidents(turn.tx);
    if (incidents.filter(isFree).length === 0 || incidents.length < 2) return [];
    const districts = await this.teams.listDistricts(turn.tx);
    const real = incidents.filter(({ districtId }) => !isInShadow(districts, districtId!));
    const struck = real.map((one) => ({ districtId: one.districtId!, since: sinceOf(one), isFree: isFree(one) }));
    const facts: Fact[] = [];
    for (const { districtId, since, partIds } of coverings(districts, struck)) {
      const known = incidents.find((one) => one.districtId === districtId);
      const detail = { scope: 'districts', deviceCount: 0, since: since.toISOString(), holdMinutes: 0 };
      const { alert, facts: opened } = known
        ? { alert: known, facts: [] }
        : await this.incidents.open(turn, outageOf(districtId, detail));
      if (!known) incidents.push(alert);
      facts.push(...opened, ...(await this.takeUnder(turn, alert, partIds, incidents)));
    }
    return facts;
  }

  private async takeUnder(
    turn: Turn,
    incident: Alert,
    partIds: readonly string[],
    live: readonly Alert[],
  ): Promise<Fact[]> {
    const parts = live.filter(({ districtId }) => partIds.includes(districtId!));
    const facts: Fact[] = [];
    for (const { id } of parts) facts.push(...(await this.incidents.attach(turn, id, incident)));
    const grown = { ...incident, detail: { ...incident.detail, partIds: [...partsOf(incident), ...partIds] } };
    const lost = await this.store.stillLost(turn.tx, districtsOf(grown, live), startOf(incident), turn.now);
    const deviceCount = Math.max(lost, Number(incident.detail.deviceCount));
    const inUse = [incident, ...parts].reduce((sum, { detail }) => sum + Number(detail.inUse ?? 0), 0);
    await this.incidents.grow(turn, incident.id, { deviceCount, inUse, partIds: grown.detail.partIds });
    const alertIds = parts.map(({ id }) => id);
    return [
      ...facts,
      { type: 'incident.grew', subject: incident.id, districtId: incident.districtId, data: { alertIds } },
    ];
  }

  private async attach(turn: Turn, incident: Alert): Promise<Fact[]> {
    const alertIds = await this.store.attachAll(turn.tx, incident, startOf(incident));
    if (alertIds.length === 0) return [];
    return [{ type: 'incident.grew', subject: incident.id, districtId: incident.districtId, data: { alertIds } }];
  }
}

/** What was lost a little before it was an incident belongs to it. */
const startOf = (incident: Alert): Date => before(sinceOf(incident));
const before = (since: Date): Date => new Date(since.getTime() - STORM_MS);
const sinceOf = ({ detail, openedAt }: Alert): Date =>
  typeof detail.since === 'string' ? new Date(detail.since) : openedAt;

/** Nobody has taken it up, and it never was under another: what was parted from an incident that is over stays by itself. */
const isFree = ({ state, parentId }: Alert): boolean => state === 'open' && parentId === null;

const partsOf = ({ detail, districtId }: Alert): string[] => (detail.partIds as string[] | undefined) ?? [districtId!];

/** The districts it stands for, with what the incidents under it stand for by now. */
function districtsOf(incident: Alert, live: readonly Alert[]): string[] {
  return partsOf(incident).flatMap((id) => {
    const part = id === incident.districtId ? null : live.find(({ districtId }) => districtId === id);
    return part ? districtsOf(part, live) : [id];
  });
}
