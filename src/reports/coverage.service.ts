import { Injectable } from '@nestjs/common';
import { RostersService } from '../access/staff/rosters.service.js';
import type { Turn } from '../platform/database/turn.js';
import { LOCKS } from '../platform/database/locks.js';
import { problem } from '../platform/errors/problem.js';
import type { Fact } from '../platform/facts/fact.js';
import { type CoverageGap, coverageGaps } from '../teams/coverage.rules.js';
import { ancestors, below, type District } from '../teams/district.rules.js';
import type { RosteredTeam } from '../teams/team.rules.js';
import { DAYS_AHEAD } from './coverage.schema.js';
import { conditionCleared, conditionRaised } from '../devices/conditions/condition.facts.js';
import { followUp } from './operations-alert.rules.js';
import { OperationsAlertsStore } from './operations-alerts.store.js';
import { DAY_MS } from '../platform/clock/spans.rules.js';

export type NamedGap = CoverageGap & { readonly districtName: string };

/** Looks ahead in the rosters for hours in which a district has nobody, while there is time to find somebody. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly rosters: RostersService,
    private readonly operations: OperationsAlertsStore,
  ) {}

  /**
   * @param districtId of this district and those below it only
   * @throws Problem 404 for one that is not there
   */
  async gaps({ tx, now }: Turn, days: number, districtId: string | null): Promise<NamedGap[]> {
    const { districts, teams } = await this.rosters.loadForRouting(tx);
    if (districtId !== null && !districts.some(({ id }) => id === districtId))
      throw problem.notFound('There is no such district.');
    const gaps = coverageGaps(districts, teams, now, new Date(now.getTime() + days * DAY_MS));
    const within = districtId === null ? null : below(districts, districtId);
    const names = new Map(districts.map(({ id, name }) => [id, name]));
    return gaps
      .filter((gap) => within === null || within.includes(gap.districtId))
      .map((gap) => ({ ...gap, districtName: names.get(gap.districtId)! }));
  }

  /**
   * One alert to the lead of each district with a gap, closed by itself when the gap is filled; at most one a day. What rosters say
   * changes when somebody changes them, and with the day: in between there is nothing to work out.
   * @param seen what was answered last time
   */
  async audit(turn: Turn, seen: string | null): Promise<{ facts: Fact[]; result: string | null }> {
    if (!(await this.operations.isMine(turn.tx, LOCKS.coverage))) return { facts: [], result: seen };
    const { districts, teams } = await this.rosters.loadForRouting(turn.tx);
    const day = Math.floor(turn.now.getTime() / DAY_MS);
    const crews = teams.map(({ id, version, crew, ownDays }) => [id, version, [...crew].sort(), ownDays]);
    const sees = JSON.stringify([day, districts.map(({ id, version }) => [id, version]), crews]);
    if (sees === seen) return { facts: [], result: seen };
    return { facts: await this.follow(turn, districts, teams, districts), result: sees };
  }

  /** Somebody went, came back, or a day is another: the districts a team or a municipality serves are looked at in the same turn. */
  async lookAround(turn: Turn, { districtId }: Fact): Promise<Fact[]> {
    await this.operations.wait(turn.tx, LOCKS.coverage);
    const { districts, teams } = await this.rosters.loadForRouting(turn.tx);
    const around = [...below(districts, districtId!), ...ancestors(districts, districtId!)];
    const served = districts.filter(({ id }) => around.includes(id));
    return this.follow(turn, districts, teams, served);
  }

  private async follow(
    turn: Turn,
    districts: readonly District[],
    teams: readonly RosteredTeam[],
    looked: readonly District[],
  ): Promise<Fact[]> {
    const gaps = coverageGaps(districts, teams, turn.now, new Date(turn.now.getTime() + DAYS_AHEAD * DAY_MS));
    const found = looked.map(({ id }) => ({
      districtId: id,
      condition: `coverage.gap/${id}`,
      gaps: gaps.filter(({ districtId }) => districtId === id),
    }));
    const alerts = await this.operations.of(
      turn.tx,
      found.map(({ condition }) => condition),
    );
    const judged = found.map((one) => ({ ...one, isWrong: one.gaps.length > 0 }));
    const { raise, clear } = followUp(judged, alerts, DAY_MS, turn.now);
    return judged.flatMap((one) => {
      if (raise.includes(one.condition)) return [raised(one, turn.now)];
      return clear.includes(one.condition) ? [cleared(one, turn.now)] : [];
    });
  }
}

interface Judged {
  readonly districtId: string;
  readonly condition: string;
  readonly gaps: readonly CoverageGap[];
}

function raised({ districtId, condition, gaps }: Judged, now: Date): Fact {
  const { from, to, reached } = gaps[0]!;
  return conditionRaised({ subject: condition, districtId }, now, {
    condition,
    eventType: 'coverage.gap',
    line: null,
    priority: 'P4',
    ladder: 'planned-work',
    detail: { gaps: gaps.length, from: from.toISOString(), to: to.toISOString(), reached },
  });
}

const cleared = ({ districtId, condition }: Judged, now: Date): Fact =>
  conditionCleared({ subject: condition, districtId }, now, { condition, eventType: 'coverage.filled', line: null });
