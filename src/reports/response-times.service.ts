import { Injectable } from '@nestjs/common';
import { RostersService } from '../access/staff/rosters.service.js';
import type { Turn } from '../platform/database/turn.js';
import { ancestors, type District } from '../teams/district.rules.js';
import { LimitsService } from '../teams/limits.service.js';
import { FiguresStore, type Period } from './figures.store.js';
import { type Answered, type Apart, type LimitsIn, type ResponseTime, spreadOf } from './response.rules.js';
import { shiftAt } from './shift.rules.js';
import { beginOf } from './stretch.rules.js';

const IN_ORDER = new Intl.Collator('da');

/** How soon alerts were answered against the municipality's own limits, told apart as it is asked. */
@Injectable()
export class ResponseTimesService {
  constructor(
    private readonly figures: FiguresStore,
    private readonly limits: LimitsService,
    private readonly rosters: RostersService,
  ) {}

  async of({ tx, now }: Turn, period: Period, { by, every }: Apart) {
    const { districts, teams } = await this.rosters.loadForRouting(tx);
    const heldIn = await this.limits.holding(tx);
    const limitsIn = once((districtId) => (districtId === null ? {} : heldIn(districtId)));
    const serving = once((districtId) => teams.filter((team) => serves(team.districtId, districtId, districts)));
    const nameIn = (of: readonly { id: string; name: string }[], id: string | null) =>
      of.find((one) => one.id === id)?.name ?? null;
    const rowOf = ({ districtId, teamId, priority, openedAt, zone }: Asked) => ({
      ...(every && { since: beginOf(every, openedAt, zone) }),
      ...(by.includes('district') && { districtId, districtName: nameIn(districts, districtId) }),
      ...(by.includes('team') && { teamId, teamName: nameIn(teams, teamId) }),
      priority,
      ...(by.includes('shift') && { shift: shiftAt(openedAt, zone, serving(districtId)) }),
    });
    const answered = (await this.figures.answered(tx, period)).map((alert) => ({ alert, row: rowOf(alert) }));
    const groups = Map.groupBy(answered, ({ row }) => JSON.stringify(row));
    return [...groups.values()]
      .map((ones) => ({ row: ones[0]!.row, alerts: ones.map(({ alert }) => alert) }))
      .map(({ row, alerts }) => ({
        ...row,
        alerts: alerts.length,
        autoResolved: alerts.filter(({ state }) => state === 'auto-resolved').length,
        ...timesOf(alerts, limitsIn, now),
      }))
      .sort(
        (a, b) =>
          IN_ORDER.compare(a.since ?? '', b.since ?? '') ||
          byName(a.districtName, b.districtName) ||
          byName(a.teamName, b.teamName) ||
          IN_ORDER.compare(keyOf(a), keyOf(b)),
      );
  }
}

type Asked = Awaited<ReturnType<FiguresStore['answered']>>[number];

interface Row {
  readonly districtId?: string | null;
  readonly teamId?: string | null;
  readonly priority: string;
  readonly shift?: string;
}
const keyOf = ({ districtId, teamId, priority, shift }: Row): string => `${districtId} ${teamId} ${priority} ${shift}`;

/** What has no name comes last. */
const byName = (a: string | null | undefined, b: string | null | undefined): number =>
  Number(a === null) - Number(b === null) || IN_ORDER.compare(a ?? '', b ?? '');

function timesOf(alerts: readonly Answered[], limitsIn: LimitsIn, now: Date) {
  const of = (time: ResponseTime) => spreadOf(alerts, time, limitsIn, now);
  return {
    toFirstClaim: of('toFirstClaim'),
    toClaim: of('toClaim'),
    toContact: of('toContact'),
    toResolve: of('toResolve'),
  };
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
