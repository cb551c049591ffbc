import { Injectable } from '@nestjs/common';
import { type Alert, isLive, type Report } from '../cases/alert.rules.js';
import { CasesService } from '../cases/cases.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { incidentKey, isPartOf, knownOf, type Outage } from './storm.rules.js';

/** One case that stands for what happened to many dispensers of a district at once, or to several districts of one above them. */
@Injectable()
export class IncidentsService {
  constructor(private readonly cases: CasesService) {}

  /** The incident that stands for the alert from the start; null when it stands for itself. */
  async over({ tx }: Turn, alert: Alert): Promise<Alert | null> {
    if (!alert.districtId || !isPartOf(alert)) return null;
    return this.cases.findLive(tx, incidentKey(alert.districtId));
  }

  async open(turn: Turn, said: Report): Promise<{ alert: Alert; facts: Fact[] }> {
    const facts = await this.cases.report(turn, said);
    return { alert: (await this.cases.find(turn.tx, facts[0]!.subject))!, facts };
  }

  /** More were lost than were known, or it stands for more districts. */
  async grow(
    turn: Turn,
    id: string,
    more: Pick<Outage, 'deviceCount'> & Partial<Pick<Outage, 'inUse' | 'partIds'>>,
  ): Promise<void> {
    const of = await this.cases.lock(turn, id);
    if (!of || !isLive(of.alert.state)) return;
    const known = { lastSeenAt: turn.now, detail: { ...of.alert.detail, ...more } };
    await this.cases.do(turn, id, { do: 'add', more: known });
  }

  /** The incident of a district goes under that of one above it, unless somebody took it up meanwhile. */
  async attach(turn: Turn, id: string, parent: Alert): Promise<Fact[]> {
    const of = await this.cases.lock(turn, id);
    if (of?.alert.state !== 'open' || of.alert.attached) return [];
    return this.cases.do(turn, id, { do: 'attach', parent, until: null });
  }

  async close(turn: Turn, id: string, stillLost: number): Promise<Fact[]> {
    const of = await this.cases.lock(turn, id);
    if (!of || !isLive(of.alert.state)) return [];
    const { deviceCount } = knownOf(of.alert);
    const data = { stillLost, deviceCount };
    return this.cases.do(turn, id, { do: 'close', how: { kind: 'nearly_all_back', data } });
  }
}
