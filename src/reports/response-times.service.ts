import { Injectable } from '@nestjs/common';
import { RostersService } from '../access/staff/rosters.service.js';
import type { Turn } from '../platform/database/turn.js';
import { ancestors, type District } from '../teams/district.rules.js';
import { LimitsService } from '../teams/limits.service.js';
import { FiguresStore, type Period } from './figures.store.js';
import { type Answered, type ResponseTime, spreadOf } from './response.rules.js';
import { shiftAt } from './shift.rules.js';

const IN_ORDER = new Intl.Collator('da');

/** How soon alerts were answered, by district, priority and shift, against the municipality's own limits. */
@Injectable()
export class ResponseTimesService {
  constructor(
    private readonly figures: FiguresStore,
    private readonly limits: LimitsService,
    private readonly rosters: RostersService,
  ) {}

  async of({ tx, now }: Turn, period: Period) {
    const { districts, teams } = await this.rosters.loadForRouting(tx);
    const limitsIn = await this.limits.holding(tx);
    const serving = once((districtId) => teams.filter((team) => serves(team.districtId, districtId, districts)));
    const answered = (await this.figures.answered(tx, period)).map((alert) => ({
      ...alert,
      shift: shiftAt(alert.openedAt, alert.zone, serving(alert.districtId)),
    }));
    const groups = Map.groupBy(answered, ({ districtId, priority, shift }) => `${districtId} ${priority} ${shift}`);
    return [...groups.values()]
      .map((alerts) => {
        const { districtId, priority, shift } = alerts[0]!;
        return {
          districtId,
          districtName: districts.find(({ id }) => id === districtId)?.name ?? null,
          priority,
          shift,
          alerts: alerts.length,
          autoResolved: alerts.filter(({ state }) => state === 'auto-resolved').length,
          ...this.times(alerts, districtId === null ? {} : limitsIn(districtId), now),
        };
      })
      .sort(
        (a, b) =>
          Number(a.districtName === null) - Number(b.districtName === null) ||
          IN_ORDER.compare(a.districtName ?? '', b.districtName ?? '') ||
          IN_ORDER.compare(`${a.districtId} ${a.priority} ${a.shift}`, `${b.districtId} ${b.priority} ${b.shift}`),
      );
  }

  private times(alerts: readonly Answered[], limits: Parameters<typeof spreadOf>[2], now: Date) {
    const of = (time: ResponseTime) => spreadOf(alerts, time, limits, now);
    return {
      toFirstClaim: of('toFirstClaim'),
      toClaim: of('toClaim'),
      toContact: of('toContact'),
      toResolve: of('toResolve'),
    };
  }
}

/** A team serves its own district and what lies below it. */
const serves = (ofTeam: string, districtId: string | null, districts: readonly District[]): boolean =>
  districtId !== null && (ofTeam === districtId || ancestors(districts, districtId).includes(ofTeam));

function once<T>(find: (districtId: string | null) => T): (districtId: string | null) => T {
  const found = new Map<string | null, T>();
  return (districtId) => {
    if (!found.has(districtId)) found.set(districtId, find(districtId));
    return found.get(districtId)!;
  };
}
