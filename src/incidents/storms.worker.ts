import { Injectable } from '@nestjs/common';
import { OutageService } from '../ingest/presence/outage.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { isInShadow } from '../teams/district.rules.js';
import { TeamsService } from '../teams/teams.service.js';
import type { Alert } from '../cases/alert.rules.js';
import { CasesService } from '../cases/cases.service.js';
import { IncidentsService } from './incidents.service.js';
import {
  coverings,
  FEWEST,
  isOver,
  isStorm,
  knownOf,
  type Loss,
  outageOf,
  partsOf,
  STORM_MINUTES,
} from './storm.rules.js';
import { StormsStore } from './storms.store.js';

const STORM_MS = STORM_MINUTES * 60_000;
const ATTACHED_AT_ONCE = 500;

/**
 * Sees many dispensers of a district lost at once: one incident stands for what it did to each, until nearly all are back. Districts
 * struck together are one incident of the district above them.
 */
@Injectable()
export class StormsWorker {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly cases: CasesService,
    private readonly incidents: IncidentsService,
    private readonly outage: OutageService,
    private readonly store: StormsStore,
    private readonly bus: FactBus,
    private readonly teams: TeamsService,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'storms', role: 'worker', look: () => this.look() });
  }

  /** Each incident and each district in a turn of its own: where somebody holds a row of one, the others are looked at. */
  private async look(): Promise<number> {
    const live = await this.database.autocommit((tx) => this.store.liveIncidents(tx));
    const struck = await this.database.autocommit((tx) => this.struck(tx, this.clock.now()));
    const news = struck.map(({ districtId }) => districtId).filter((id) => !live.some((one) => one.districtId === id));
    let told = await this.each(news, (turn, districtId, known) => this.open(turn, districtId, known));
    const all = await this.database.autocommit((tx) => this.store.liveIncidents(tx));
    told += await this.each(idsOf(all), (turn, id, known) => this.follow(turn, known.find(hasId(id)), known));
    for (const incident of all) told += await this.attach(incident);
    return told + (await this.each(['cover'], (turn) => this.cover(turn)));
  }

  /** One worker looks at a time; what is live is read again by whoever does. */
  private each(
    ids: readonly string[],
    act: (turn: Turn, id: string, live: readonly Alert[]) => Promise<Fact[]>,
  ): Promise<number> {
    return this.sweeps.each(ids, (id) => this.inTurn((turn, live) => act(turn, id, live)));
  }

  private inTurn(act: (turn: Turn, live: readonly Alert[]) => Promise<Fact[]>): Promise<number> {
    return this.bus.transact(async (turn) => {
      if (!(await this.store.tryLock(turn.tx))) return { facts: [], result: 0 };
      const facts = await act(turn, await this.store.liveIncidents(turn.tx));
      return { facts, result: facts.length };
    });
  }

  /** Whom nobody hears was not lost by the district. */
  private async struck(tx: Turn['tx'], now: Date): Promise<Loss[]> {
    if (!(await this.outage.offlineCountsUntil(tx, now))) return [];
    const losses = await this.store.losses(tx, new Date(now.getTime() - STORM_MS), now, FEWEST);
    return losses.filter((loss) => isStorm(loss, this.config.storm));
  }

  private async open(turn: Turn, districtId: string, live: readonly Alert[]): Promise<Fact[]> {
    if (live.some((incident) => incident.districtId === districtId)) return [];
    const storm = (await this.struck(turn.tx, turn.now)).find((loss) => loss.districtId === districtId);
    if (!storm) return [];
    const { lost, inUse, since } = storm;
    const outage = { scope: 'district', deviceCount: lost, inUse, since: since.toISOString(), holdMinutes: 0 } as const;
    return (await this.incidents.open(turn, outageOf(districtId, outage))).facts;
  }

  /** Counts what came since, and closes when nearly all that were lost at the worst are back. */
  private async follow(turn: Turn, incident: Alert | undefined, live: readonly Alert[]): Promise<Fact[]> {
    if (!incident) return [];
    const lost = await this.store.stillLost(turn.tx, districtsOf(incident, live), startOf(incident), turn.now);
    const { deviceCount } = knownOf(incident);
    const worst = Math.max(lost, deviceCount);
    if (isOver(lost, worst)) return this.incidents.close(turn, incident.id, lost);
    if (worst > deviceCount) await this.incidents.grow(turn, incident.id, { deviceCount: worst });
    return [];
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
      const outage = { scope: 'districts', deviceCount: 0, since: since.toISOString(), holdMinutes: 0 } as const;
      const { alert, facts: opened } = known
        ? { alert: known, facts: [] }
        : await this.incidents.open(turn, outageOf(districtId, outage));
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
    const allPartIds = [...partsOf(incident), ...partIds];
    const grown = { ...incident, detail: { ...incident.detail, partIds: allPartIds } };
    const lost = await this.store.stillLost(turn.tx, districtsOf(grown, live), startOf(incident), turn.now);
    const deviceCount = Math.max(lost, knownOf(incident).deviceCount);
    const inUse = [incident, ...parts].reduce((sum, one) => sum + (knownOf(one).inUse ?? 0), 0);
    await this.incidents.grow(turn, incident.id, { deviceCount, inUse, partIds: allPartIds });
    const alertIds = parts.map(({ id }) => id);
    return [
      ...facts,
      { type: 'incident.grew', subject: incident.id, districtId: incident.districtId, data: { alertIds } },
    ];
  }

  /** What came since goes under it, all at once; what somebody holds of one is waited for with that one only. */
  private async attach(incident: Alert): Promise<number> {
    const since = startOf(incident);
    const found = await this.database.autocommit((tx) => this.store.attachable(tx, incident, since));
    return this.sweeps.together(found, ATTACHED_AT_ONCE, (some) =>
      this.inTurn(async (turn, live) => {
        if (!live.some(hasId(incident.id))) return [];
        const { alertIds, facts } = await this.cases.attachAll(turn, incident, some);
        if (alertIds.length === 0) return [];
        const { id: subject, districtId } = incident;
        return [...facts, { type: 'incident.grew', subject, districtId, data: { alertIds } }];
      }),
    );
  }
}

/** What was lost a little before it was an incident belongs to it. */
const startOf = (incident: Alert): Date => before(sinceOf(incident));
const before = (since: Date): Date => new Date(since.getTime() - STORM_MS);
function sinceOf(incident: Alert): Date {
  const { since } = knownOf(incident);
  return since === undefined ? incident.openedAt : new Date(since);
}

const idsOf = (alerts: readonly Alert[]): string[] => alerts.map(({ id }) => id);
const hasId =
  (id: string) =>
  (alert: Alert): boolean =>
    alert.id === id;

/** Nobody has taken it up, and it never was under another: what was parted from an incident that is over stays by itself. */
const isFree = ({ state, parentId }: Alert): boolean => state === 'open' && parentId === null;

/** The districts it stands for, with what the incidents under it stand for by now. */
function districtsOf(incident: Alert, live: readonly Alert[]): string[] {
  return partsOf(incident).flatMap((id) => {
    const part = id === incident.districtId ? null : live.find(({ districtId }) => districtId === id);
    return part ? districtsOf(part, live) : [id];
  });
}
