import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { type Alert, isLive, type Report } from './alert.rules.js';
import { AlertsService } from './alerts.service.js';
import { BondsService } from './bonds.service.js';
import { incidentKey, isPartOf } from './storm.rules.js';

/** One alert that stands for what happened to many dispensers of a district at once, or to several districts of one above them. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly bonds: BondsService,
  ) {}

  /** The incident that stands for the alert from the start; null when it stands for itself. */
  async over(turn: Turn, alert: Alert): Promise<Alert | null> {
    if (!alert.districtId || !isPartOf(alert)) return null;
    return this.alerts.store.findLive(turn.tx, incidentKey(alert.districtId));
  }

  async open(turn: Turn, said: Report): Promise<{ alert: Alert; facts: Fact[] }> {
    const facts = await this.alerts.report(turn, said);
    return { alert: (await this.alerts.store.find(turn.tx, facts[0]!.subject))!, facts };
  }

  /** More were lost than were known, or it stands for more districts. */
  async grow(
    turn: Turn,
    id: string,
    more: { deviceCount: number; inUse?: number; partIds?: readonly string[] },
  ): Promise<void> {
    const alert = await this.alerts.store.lock(turn.tx, id);
    if (!alert || !isLive(alert.state)) return;
    await this.alerts.store.save(turn.tx, { ...alert, lastSeenAt: turn.now, detail: { ...alert.detail, ...more } });
  }

  /** The incident of a district goes under that of one above it, unless somebody took it up meanwhile. */
  async attach(turn: Turn, id: string, parent: Alert): Promise<Fact[]> {
    const alert = await this.alerts.store.lock(turn.tx, id);
    if (alert?.state !== 'open' || alert.attached) return [];
    return this.bonds.attach(turn, alert, parent);
  }

  async close(turn: Turn, id: string, stillLost: number): Promise<Fact[]> {
    const alert = await this.alerts.store.lock(turn.tx, id);
    if (!alert || !isLive(alert.state)) return [];
    const data = { stillLost, deviceCount: Number(alert.detail.deviceCount) };
    return this.alerts.closeItself(turn, alert, { kind: 'nearly_all_back', data });
  }
}
