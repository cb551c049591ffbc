import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { type Alert, isLive } from './alert.rules.js';
import { AlertsService } from './alerts.service.js';
import { INCIDENT, incidentKey, isPartOf } from './storm.rules.js';

/** One alert that stands for what happened to many dispensers of a district at once. */
@Injectable()
export class IncidentsService {
  constructor(private readonly alerts: AlertsService) {}

  /** The incident that stands for the alert from the start; null when it stands for itself. */
  async over(turn: Turn, alert: Alert): Promise<Alert | null> {
    if (!alert.districtId || !isPartOf(alert)) return null;
    return this.alerts.store.findLive(turn.tx, incidentKey(alert.districtId));
  }

  async open(
    turn: Turn,
    districtId: string,
    detail: Record<string, unknown>,
  ): Promise<{ alert: Alert; facts: Fact[] }> {
    const facts = await this.alerts.report(turn, {
      key: incidentKey(districtId),
      type: INCIDENT,
      priority: 'P2',
      ladderName: 'power-connectivity',
      citizenId: null,
      deviceId: null,
      districtId,
      doseId: null,
      dose: null,
      unmatched: false,
      detail,
      line: null,
    });
    return { alert: (await this.alerts.store.find(turn.tx, facts[0]!.subject))!, facts };
  }

  /** More were lost than were known. */
  async grow(turn: Turn, id: string, deviceCount: number): Promise<void> {
    const alert = await this.alerts.store.lock(turn.tx, id);
    if (!alert || !isLive(alert.state)) return;
    await this.alerts.store.save(turn.tx, { ...alert, lastSeenAt: turn.now, detail: { ...alert.detail, deviceCount } });
  }

  async close(turn: Turn, id: string, stillLost: number): Promise<Fact[]> {
    const alert = await this.alerts.store.lock(turn.tx, id);
    if (!alert || !isLive(alert.state)) return [];
    const text = `nearly all are back: ${stillLost} of ${String(alert.detail.deviceCount)} dispensers are still away`;
    return this.alerts.closeItself(turn, alert, text, { reason: 'nearly-all-back', stillLost });
  }
}
